"""Projects, access requests with their parts and lines, decisions and clearances."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from agreements.compliance.models import EthicsApproval
from catalog.listings.models import Listing
from catalog.stock.models import Lot
from catalog.vocabulary.models import Release, Term
from catalog.vocabulary.rules import CODE_LENGTH
from exchange.kernel.models import Record, append_only
from exchange.kernel.pii import classify
from exchange.parties.models import Organisation, Person, Unit
from exchange.requests.states import LineState, RequestState
from exchange.requests.triggers import (
    CLEARED_IN_FULL,
    DECIDED_BY_COMMITTEE,
    LINE_MOVES_WITH_ITS_GROUNDS,
    LOTS_OF_DRAFT_ONLY,
    begins_as,
    frozen_after,
)


class Project(Record):
    """A research purpose, described once and used for many requests."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="projects")
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="projects")
    title = models.CharField(max_length=200)
    lay_summary = models.TextField(blank=True)
    research_types = ArrayField(
        models.CharField(max_length=30), help_text="disease, health, general, methods, ancestry, clinical-care"
    )
    diseases = models.ManyToManyField(Term, related_name="+", through="ProjectDisease")
    is_commercial = models.BooleanField(null=True, help_text="Null when not answered.")
    is_genetic = models.BooleanField(null=True, help_text="Null when not answered.")
    countries = ArrayField(
        models.CharField(max_length=2), default=list, help_text="Where people will use the material."
    )
    sensitive_topics = ArrayField(models.CharField(max_length=40), default=list)
    accepts_publication = models.BooleanField(
        null=True, help_text="Will publish results if asked; null when not answered."
    )
    accepts_return = models.BooleanField(
        null=True, help_text="Will return derived data if asked; null when not answered."
    )
    has_collaboration_letter = models.BooleanField(default=False)
    duration_months = models.PositiveSmallIntegerField(null=True)
    ethics_approvals = models.ManyToManyField(EthicsApproval, related_name="projects")

    PII = classify(
        none="id created_at organisation research_types diseases is_commercial is_genetic countries sensitive_topics"
        " accepts_publication accepts_return has_collaboration_letter duration_months ethics_approvals",
        link="owner",
        free_text="title lay_summary",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "title"], name="project_title_once"),
            models.CheckConstraint(
                condition=Q(duration_months__isnull=True) | Q(duration_months__range=(1, 600)), name="project_duration"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ProjectDisease(models.Model):
    """A disease that a project studies, with the release it was coded in."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="coded_diseases")
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="+")
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="+")
    coded_as = models.CharField(max_length=CODE_LENGTH, help_text="The code as chosen; the term may be its successor.")

    PII = classify(none="id project term release coded_as")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "term"], name="project_disease_once")]

    def __str__(self) -> str:
        return self.coded_as


class AccessRequest(Record):
    """A project's basket; submitting it fixes what was asked, by whom and for what."""

    number = models.CharField(max_length=20, unique=True, null=True, help_text="E.g. R-2026-00042; given on submit.")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="requests")
    requester = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="requests")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="requests")
    shipping_address = models.TextField(blank=True)
    state = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in RequestState], default=RequestState.DRAFT.value
    )
    submitted_at = models.DateTimeField(null=True)
    snapshot = models.JSONField(default=dict, help_text="Project, person and institution as they were on submit.")

    PII = classify(
        none="id created_at number project organisation state submitted_at",
        link="requester",
        contact="shipping_address",
        free_text="snapshot",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "requester"], condition=Q(state=RequestState.DRAFT.value), name="request_one_basket"
            ),
            models.CheckConstraint(
                condition=~Q(state=RequestState.SUBMITTED.value) | Q(submitted_at__isnull=False, number__isnull=False),
                name="request_submitted_has_moment",
            ),
        ]
        indexes = [models.Index(fields=["requester", "-id"], name="request_of_requester")]
        triggers = [
            begins_as("request", RequestState.DRAFT),
            frozen_after("request", RequestState.DRAFT, ["number", "shipping_address", "submitted_at", "snapshot"]),
            pgtrigger.FSM(
                name="request_states",
                field="state",
                transitions=[("draft", "submitted"), ("draft", "withdrawn"), ("submitted", "withdrawn")],
            ),
            pgtrigger.ReadOnly(name="request_frozen", fields=["project", "requester", "organisation"]),
            pgtrigger.Protect(name="request_no_delete", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.number or "basket"


class RequestPart(Record):
    """The lines of one providing unit; made on submit."""

    request = models.ForeignKey(AccessRequest, on_delete=models.PROTECT, related_name="parts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="request_parts")

    PII = classify(none="id created_at request unit")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "unit"], name="part_once_a_unit")]
        indexes = [models.Index(fields=["unit", "-id"], name="part_inbox")]
        triggers = append_only("part")

    def __str__(self) -> str:
        return f"{self.request_id} at {self.unit_id}"


class RequestLine(Record):
    """One listing asked for, how many of it, and what the consent match said."""

    request = models.ForeignKey(AccessRequest, on_delete=models.PROTECT, related_name="lines")
    part = models.ForeignKey(RequestPart, on_delete=models.PROTECT, null=True, related_name="lines")
    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="request_lines")
    quantity = models.PositiveIntegerField(help_text="How many lots' units: specimens, vials, tubes.")
    state = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in LineState], default=LineState.DRAFT.value
    )
    verdict = models.CharField(max_length=12, blank=True, help_text="PERMIT, CONDITIONAL, MANUAL or DENY on submit.")
    reasons = models.JSONField(default=list, help_text="[{code, sentence}] of the verdict on submit.")
    rule_version = models.CharField(max_length=40, blank=True)

    PII = classify(none="id created_at request part listing quantity state verdict reasons rule_version")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "listing"], name="line_once_a_listing"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="line_of_something"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"]) | Q(part__isnull=False), name="line_submitted_has_part"
            ),
        ]
        triggers = [
            begins_as("line", LineState.DRAFT),
            frozen_after("line", LineState.DRAFT, ["part", "quantity", "verdict", "reasons", "rule_version"]),
            pgtrigger.Trigger(
                name="line_grounds",
                operation=pgtrigger.UpdateOf("state"),
                when=pgtrigger.Before,
                condition=pgtrigger.AnyChange("state"),
                func=LINE_MOVES_WITH_ITS_GROUNDS,
            ),
            pgtrigger.FSM(
                name="line_states",
                field="state",
                transitions=[
                    ("draft", "requested"),
                    ("draft", "withdrawn"),
                    ("requested", "approved"),
                    ("requested", "declined"),
                    ("requested", "withdrawn"),
                    ("requested", "expired"),
                    ("approved", "shipped"),
                    ("approved", "withdrawn"),
                    ("approved", "expired"),
                    ("shipped", "received"),
                ],
            ),
            pgtrigger.ReadOnly(name="line_frozen", fields=["request", "listing"]),
            pgtrigger.Protect(
                name="line_no_delete", operation=pgtrigger.Delete, condition=pgtrigger.Q(old__state__df="draft")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} of {self.listing_id}: {self.state}"


class LineLot(models.Model):
    """A lot or specimen that was chosen for a line, and how many of it."""

    line = models.ForeignKey(RequestLine, on_delete=models.CASCADE, related_name="lots")
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="+")
    quantity = models.PositiveIntegerField()

    PII = classify(none="id line lot quantity")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line", "lot"], name="line_lot_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="line_lot_of_something"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="line_lot_of_draft_only",
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                func=LOTS_OF_DRAFT_ONLY,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} of {self.lot_id}"


class Decision(Record):
    """What the provider's committee decided on a line, who spoke for it and why."""

    line = models.OneToOneField(RequestLine, on_delete=models.PROTECT, related_name="decision")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    is_approval = models.BooleanField()
    reason = models.TextField(blank=True)
    verdict = models.CharField(max_length=12, help_text="What the consent match said at that moment.")
    rule_version = models.CharField(max_length=40)

    PII = classify(none="id created_at line is_approval verdict rule_version", link="person", free_text="reason")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_approval=True, verdict__in=["PERMIT", "CONDITIONAL"]) | ~Q(reason=""),
                name="decision_has_reason",
            ),
            models.CheckConstraint(condition=~Q(is_approval=True, verdict="DENY"), name="decision_not_against_consent"),
        ]
        triggers = [
            *append_only("decision"),
            pgtrigger.Trigger(
                name="decision_by_committee",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=DECIDED_BY_COMMITTEE,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line_id}: {'approved' if self.is_approval else 'declined'}"


class Clearance(Record):
    """That every condition of a line's gate held in the very transaction that releases it."""

    line = models.ForeignKey(RequestLine, on_delete=models.PROTECT, related_name="clearances")
    transaction_id = models.BigIntegerField(editable=False, default=0, help_text="PostgreSQL's; set by a trigger.")
    conditions = models.JSONField(help_text="[{key, state, evidence}] all in order.")
    inputs = models.JSONField(help_text="The facts they were computed from.")
    rule_version = models.CharField(max_length=40)

    PII = classify(none="id created_at line transaction_id conditions inputs rule_version")

    class Meta:
        triggers = [
            *append_only("clearance"),
            pgtrigger.Trigger(
                name="clearance_in_full",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=CLEARED_IN_FULL,
            ),
        ]

    def __str__(self) -> str:
        return f"clearance of {self.line_id}"
