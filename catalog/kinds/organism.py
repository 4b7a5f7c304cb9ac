"""Animal models and other organisms, xenografts among them."""

from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from catalog.kinds.fields import NO_NUMBER, NULLS, PUBLICATION, TAXON, Field, FieldType
from catalog.kinds.triggers import touches_listing
from catalog.listings.models import Listing
from exchange.kernel.pii import classify

AVAILABILITIES = ("live", "cryopreserved", "tissue only")


class Organism(models.Model):
    """A strain or model; how many animals or straws there are belongs to the lot."""

    listing = models.OneToOneField(Listing, on_delete=models.CASCADE, primary_key=True, related_name="organism")
    rrid = models.CharField(max_length=60, blank=True)
    species = models.TextField()
    taxon_id = models.PositiveIntegerField(null=True)
    strain_name = models.TextField(blank=True)
    stock_number = models.TextField(blank=True)
    background_strain = models.TextField(blank=True)
    genotype = models.TextField(blank=True)
    affected_genes = ArrayField(models.TextField(), default=list)
    allele_types = ArrayField(models.TextField(), default=list)
    diseases = models.JSONField(default=list)
    transplantation = models.TextField(blank=True)
    availability = models.CharField(max_length=20, blank=True)
    recovery_weeks = models.PositiveSmallIntegerField(null=True)
    genotyping_protocol = models.TextField(blank=True)
    health_report = models.TextField(blank=True)
    breeding = models.TextField(blank=True)
    donating_laboratory = models.TextField(blank=True)
    publication_doi = models.TextField(blank=True)

    PII = classify(
        none="listing rrid species taxon_id strain_name stock_number background_strain genotype affected_genes"
        " allele_types diseases transplantation availability recovery_weeks genotyping_protocol health_report breeding"
        " donating_laboratory publication_doi"
    )

    class Meta:
        triggers = [touches_listing()]
        constraints = [
            models.CheckConstraint(
                condition=Q(availability__in=["", *AVAILABILITIES]), name="organism_availability_known"
            ),
        ]

    def __str__(self) -> str:
        return self.strain_name or str(self.listing)


FIELDS = (
    Field(
        "rrid",
        "Identifier of the strain in its registry.",
        "IMSR_JAX:003722",
        title="RRID",
        type=FieldType.RRID,
        nulls=NULLS,
        max_length=60,
    ),
    Field("species", "Scientific name.", "Mus musculus", is_required=True),
    TAXON,
    Field("strain_name", "Official name of the strain.", "B6.129S2-Trp53tm1Tyj/J", title="Strain", nulls=NULLS),
    Field("stock_number", "The repository's number.", "002101", nulls=NULLS, max_length=60),
    Field("background_strain", "Strain it was bred on.", "C57BL/6J", nulls=NULLS),
    Field("genotype", "As supplied.", "homozygous", nulls=NULLS),
    Field("affected_genes", "Symbols of the changed genes.", "Trp53", type=FieldType.LIST, nulls=NULLS),
    Field("allele_types", "How they were changed.", "Null/knockout", type=FieldType.LIST, nulls=NULLS),
    Field(
        "diseases",
        "Which diseases it models.",
        "MONDO:0007254 breast cancer",
        title="Model of",
        type=FieldType.DISEASES,
        nulls=NULLS,
    ),
    Field("transplantation", "Graft it carries, for a xenograft its tumour.", "Xenograft", nulls=NULLS),
    Field(
        "availability",
        "Live, cryopreserved, or tissue only.",
        "cryopreserved",
        type=FieldType.CHOICE,
        nulls=NULLS,
        choices=AVAILABILITIES,
    ),
    Field(
        "recovery_weeks",
        "How long it takes until animals can be sent.",
        "12",
        title="Recovery",
        type=FieldType.INTEGER,
        nulls=NO_NUMBER,
        most=Decimal(200),
        unit="weeks",
    ),
    Field(
        "genotyping_protocol",
        "How animals are genotyped: primers and bands, or where that is written.",
        "PCR; wild type 450 bp, mutant 600 bp",
        type=FieldType.LONG_TEXT,
        nulls=NULLS,
        max_length=2000,
    ),
    Field(
        "health_report",
        "Health status of the colony.",
        "Specific pathogen free, tested quarterly",
        title="Health",
        type=FieldType.LONG_TEXT,
        nulls=NULLS,
        max_length=2000,
    ),
    Field("breeding", "How it is bred.", "Heterozygous with wild type", nulls=NULLS, max_length=500),
    Field("donating_laboratory", "Which laboratory made it.", "Laboratory of mouse genetics", nulls=NULLS),
    PUBLICATION,
)
