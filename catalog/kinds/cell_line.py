"""Cell lines, with the identity that Cellosaurus records of them."""

from django.db import models
from django.db.models import Q

from catalog.listings.models import Listing
from exchange.kernel.pii import classify


class CellLine(models.Model):
    """A cell line as catalogued; passage, mycoplasma test and biosafety belong to the lot."""

    listing = models.OneToOneField(Listing, on_delete=models.CASCADE, primary_key=True, related_name="cell_line")
    accession = models.CharField(max_length=20, help_text="Cellosaurus accession, e.g. CVCL_0030; the line's RRID.")
    category = models.CharField(max_length=60, blank=True, help_text="Cellosaurus category, e.g. Cancer cell line.")
    species = models.TextField(help_text="Scientific name of the donor's species.")
    taxon_id = models.PositiveIntegerField(help_text="NCBI taxonomy identifier.")
    donor_sex = models.CharField(max_length=40, blank=True)
    donor_age = models.CharField(max_length=40, blank=True, help_text="As Cellosaurus writes it, e.g. 30Y6M.")
    diseases = models.JSONField(default=list, help_text="[{vocabulary, code, label}]")
    derived_from_site = models.TextField(blank=True)
    parent_accession = models.CharField(max_length=20, blank=True)
    str_profile = models.JSONField(default=dict, help_text="{marker: [allele, …]} as reported.")
    problematic_reason = models.TextField(blank=True, help_text="Empty unless Cellosaurus calls the line problematic.")
    cellosaurus_version = models.CharField(
        max_length=20, blank=True, help_text="Version of the entry it was read from."
    )

    PII = classify(
        none="listing accession category species taxon_id diseases derived_from_site parent_accession"
        " problematic_reason cellosaurus_version",
        health="donor_sex donor_age str_profile",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(accession__regex=r"^CVCL_[A-Z0-9]{4}$"), name="cell_line_accession_form"
            ),
        ]

    def __str__(self) -> str:
        return self.accession
