"""Plasmids."""

from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from catalog.kinds.fields import NO_NUMBER, NULLS, PUBLICATION, Field, FieldType
from catalog.kinds.triggers import touches_listing
from catalog.listings.models import Listing
from exchange.kernel.pii import classify

COPY_NUMBERS = ("high", "medium", "low", "single")


class Plasmid(models.Model):
    """A vector and what it carries."""

    listing = models.OneToOneField(Listing, on_delete=models.CASCADE, primary_key=True, related_name="plasmid")
    backbone = models.CharField(max_length=100)
    insert_gene = models.CharField(max_length=100, blank=True)
    insert_species = models.CharField(max_length=100, blank=True)
    tags = ArrayField(models.TextField(), default=list)
    promoter = models.TextField(blank=True)
    vector_types = ArrayField(models.TextField(), default=list)
    bacterial_resistance = ArrayField(models.CharField(max_length=60))
    selection_marker = models.CharField(max_length=60, blank=True)
    growth_strain = models.CharField(max_length=60)
    growth_temperature_c = models.DecimalField(max_digits=4, decimal_places=1, default=Decimal("37.0"))
    copy_number = models.CharField(max_length=20, blank=True)
    cloning_sites = ArrayField(models.TextField(), default=list)
    size_bp = models.PositiveIntegerField(null=True)
    hazards = models.TextField(blank=True)
    is_for_industry = models.BooleanField(null=True)
    publication_doi = models.TextField(blank=True)

    PII = classify(
        none="listing backbone insert_gene insert_species tags promoter vector_types bacterial_resistance"
        " selection_marker growth_strain growth_temperature_c copy_number cloning_sites size_bp hazards"
        " is_for_industry publication_doi"
    )

    class Meta:
        triggers = [touches_listing()]
        constraints = [
            models.CheckConstraint(condition=Q(copy_number__in=["", *COPY_NUMBERS]), name="plasmid_copy_number_known"),
            models.CheckConstraint(condition=Q(size_bp__isnull=True) | Q(size_bp__gt=0), name="plasmid_has_length"),
        ]

    def __str__(self) -> str:
        return str(self.listing)


FIELDS = (
    Field("backbone", "The vector.", "pcDNA3.1", is_required=True, max_length=100),
    Field(
        "insert_gene",
        "Symbol of the inserted gene; empty for an empty vector.",
        "TP53",
        title="Insert",
        nulls=NULLS,
        max_length=100,
    ),
    Field("insert_species", "Species of the gene.", "Homo sapiens", nulls=NULLS, max_length=100),
    Field("tags", "Tags fused to the insert.", "FLAG (N terminal)", type=FieldType.LIST, nulls=NULLS),
    Field("promoter", "Promoter of the insert.", "CMV", nulls=NULLS),
    Field("vector_types", "What the vector is for.", "Mammalian expression", type=FieldType.LIST, nulls=NULLS),
    Field(
        "bacterial_resistance",
        "Antibiotics that bacteria with it survive.",
        "ampicillin",
        title="Resistance in bacteria",
        type=FieldType.LIST,
        is_required=True,
        max_length=60,
    ),
    Field("selection_marker", "Marker in mammalian cells.", "neomycin", nulls=NULLS, max_length=60),
    Field("growth_strain", "Bacterial strain to grow it in.", "DH5alpha", is_required=True, max_length=60),
    Field(
        "growth_temperature_c",
        "Growth temperature in °C; 37 if not said.",
        "37",
        title="Growth temperature",
        type=FieldType.DECIMAL,
        nulls=NULLS,
        least=Decimal(4),
        most=Decimal(60),
        unit="°C",
    ),
    Field(
        "copy_number",
        "Copies a cell: high, medium, low or single.",
        "high",
        type=FieldType.CHOICE,
        nulls=NULLS,
        choices=COPY_NUMBERS,
    ),
    Field("cloning_sites", "Restriction sites of the insert.", "BamHI|XhoI", type=FieldType.LIST, nulls=NULLS),
    Field(
        "size_bp",
        "Length of the whole plasmid in base pairs.",
        "6590",
        title="Size",
        type=FieldType.INTEGER,
        nulls=NO_NUMBER,
        least=Decimal(1),
        most=Decimal(2_000_000_000),
        unit="bp",
    ),
    Field("hazards", "Toxic or viral parts.", "Packaging plasmid of a lentivirus", nulls=NULLS, max_length=500),
    Field("is_for_industry", "Whether companies may have it.", "yes", type=FieldType.FLAG, nulls=NULLS),
    PUBLICATION,
)
