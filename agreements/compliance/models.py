"""Ethics approvals and rules of the borders. What was entered is never altered: what follows is a row of its own."""

from django.db import models
from django.db.models import F, Q

from exchange.kernel.models import Record, append_only
from exchange.kernel.pii import classify
from exchange.parties.models import Organisation, Person


class EthicsApproval(Record):
    """That a committee approved research at an organisation, for a span of days."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="ethics_approvals")
    committee = models.CharField(max_length=200)
    number = models.CharField(max_length=100, help_text="The committee's own reference.")
    country_code = models.CharField(max_length=2, help_text="Country of the committee, ISO 3166-1 alpha-2.")
    scope = models.TextField(blank=True, help_text="What was approved, in a few sentences.")
    valid_from = models.DateField()
    valid_until = models.DateField(help_text="Last day on which it stands.")
    registered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    PII = classify(
        none="id created_at organisation committee number country_code valid_from valid_until",
        link="registered_by",
        free_text="scope",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "committee", "number"], name="ethics_approval_once"),
            models.CheckConstraint(condition=Q(valid_until__gte=F("valid_from")), name="ethics_approval_span"),
        ]
        triggers = append_only("ethics_approval")

    def __str__(self) -> str:
        return f"{self.committee} {self.number}"


class EthicsNotice(Record):
    """That it was announced, at one of the days before its end, that an approval expires."""

    approval = models.ForeignKey(EthicsApproval, on_delete=models.PROTECT, related_name="notices")
    days_before = models.PositiveSmallIntegerField(help_text="One of `rules.NOTICE_DAYS`.")

    PII = classify(none="id created_at approval days_before")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["approval", "days_before"], name="ethics_notice_once"),
        ]
        triggers = append_only("ethics_notice")

    def __str__(self) -> str:
        return f"{self.days_before} days before {self.approval_id} expires"


class RuleKind(models.TextChoices):
    """What is entered in versions."""

    RULE = "rule", "a rule of the borders"
    GROUP = "group", "a group of countries that rules name"


class TransferRule(Record):
    """One version of a rule of the borders, or of a group of countries that rules name."""

    kind = models.CharField(max_length=10, choices=RuleKind)
    key = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    definition = models.JSONField(help_text="As `reading.read_rule` and `read_group` take it.")
    reason = models.TextField(blank=True, help_text="Why it was entered; empty for what came with the system.")
    entered_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", help_text="Null for what came with the system."
    )

    PII = classify(none="id created_at kind key version definition", link="entered_by", free_text="reason")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "version"], name="transfer_rule_version_once"),
            models.CheckConstraint(condition=Q(version__gte=1), name="transfer_rule_version_positive"),
            models.CheckConstraint(
                condition=Q(entered_by__isnull=True) ^ ~Q(reason=""), name="transfer_rule_of_a_person_says_why"
            ),
        ]
        triggers = append_only("transfer_rule")

    def __str__(self) -> str:
        return f"{self.key} {self.version}"
