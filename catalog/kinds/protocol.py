"""Protocols and standard operating procedures, one listing a version."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from catalog.kinds.fields import NULLS, PUBLICATION, Field, FieldType
from catalog.kinds.triggers import touches_listing
from catalog.listings.models import Listing
from exchange.kernel.pii import classify


class Protocol(models.Model):
    """One version of a procedure; specimens say under which version they were taken."""

    listing = models.OneToOneField(Listing, on_delete=models.CASCADE, primary_key=True, related_name="protocol")
    number = models.TextField()
    version = models.TextField()
    supersedes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="superseded_by")
    valid_from_on = models.DateField(null=True)
    valid_until_on = models.DateField(null=True)
    purpose = models.TextField(blank=True)
    methods = ArrayField(models.TextField(), default=list)
    standards = ArrayField(models.TextField(), default=list)
    language = models.TextField(blank=True)
    document_url = models.TextField(blank=True)
    publication_doi = models.TextField(blank=True)

    PII = classify(
        none="listing number version supersedes valid_from_on valid_until_on purpose methods standards language"
        " document_url publication_doi"
    )

    class Meta:
        triggers = [touches_listing()]
        constraints = [
            models.CheckConstraint(condition=~Q(number="") & ~Q(version=""), name="protocol_has_version"),
            models.CheckConstraint(
                condition=Q(supersedes__isnull=True) | ~Q(supersedes=F("listing")), name="protocol_not_its_successor"
            ),
            models.CheckConstraint(
                condition=Q(valid_from_on__isnull=True)
                | Q(valid_until_on__isnull=True)
                | Q(valid_until_on__gte=F("valid_from_on")),
                name="protocol_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}, version {self.version}"


FIELDS = (
    Field("number", "The procedure's number or code.", "SOP-12", is_required=True, max_length=60),
    Field("version", "Its version.", "3.1", is_required=True, max_length=60),
    Field(
        "supersedes",
        "Key of the version before.",
        "SOP-12@3.0",
        title="Replaces",
        type=FieldType.REFERENCE,
        nulls=NULLS,
    ),
    Field(
        "valid_from_on",
        "First day on which it holds.",
        "2026-01-01",
        title="Valid from",
        type=FieldType.DAY,
        nulls=NULLS,
    ),
    Field(
        "valid_until_on",
        "Last day on which it holds.",
        "2027-12-31",
        title="Valid until",
        type=FieldType.DAY,
        nulls=NULLS,
    ),
    Field(
        "purpose",
        "What it is for.",
        "Plasma from EDTA blood within two hours.",
        type=FieldType.LONG_TEXT,
        nulls=NULLS,
        max_length=2000,
    ),
    Field("methods", "What is done in it.", "Venepuncture|Centrifugation", type=FieldType.LIST, nulls=NULLS),
    Field("standards", "What it conforms to.", "ISO 20387", title="Conforms to", type=FieldType.LIST, nulls=NULLS),
    Field("language", "In which it is written.", "English", nulls=NULLS),
    Field(
        "document_url",
        "Where it can be read.",
        "https://biobank.example/sop-12",
        title="Document",
        type=FieldType.URL,
        nulls=NULLS,
        max_length=500,
    ),
    PUBLICATION,
)
