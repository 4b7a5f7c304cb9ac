"""The listing: anything offered, whatever its kind."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q

from catalog.consent.models import UseTermsSet
from exchange.kernel.models import Record
from exchange.kernel.pii import classify
from exchange.parties.models import Unit


class ListingKind(models.TextChoices):
    """What is offered."""

    SAMPLE_COLLECTION = "sample_collection"
    CELL_LINE = "cell_line"
    PLASMID = "plasmid"
    ANTIBODY = "antibody"
    ORGANISM = "organism"
    COMPOUND = "compound"
    SOFTWARE = "software"
    PROTOCOL = "protocol"
    DATASET = "dataset"
    EQUIPMENT = "equipment"
    SERVICE = "service"


class Visibility(models.TextChoices):
    """Who sees a listing."""

    DRAFT = "draft", "its own unit"
    PUBLIC = "public", "everybody"
    WITHDRAWN = "withdrawn", "its own unit; no longer offered"


class Origin(models.TextChoices):
    """Whether the material comes from a person, and whether somebody can still tell from whom."""

    NOT_HUMAN = "not_human"
    HUMAN_ANONYMOUS = "human_anonymous"
    HUMAN_CODED = "human_coded", "somebody holds the key"


class Listing(Record):
    """One offer of one unit, found by its provider's key."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="listings")
    kind = models.CharField(max_length=30, choices=ListingKind)
    provider_key = models.CharField(max_length=200, help_text="The unit's own identifier; import is idempotent by it.")
    title = models.TextField()
    summary = models.TextField(blank=True)
    synonyms = ArrayField(models.TextField(), default=list)
    identifiers = ArrayField(models.TextField(), default=list, help_text="RRID and other exact names, e.g. CVCL_0030.")
    origin = models.CharField(max_length=20, choices=Origin)
    use_terms = models.ForeignKey(
        UseTermsSet,
        on_delete=models.PROTECT,
        null=True,
        related_name="listings",
        help_text="What the provider allows; null for a collection, whose specimens carry their donors' terms.",
    )
    third_party_terms = models.BooleanField(
        null=True, help_text="Whether somebody else's terms bind it, such as a depositor's; null when not stated."
    )
    warning = models.TextField(
        blank=True, help_text="Why the item is problematic, e.g. misidentified; empty if it is not."
    )
    visibility = models.CharField(max_length=10, choices=Visibility, default=Visibility.DRAFT)
    published_at = models.DateTimeField(null=True)
    search_text = models.TextField(blank=True, help_text="Title, synonyms, identifiers and summary, as searched.")
    search_vector = models.GeneratedField(
        expression=SearchVector("search_text", config="simple"), output_field=SearchVectorField(), db_persist=True
    )

    PII = classify(
        none="id created_at unit kind provider_key title summary synonyms identifiers origin use_terms"
        " third_party_terms warning visibility published_at search_text search_vector"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "provider_key"], name="listing_key_once"),
            models.CheckConstraint(
                condition=~Q(visibility=Visibility.PUBLIC) | Q(published_at__isnull=False),
                name="listing_published_has_moment",
            ),
        ]
        indexes = [
            GinIndex(fields=["search_vector"], name="listing_search"),
            GinIndex(fields=["search_text"], name="listing_search_trgm", opclasses=["gin_trgm_ops"]),
            GinIndex(fields=["identifiers"], name="listing_identifiers"),
            models.Index(fields=["-published_at", "-id"], name="listing_newest"),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="listing_frozen", fields=["unit", "kind", "provider_key"]),
            pgtrigger.Protect(name="listing_no_delete", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.title
