"""Use terms, consent forms and the consent records of pseudonymous donors."""

import pgtrigger
from django.db import models
from django.db.models import Q

from catalog.consent.states import ConsentState
from exchange.kernel.models import Record, append_only
from exchange.kernel.pii import classify
from exchange.parties.models import Organisation, Person


class UseTermsSet(Record):
    """One distinct set of use terms, stored once by the hash of its canonical JSON."""

    sha256 = models.CharField(max_length=64, unique=True)
    terms = models.JSONField(help_text="Canonical JSON of catalog.consent.rules.UseTerms, without status.")

    PII = classify(none="id created_at sha256 terms")

    class Meta:
        triggers = append_only("use_terms")

    def __str__(self) -> str:
        return self.sha256[:12]


class ConsentForm(Record):
    """A version of the form that donors sign, and the use terms it grants."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="consent_forms")
    code = models.CharField(max_length=60, help_text="The organisation's own name for the form.")
    version = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    use_terms = models.ForeignKey(UseTermsSet, on_delete=models.PROTECT, related_name="consent_forms")

    PII = classify(none="id created_at organisation code version title use_terms")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code", "version"], name="consent_form_version_once"),
        ]
        triggers = append_only("consent_form")

    def __str__(self) -> str:
        return f"{self.title} {self.version}"


class ConsentRecord(Record):
    """That a pseudonymous donor gave a form's consent. A withdrawal is final."""

    form = models.ForeignKey(ConsentForm, on_delete=models.PROTECT, related_name="records")
    donor_pseudonym = models.CharField(max_length=100)
    given_on = models.DateField(null=True, help_text="Null when the provider does not state it.")
    expires_on = models.DateField(null=True, help_text="First day on which it no longer stands.")
    status = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in ConsentState], default=ConsentState.ACTIVE.value
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    PII = classify(
        none="id created_at form given_on expires_on status withdrawn_at",
        pseudonym="donor_pseudonym",
        link="withdrawn_by",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["form", "donor_pseudonym"], name="consent_once"),
            models.CheckConstraint(
                condition=Q(status=ConsentState.WITHDRAWN.value) ^ Q(withdrawn_at__isnull=True),
                name="consent_withdrawn_has_moment",
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="consent_states", field="status", transitions=[("active", "withdrawn")]),
            pgtrigger.ReadOnly(name="consent_frozen", fields=["form", "donor_pseudonym", "given_on"]),
            pgtrigger.Protect(name="consent_no_delete", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.donor_pseudonym}: {self.status}"
