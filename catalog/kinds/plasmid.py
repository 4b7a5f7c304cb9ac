"""Plasmids."""

from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.db import models

from catalog.listings.models import Listing
from exchange.kernel.pii import classify


class Plasmid(models.Model):
    """A vector and what it carries."""

    listing = models.OneToOneField(Listing, on_delete=models.CASCADE, primary_key=True, related_name="plasmid")
    backbone = models.CharField(max_length=100)
    insert_gene = models.CharField(max_length=100, blank=True, help_text="Gene symbol; empty for an empty vector.")
    insert_species = models.CharField(max_length=100, blank=True)
    bacterial_resistance = ArrayField(models.CharField(max_length=60))
    selection_marker = models.CharField(max_length=60, blank=True, help_text="Marker in mammalian cells.")
    growth_strain = models.CharField(max_length=60)
    growth_temperature_c = models.DecimalField(max_digits=4, decimal_places=1, default=Decimal("37.0"))
    copy_number = models.CharField(max_length=20, blank=True)
    size_bp = models.PositiveIntegerField(null=True, help_text="Length of the whole plasmid in base pairs.")

    PII = classify(
        none="listing backbone insert_gene insert_species bacterial_resistance selection_marker growth_strain"
        " growth_temperature_c copy_number size_bp"
    )

    def __str__(self) -> str:
        return str(self.listing)
