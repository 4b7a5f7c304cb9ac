"""What committees decide, by which rules and votes, and what was cleared for release."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from exchange.kernel.models import Record, append_only
from exchange.kernel.pii import classify
from exchange.parties.models import Person, Unit
from exchange.requests.models.asked import RequestLine, RequestPart
from exchange.requests.triggers import CLEARED_IN_FULL, DECIDED_AS_VOTED, RECUSED_BY_COMMITTEE, VOTED_BY_COMMITTEE


class CommitteeRules(Record):
    """How the access committee of a unit decides; a unit without has the defaults of `rules.CommitteeRules`."""

    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="committee_rules")
    votes_needed = models.PositiveSmallIntegerField(help_text="How many votes of one kind decide.")
    quorum = models.PositiveSmallIntegerField(help_text="How many must have voted before anything is decided.")
    is_chair_final = models.BooleanField(help_text="Whether the chair's vote decides once the quorum has voted.")
    decides_within_days = models.PositiveSmallIntegerField(help_text="Working days of the unit's country.")
    approves_up_to = models.PositiveIntegerField(
        null=True, help_text="Plain requests up to this quantity are approved at once; null: every one is voted on."
    )

    PII = classify(
        none="id created_at unit votes_needed quorum is_chair_final decides_within_days approves_up_to",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(votes_needed__range=(1, 50), quorum__range=(1, 50)), name="committee_of_some"
            ),
            models.CheckConstraint(condition=Q(quorum__gte=F("votes_needed")), name="committee_quorum_can_decide"),
            models.CheckConstraint(condition=Q(decides_within_days__range=(1, 250)), name="committee_has_days"),
            models.CheckConstraint(
                condition=Q(approves_up_to__isnull=True) | Q(approves_up_to__gt=0), name="committee_approves_some"
            ),
        ]
        triggers = [pgtrigger.Protect(name="committee_rules_no_delete", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"committee of {self.unit_id}"


class Recusal(Record):
    """That a member of a committee leaves the lines of a part to the others."""

    part = models.ForeignKey(RequestPart, on_delete=models.PROTECT, related_name="recusals")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()

    PII = classify(none="id created_at part", link="person", free_text="reason")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["part", "person"], name="recusal_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="recusal_has_reason"),
        ]
        triggers = [
            *append_only("recusal"),
            pgtrigger.Trigger(
                name="recusal_by_committee",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=RECUSED_BY_COMMITTEE,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} leaves {self.part_id}"


class Vote(Record):
    """How a member of the committee would decide on a line; the last vote of each counts."""

    line = models.ForeignKey(RequestLine, on_delete=models.PROTECT, related_name="votes")
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
                name="vote_has_reason",
            ),
            models.CheckConstraint(condition=~Q(is_approval=True, verdict="DENY"), name="vote_not_against_consent"),
        ]
        indexes = [models.Index(fields=["line", "person", "-id"], name="vote_last")]
        triggers = [
            *append_only("vote"),
            pgtrigger.Trigger(
                name="vote_by_committee", operation=pgtrigger.Insert, when=pgtrigger.Before, func=VOTED_BY_COMMITTEE
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line_id}: {'for' if self.is_approval else 'against'}"


class CommitteeNotice(Record):
    """That a committee was told of the deadline of a line; each notice is given once."""

    class Kind(models.TextChoices):
        """What it was told."""

        DUE = "due"
        OVERDUE = "overdue"

    line = models.ForeignKey(RequestLine, on_delete=models.PROTECT, related_name="committee_notices")
    kind = models.CharField(max_length=10, choices=Kind.choices)

    PII = classify(none="id created_at line kind")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["line", "kind"], name="committee_notice_once")]
        triggers = append_only("committee_notice")

    def __str__(self) -> str:
        return f"{self.line_id}: {self.kind}"


class Nudge(Record):
    """That who asked has reminded the committee of a line."""

    line = models.ForeignKey(RequestLine, on_delete=models.PROTECT, related_name="nudges")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    PII = classify(none="id created_at line", link="person")

    class Meta:
        triggers = append_only("nudge")

    def __str__(self) -> str:
        return f"{self.person_id} reminds of {self.line_id}"


class Decision(Record):
    """What the provider's committee decided on a line, by whose vote and why; the system's has nobody."""

    line = models.OneToOneField(RequestLine, on_delete=models.PROTECT, related_name="decision")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
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
                declare=[
                    ("committee", "requests_committeerules"),
                    ("asked", "integer"),
                    ("needed", "integer"),
                    ("entitled", "integer"),
                    ("approvals", "integer"),
                    ("refusals", "integer"),
                    ("word_of_chair", "boolean"),
                ],
                func=DECIDED_AS_VOTED,
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
