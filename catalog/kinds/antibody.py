"""Antibodies."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from catalog.kinds.fields import NULLS, PUBLICATION, Field, FieldType
from catalog.kinds.triggers import touches_listing
from catalog.listings.models import Listing
from exchange.kernel.pii import classify

CLONALITIES = ("monoclonal", "polyclonal", "recombinant", "oligoclonal", "cocktail")
FORMATS = ("purified", "hybridoma", "supernatant", "ascites", "serum")


class Antibody(models.Model):
    """An antibody as catalogued; lot number and concentration belong to the lot."""

    listing = models.OneToOneField(Listing, on_delete=models.CASCADE, primary_key=True, related_name="antibody")
    rrid = models.CharField(max_length=20, blank=True)
    target = models.TextField()
    target_uniprot = ArrayField(models.TextField(), default=list)
    target_species = ArrayField(models.TextField(), default=list)
    host = models.TextField(blank=True)
    clonality = models.CharField(max_length=20, blank=True)
    clone = models.TextField(blank=True)
    isotype = models.TextField(blank=True)
    conjugate = models.TextField(blank=True)
    form = models.CharField(max_length=20, blank=True)
    applications = ArrayField(models.TextField(), default=list)
    vendor = models.TextField(blank=True)
    catalogue_number = models.TextField(blank=True)
    dilution = models.TextField(blank=True)
    publication_doi = models.TextField(blank=True)

    PII = classify(
        none="listing rrid target target_uniprot target_species host clonality clone isotype conjugate form"
        " applications vendor catalogue_number dilution publication_doi"
    )

    class Meta:
        triggers = [touches_listing()]
        constraints = [
            models.CheckConstraint(
                condition=Q(rrid="") | Q(rrid__regex=r"^AB_[0-9]{1,12}$"), name="antibody_rrid_form"
            ),
            models.CheckConstraint(condition=Q(clonality__in=["", *CLONALITIES]), name="antibody_clonality_known"),
            models.CheckConstraint(condition=Q(form__in=["", *FORMATS]), name="antibody_form_known"),
        ]

    def __str__(self) -> str:
        return self.rrid or str(self.listing)


FIELDS = (
    Field(
        "rrid",
        "Identifier in the Antibody Registry.",
        "AB_2877222",
        title="RRID",
        type=FieldType.RRID,
        nulls=NULLS,
        max_length=20,
    ),
    Field("target", "What it binds.", "IL-8", is_required=True),
    Field(
        "target_uniprot",
        "Accessions of the target in UniProt.",
        "P10145",
        title="Target in UniProt",
        type=FieldType.LIST,
        nulls=NULLS,
        max_length=20,
    ),
    Field("target_species", "In which species it binds.", "human|mouse", type=FieldType.LIST, nulls=NULLS),
    Field("host", "Species that made it.", "mouse", nulls=NULLS),
    Field(
        "clonality",
        "How many clones made it.",
        "monoclonal",
        type=FieldType.CHOICE,
        nulls=NULLS,
        choices=CLONALITIES,
    ),
    Field("clone", "Name of the clone.", "N176A/35", nulls=NULLS),
    Field("isotype", "Class of the immunoglobulin.", "IgG1", nulls=NULLS),
    Field("conjugate", "What is bound to it.", "FITC", nulls=NULLS),
    Field("form", "What is sent.", "purified", type=FieldType.CHOICE, nulls=NULLS, choices=FORMATS),
    Field(
        "applications",
        "For what it was validated.",
        "Western blot|Flow cytometry",
        title="Validated for",
        type=FieldType.LIST,
        nulls=NULLS,
    ),
    Field("vendor", "Who makes it.", "Developmental Studies Bank", nulls=NULLS),
    Field("catalogue_number", "The maker's number.", "340510", nulls=NULLS),
    Field("dilution", "Working dilution.", "1:500 in Western blot", nulls=NULLS),
    PUBLICATION,
)
