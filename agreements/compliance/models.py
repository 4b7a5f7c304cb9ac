"""Ethics approvals on record. What was registered is never altered: a renewal is a record of its own."""

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
