"""Agreements: the form chosen, the text filled, the legal offices' approvals and the documents."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from agreements.drafting.states import AgreementState
from exchange.kernel.models import Record, append_only
from exchange.kernel.pii import classify
from exchange.parties.models import Organisation, Person

EXECUTED_NEEDS_SEALS = """
IF NEW.state = 'executed' AND (
    SELECT count(DISTINCT s.organisation_id) FROM signature_signature s
    WHERE s.agreement_id = NEW.id AND s.sealed_document_id IS NOT NULL AND s.text_sha256 = NEW.text_sha256
      AND s.organisation_id IN (NEW.provider_id, NEW.recipient_id)
) < 2 THEN
    RAISE EXCEPTION 'G4: agreement % lacks a sealed signature of both parties', NEW.id USING ERRCODE = 'RG004';
END IF;
RETURN NEW;
"""


class Agreement(Record):
    """A deal's text between a provider and a recipient, for one part of one access request."""

    number = models.CharField(max_length=20, unique=True, help_text="E.g. A-2026-00042.")
    part_reference = models.UUIDField(help_text="Id of the access request's part it was drafted for.")
    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="agreements_as_provider")
    recipient = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="agreements_as_recipient")
    form = models.CharField(max_length=60, help_text="Key of the form, e.g. letter.")
    form_version = models.CharField(max_length=20)
    reasons = models.JSONField(help_text="[{code, sentence}] why this form was chosen.")
    facts = models.JSONField(help_text="The facts the choice rested on.")
    material_class = models.CharField(max_length=30, help_text="The class a signatory must be authorised for.")
    clauses = models.JSONField(help_text="[{id, title, text}] as filled.")
    filled = models.JSONField(help_text="What the document is rendered from.")
    text_sha256 = models.CharField(max_length=64, help_text="Digest of the canonical text that is approved and signed.")
    state = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in AgreementState], default=AgreementState.DRAFT.value
    )
    decline_reason = models.TextField(blank=True)
    executed_at = models.DateTimeField(null=True)

    PII = classify(
        none="id created_at number part_reference provider recipient form form_version reasons facts material_class"
        " clauses text_sha256 state executed_at",
        free_text="decline_reason filled",
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
        ]
        indexes = [models.Index(fields=["part_reference"], name="agreement_part")]
        triggers = [
            pgtrigger.FSM(
                name="agreement_states",
                field="state",
                transitions=[
                    ("draft", "in_review"),
                    ("in_review", "signing"),
                    ("in_review", "declined"),
                    ("signing", "executed"),
                    ("signing", "declined"),
                ],
            ),
            pgtrigger.Trigger(
                name="agreement_executed_needs_seals",
                operation=pgtrigger.Update | pgtrigger.Insert,
                when=pgtrigger.Before,
                func=EXECUTED_NEEDS_SEALS,
            ),
            pgtrigger.ReadOnly(name="agreement_text_frozen", exclude=["state", "decline_reason", "executed_at"]),
            pgtrigger.Protect(name="agreement_no_delete", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.number


class AgreementItem(Record):
    """One line of the schedule: what the agreement covers."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="items")
    line_reference = models.UUIDField(help_text="Id of the access request's line it covers.")
    description = models.TextField()
    quantity = models.PositiveIntegerField()
    unit = models.CharField(max_length=20)

    PII = classify(none="id created_at agreement line_reference description quantity unit")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agreement", "line_reference"], name="agreement_item_once")]
        indexes = [models.Index(fields=["line_reference"], name="agreement_item_line")]
        triggers = append_only("agreement_item")

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
        constraints = [models.UniqueConstraint(fields=["agreement", "organisation"], name="approval_once_a_side")]
        triggers = append_only("approval")

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
        triggers = append_only("document")

    def __str__(self) -> str:
        return f"{self.agreement_id} document {self.sequence}"
