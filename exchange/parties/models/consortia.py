"""Organisations that share under terms of their own."""

from datetime import timedelta

import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from exchange.kernel.models import Record
from exchange.kernel.pii import classify
from exchange.parties.models.members import Organisation


class Consortium(Record):
    """Organisations that offer to one another what others do not see."""

    name = models.CharField(max_length=200)
    terms = models.TextField(blank=True, help_text="What its members have agreed on, in words.")
    administered_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="administered_consortia")
    is_public = models.BooleanField(default=False, help_text="Whether everybody may know of it and of its members.")

    PII = classify(none="id created_at name terms administered_by is_public")

    class Meta:
        verbose_name_plural = "consortia"
        constraints = [models.UniqueConstraint(Lower("name"), name="consortium_name_once")]
        triggers = [pgtrigger.Protect(name="consortium_no_delete", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.name


class ConsortiumMembership(Record):
    """That an organisation belongs to a consortium, for a span of days."""

    consortium = models.ForeignKey(Consortium, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="consortium_memberships")
    since_on = models.DateField()
    until_on = models.DateField(
        null=True,
        help_text="Last day; open when null. The day before since_on when it was taken back on its first day.",
    )

    PII = classify(none="id created_at consortium organisation since_on until_on")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["consortium", "organisation"],
                condition=Q(until_on__isnull=True),
                name="consortium_membership_open_once",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=models.F("since_on") - timedelta(days=1)),
                name="consortium_membership_span",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="consortium_membership_frozen", exclude=["until_on"]),
            pgtrigger.Protect(name="consortium_membership_no_delete", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.consortium_id}"
