"""Cell lines, with the identity that Cellosaurus records of them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from catalog.kinds.fields import NULLS, TAXON, Field, FieldType
from catalog.kinds.triggers import touches_listing
from catalog.listings.models import Listing
from exchange.kernel.pii import classify


class CellLine(models.Model):
    """A cell line as catalogued; passage, mycoplasma test, medium and biosafety belong to the lot."""

    listing = models.OneToOneField(Listing, on_delete=models.CASCADE, primary_key=True, related_name="cell_line")
    accession = models.CharField(max_length=20, blank=True)
    category = models.CharField(max_length=60, blank=True)
    species = models.TextField()
    taxon_id = models.PositiveIntegerField(null=True)
    donor_sex = models.CharField(max_length=40, blank=True)
    donor_age = models.CharField(max_length=40, blank=True)
    donor_population = models.TextField(blank=True)
    diseases = models.JSONField(default=list)
    derived_from_site = models.TextField(blank=True)
    parent_accession = models.CharField(max_length=20, blank=True)
    sister_accessions = ArrayField(models.TextField(), default=list)
    transformant = models.TextField(blank=True)
    transfected_genes = ArrayField(models.TextField(), default=list)
    sequence_variations = ArrayField(models.TextField(), default=list)
    hla_typing = ArrayField(models.TextField(), default=list)
    microsatellite_status = models.TextField(blank=True)
    doubling_time = models.TextField(blank=True)
    str_profile = models.JSONField(default=dict)
    str_sources = ArrayField(models.TextField(), default=list)
    culture_medium = models.TextField(blank=True)
    freeze_medium = models.TextField(blank=True)
    geographic_source = models.TextField(blank=True)
    known_agents = ArrayField(models.TextField(), default=list)
    problematic_reason = models.TextField(blank=True)
    cellosaurus_version = models.CharField(max_length=20, blank=True)

    PII = classify(
        none="listing accession category species taxon_id diseases derived_from_site parent_accession"
        " sister_accessions transformant transfected_genes microsatellite_status doubling_time str_sources"
        " culture_medium freeze_medium geographic_source known_agents problematic_reason cellosaurus_version",
        health="donor_sex donor_age donor_population sequence_variations hla_typing str_profile",
    )

    class Meta:
        triggers = [touches_listing()]
        constraints = [
            models.CheckConstraint(
                condition=Q(accession="") | Q(accession__regex=r"^CVCL_[A-Z0-9]{4}$"), name="cell_line_accession_form"
            ),
        ]

    def __str__(self) -> str:
        return self.accession or str(self.listing)


FIELDS = (
    Field(
        "accession",
        "Cellosaurus accession, e.g. CVCL_0030; the line's RRID.",
        "CVCL_0030",
        title="Cellosaurus accession (RRID)",
        type=FieldType.RRID,
        nulls=NULLS,
        max_length=20,
    ),
    Field("category", "Category in Cellosaurus.", "Cancer cell line", nulls=NULLS, max_length=60),
    Field("species", "Scientific name of the donor's species.", "Homo sapiens (Human)", is_required=True),
    TAXON,
    Field("donor_sex", "Of the donor, as published.", "Female", title="Donor's sex", nulls=NULLS, max_length=40),
    Field(
        "donor_age",
        "Of the donor at sampling, as Cellosaurus writes it, e.g. 30Y6M.",
        "30Y6M",
        title="Donor's age",
        nulls=NULLS,
        max_length=40,
    ),
    Field("donor_population", "Of the donor, as published.", "African", title="Donor's population", nulls=NULLS),
    Field(
        "diseases", "Of the donor, as published.", "NCIt:C4017 Ductal carcinoma", type=FieldType.DISEASES, nulls=NULLS
    ),
    Field("derived_from_site", "Where it was taken from.", "In situ; Cervix", title="Derived from", nulls=NULLS),
    Field(
        "parent_accession", "Of the line it derives from.", "CVCL_0031", title="Parent line", nulls=NULLS, max_length=20
    ),
    Field(
        "sister_accessions",
        "Of lines from the same donor.",
        "CVCL_0032",
        title="Lines from the same donor",
        type=FieldType.LIST,
        nulls=NULLS,
        max_length=20,
    ),
    Field("transformant", "What made it immortal.", "Simian virus 40", title="Transformed by", nulls=NULLS),
    Field("transfected_genes", "What was put into it.", "TERT", type=FieldType.LIST, nulls=NULLS),
    Field("sequence_variations", "Known mutations.", "TP53 p.Arg175His", type=FieldType.LIST, nulls=NULLS),
    Field("hla_typing", "Alleles by gene.", "HLA-A*02:01,24:02", title="HLA typing", type=FieldType.LIST, nulls=NULLS),
    Field("microsatellite_status", "Stable (MSS) or instable (MSI).", "MSS", nulls=NULLS),
    Field("doubling_time", "Population doubling time, as published.", "about 30 hours", nulls=NULLS),
    Field(
        "str_profile",
        "Short tandem repeats, {marker: [allele, …]} as published.",
        "TH01: 6, 9|TPOX: 8",
        title="STR profile",
        type=FieldType.MARKERS,
        nulls=NULLS,
    ),
    Field("str_sources", "Who reported the STR profile.", "DSMZ|JCRB", type=FieldType.LIST, nulls=NULLS),
    Field("culture_medium", "What it is grown in.", "RPMI 1640, 10 % FBS", nulls=NULLS, max_length=500),
    Field("freeze_medium", "What it is frozen in.", "FBS, 10 % DMSO", nulls=NULLS, max_length=500),
    Field("geographic_source", "Where the donor lived.", "Kenya", nulls=NULLS),
    Field(
        "known_agents",
        "Infectious agents and viral sequences that it is known to carry.",
        "Epstein-Barr virus",
        title="Known agents",
        type=FieldType.LIST,
        nulls=NULLS,
    ),
    Field(
        "problematic_reason",
        "Why Cellosaurus calls it problematic, e.g. misidentified; empty if it does not.",
        "Contaminated. Shown to be a HeLa derivative.",
        title="Problematic",
        type=FieldType.LONG_TEXT,
        nulls=NULLS,
        max_length=1000,
    ),
    Field(
        "cellosaurus_version",
        "Version of the entry it was read from.",
        "45",
        title="Entry of Cellosaurus",
        nulls=NULLS,
        max_length=20,
    ),
)
