"""What is known of identities that no longer stand."""

from django.db import models
from django.db.models import Q

from exchange.kernel.pii import classify


class DeletedAccession(models.Model):
    """An accession that Cellosaurus has deleted; nothing can be listed under it."""

    accession = models.CharField(max_length=20, primary_key=True, help_text="E.g. CVCL_0048.")
    reason = models.TextField(blank=True, help_text="As Cellosaurus states it.")
    release = models.CharField(max_length=20, help_text="Release of Cellosaurus whose list names it.")

    PII = classify(none="accession reason release")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(accession__regex=r"^CVCL_[A-Z0-9]{4}$"), name="deleted_accession_form"),
        ]

    def __str__(self) -> str:
        return self.accession
