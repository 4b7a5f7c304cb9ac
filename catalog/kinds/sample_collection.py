"""Sample collections of a biobank."""

from django.db import models

from catalog.listings.models import Listing
from exchange.kernel.pii import classify


class SampleCollection(models.Model):
    """What a collection says of itself beyond its listing; its specimens are in stock."""

    listing = models.OneToOneField(
        Listing, on_delete=models.CASCADE, primary_key=True, related_name="sample_collection"
    )
    design = models.CharField(max_length=60, blank=True, help_text="MIABIS collection design, e.g. Disease specific.")
    source_study = models.TextField(blank=True, help_text="The study or project the samples were taken for.")

    PII = classify(none="listing design source_study")

    def __str__(self) -> str:
        return str(self.listing)
