"""Agreements: the form chosen, the text filled, the legal offices' approvals and the documents."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from agreements.drafting.states import AgreementState
from agreements.drafting.triggers import (
    AGREEMENT_MOVES_WITH_ITS_GROUNDS,
    APPROVED_BY_LEGAL,
    DOCUMENT_GROWS,
    ITEM_OF_DRAFT_ONLY,
)
from exchange.kernel.models import Record, append_only
from exchange.kernel.pii import classify
from exchange.parties.models import Organisation, Person, Unit


class Agreement(Record):
    """A deal's text between a provider and a recipient, for one part of one access request.

    It has no form and no text when no form follows from the facts: then a legal officer of the provider has one
    drafted, or declines.
    """

    number = models.CharField(max_length=20, unique=True, help_text="E.g. A-2026-00042.")
    part_reference = models.UUIDField(help_text="Id of the access request's part it was drafted for.")
    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="agreements_as_provider")
    recipient = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="agreements_as_recipient")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="agreements", help_text="Which provides.")
    requester = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    form = models.CharField(
        max_length=60, blank=True, help_text="E.g. letter-agreement; empty while a person must choose."
    )
    form_version = models.CharField(max_length=20, blank=True)
    reasons = models.JSONField(help_text="[{code, sentence, citation, about}] why this form, or why none.")
    facts = models.JSONField(help_text="What the request handed down: the choice and the text rest on it.")
    material_classes = ArrayField(
        models.CharField(max_length=30), help_text="The classes a signatory must be authorised for, all of them."
    )
    filled = models.JSONField(default=dict, help_text="The whole text; the document is rendered from it.")
    text_sha256 = models.CharField(
        max_length=64, blank=True, help_text="Digest of the canonical text that is approved and signed."
    )
    state = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in AgreementState], default=AgreementState.DRAFT.value
    )
    decline_reason = models.TextField(blank=True)
    executed_at = models.DateTimeField(null=True)

    PII = classify(
        none="id created_at number part_reference provider recipient unit form form_version reasons material_classes"
        " text_sha256 state executed_at",
        link="requester",
        free_text="decline_reason facts filled",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["part_reference", "form"],
                condition=~Q(state=AgreementState.DECLINED.value),
                name="agreement_once_a_part_and_form",
            ),
            models.CheckConstraint(condition=~Q(provider=F("recipient")), name="agreement_between_two"),
            models.CheckConstraint(
                condition=Q(state=AgreementState.EXECUTED.value) ^ Q(executed_at__isnull=True),
                name="agreement_executed_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(form="", text_sha256="", state__in=["draft", "declined"])
                | (~Q(form="") & Q(text_sha256__regex="^[0-9a-f]{64}$")),
                name="agreement_form_has_text",
            ),
            models.CheckConstraint(condition=~Q(material_classes=[]), name="agreement_of_some_material"),
        ]
        indexes = [models.Index(fields=["part_reference"], name="agreement_part")]
        triggers = [
            pgtrigger.FSM(
                name="agreement_states",
                field="state",
                transitions=[
                    ("draft", "in_review"),
                    ("draft", "declined"),
                    ("in_review", "signing"),
                    ("in_review", "declined"),
                    ("signing", "executed"),
                    ("signing", "declined"),
                ],
            ),
            pgtrigger.Trigger(
                name="agreement_grounds",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("state"),
                when=pgtrigger.Before,
                func=AGREEMENT_MOVES_WITH_ITS_GROUNDS,
            ),
            pgtrigger.ReadOnly(name="agreement_text_frozen", exclude=["state", "decline_reason", "executed_at"]),
            pgtrigger.Protect(
                name="agreement_end_frozen",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state__in=["executed", "declined"]),
            ),
            pgtrigger.Protect(name="agreement_no_delete", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.number


class AgreementItem(Record):
    """One line of the schedule: what the agreement covers."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="items")
    line_reference = models.UUIDField(help_text="Id of the access request's line it covers.")
    description = models.TextField()
    identifiers = models.TextField(blank=True, help_text="The provider's key and RRIDs, as on the tubes.")
    quantity = models.PositiveIntegerField()
    unit = models.CharField(max_length=20)
    conditions = ArrayField(
        models.TextField(), default=list, help_text="Of the consent match, e.g. post:publish-results; each is a clause."
    )

    PII = classify(none="id created_at agreement line_reference description identifiers quantity unit conditions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agreement", "line_reference"], name="agreement_item_once")]
        indexes = [models.Index(fields=["line_reference"], name="agreement_item_line")]
        triggers = [
            *append_only("agreement_item"),
            pgtrigger.Trigger(
                name="agreement_item_of_draft_only",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=ITEM_OF_DRAFT_ONLY,
            ),
        ]

    def __str__(self) -> str:
        return self.description


class AgreementApproval(Record):
    """That a party's legal office approved exactly this text."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="approvals")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    text_sha256 = models.CharField(max_length=64)

    PII = classify(none="id created_at agreement organisation text_sha256", link="person")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "organisation"], name="approval_once_a_side"),
            models.UniqueConstraint(fields=["agreement", "person"], name="approval_for_one_side"),
        ]
        triggers = [
            *append_only("approval"),
            pgtrigger.Trigger(
                name="approval_by_legal", operation=pgtrigger.Insert, when=pgtrigger.Before, func=APPROVED_BY_LEGAL
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} approves {self.agreement_id}"


class AgreementDocument(Record):
    """A PDF of the agreement: as rendered, then once more with each seal."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="documents")
    sequence = models.PositiveSmallIntegerField(help_text="0 as rendered, then one more for each seal.")
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    PII = classify(none="id created_at agreement sequence sha256", free_text="content")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agreement", "sequence"], name="document_sequence_once")]
        triggers = [
            *append_only("document"),
            pgtrigger.Trigger(
                name="document_grows", operation=pgtrigger.Insert, when=pgtrigger.Before, func=DOCUMENT_GROWS
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} document {self.sequence}"
