"""Software."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from catalog.kinds.fields import NULLS, PUBLICATION, Field, FieldType
from catalog.kinds.triggers import touches_listing
from catalog.listings.models import Listing
from exchange.kernel.pii import classify


class Software(models.Model):
    """A program, a library or a web service."""

    listing = models.OneToOneField(Listing, on_delete=models.CASCADE, primary_key=True, related_name="software")
    rrid = models.CharField(max_length=20, blank=True)
    version = models.TextField(blank=True)
    licence = models.TextField(blank=True)
    commercial_licence = models.TextField(blank=True)
    software_types = ArrayField(models.TextField(), default=list)
    languages = ArrayField(models.TextField(), default=list)
    operating_systems = ArrayField(models.TextField(), default=list)
    topics = ArrayField(models.TextField(), default=list)
    functions = ArrayField(models.TextField(), default=list)
    homepage_url = models.TextField(blank=True)
    source_url = models.TextField(blank=True)
    documentation_url = models.TextField(blank=True)
    maturity = models.TextField(blank=True)
    cost = models.TextField(blank=True)
    publication_doi = models.TextField(blank=True)

    PII = classify(
        none="listing rrid version licence commercial_licence software_types languages operating_systems topics"
        " functions homepage_url source_url documentation_url maturity cost publication_doi"
    )

    class Meta:
        triggers = [touches_listing()]
        constraints = [
            models.CheckConstraint(
                condition=Q(rrid="") | Q(rrid__regex=r"^SCR_[0-9]{4,12}$"), name="software_rrid_form"
            ),
        ]

    def __str__(self) -> str:
        return str(self.listing)


FIELDS = (
    Field(
        "rrid",
        "Identifier in the SciCrunch registry.",
        "SCR_002285",
        title="RRID",
        type=FieldType.RRID,
        nulls=NULLS,
        max_length=20,
    ),
    Field("version", "Latest version.", "2.3.1", nulls=NULLS, max_length=60),
    Field("licence", "Licence, as an SPDX expression.", "GPL-3.0-or-later", nulls=NULLS),
    Field(
        "commercial_licence",
        "How a company comes to a licence.",
        "Ask the technology transfer office.",
        title="For companies",
        type=FieldType.LONG_TEXT,
        nulls=NULLS,
        max_length=500,
    ),
    Field("software_types", "What it is.", "Command-line tool|Library", title="Type", type=FieldType.LIST, nulls=NULLS),
    Field("languages", "Programming languages.", "Python|R", type=FieldType.LIST, nulls=NULLS),
    Field("operating_systems", "Where it runs.", "Linux|Mac", title="Runs on", type=FieldType.LIST, nulls=NULLS),
    Field("topics", "What it is about.", "Oncology", type=FieldType.LIST, nulls=NULLS),
    Field("functions", "What it does.", "Variant calling", type=FieldType.LIST, nulls=NULLS),
    Field(
        "homepage_url",
        "Its page.",
        "https://tool.example",
        title="Home page",
        type=FieldType.URL,
        nulls=NULLS,
        max_length=500,
    ),
    Field(
        "source_url",
        "Where its source is.",
        "https://code.example/tool",
        title="Source",
        type=FieldType.URL,
        nulls=NULLS,
        max_length=500,
    ),
    Field(
        "documentation_url",
        "Where it is explained.",
        "https://docs.example/tool",
        title="Documentation",
        type=FieldType.URL,
        nulls=NULLS,
        max_length=500,
    ),
    Field("maturity", "How far it is.", "Mature", nulls=NULLS),
    Field("cost", "What it costs.", "Free of charge", nulls=NULLS),
    PUBLICATION,
)
