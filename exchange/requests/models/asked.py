"""What is asked for: access requests with their parts and lines."""

import pgtrigger
from django.db import models
from django.db.models import Q

from catalog.listings.models import Listing
from catalog.stock.models import Lot
from exchange.kernel.models import Record, append_only
from exchange.kernel.pii import classify
from exchange.parties.models import Organisation, Person, Unit
from exchange.requests.models.projects import Project
from exchange.requests.states import LineState, RequestState
from exchange.requests.triggers import LINE_MOVES_WITH_ITS_GROUNDS, LOTS_OF_DRAFT_ONLY, begins_as, frozen_after


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
                    ("requested", "stopped"),
                    ("approved", "shipped"),
                    ("approved", "withdrawn"),
                    ("approved", "expired"),
                    ("approved", "stopped"),
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
