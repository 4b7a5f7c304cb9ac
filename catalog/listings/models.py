"""The listing: anything offered, whatever its kind."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from catalog.consent.models import UseTermsSet
from catalog.listings.states import Visibility
from exchange.kernel.models import Record
from exchange.kernel.pii import classify
from exchange.parties.models import Consortium, Person, Unit


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
    warning_reason = models.TextField(
        blank=True, help_text="Why the unit offers it for all its warning; empty while nobody has said so."
    )
    warning_acknowledged_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    warning_acknowledged_at = models.DateTimeField(null=True)
    visibility = models.CharField(
        max_length=10, choices=[(v.value, v.value) for v in Visibility], default=Visibility.DRAFT.value
    )
    consortium = models.ForeignKey(
        Consortium,
        on_delete=models.PROTECT,
        null=True,
        related_name="listings",
        help_text="Whose members see it besides its own unit; null unless the visibility says so.",
    )
    withdrawal_reason = models.TextField(
        blank=True, help_text="Why it is no longer offered, for whoever may know that it was; may be empty."
    )
    published_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1, help_text="Goes up with each change; a trigger counts it.")
    changed_at = models.DateTimeField(db_default=Now(), help_text="Moment of the last change, set by a trigger.")
    words = ArrayField(
        models.TextField(), default=list, help_text="Further words that find it, of its kind or of its specimens."
    )
    search_text = models.TextField(blank=True, help_text="Title, synonyms, identifiers and summary, as searched.")
    search_vector = models.GeneratedField(
        expression=SearchVector("search_text", config="simple"), output_field=SearchVectorField(), db_persist=True
    )

    PII = classify(
        none="id created_at unit kind provider_key title summary synonyms identifiers origin use_terms"
        " third_party_terms warning warning_acknowledged_at visibility consortium withdrawal_reason published_at"
        " version changed_at words search_text search_vector",
        link="warning_acknowledged_by",
        free_text="warning_reason",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "provider_key"], name="listing_key_once"),
            models.CheckConstraint(
                condition=~Q(visibility=Visibility.PUBLIC.value) | Q(published_at__isnull=False),
                name="listing_published_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(visibility=Visibility.CONSORTIUM.value, consortium__isnull=False)
                | (~Q(visibility=Visibility.CONSORTIUM.value) & Q(consortium__isnull=True)),
                name="listing_restricted_to_consortium",
            ),
            models.CheckConstraint(
                condition=Q(withdrawal_reason="") | Q(visibility=Visibility.WITHDRAWN.value),
                name="listing_reason_of_withdrawal",
            ),
            models.CheckConstraint(
                condition=Q(visibility__in=[Visibility.DRAFT, Visibility.WITHDRAWN])
                | Q(warning="")
                | ~Q(warning_reason=""),
                name="listing_warning_acknowledged",
            ),
            models.CheckConstraint(
                condition=Q(
                    warning_reason="", warning_acknowledged_by__isnull=True, warning_acknowledged_at__isnull=True
                )
                | ~Q(warning_reason="")
                & Q(warning_acknowledged_by__isnull=False, warning_acknowledged_at__isnull=False),
                name="listing_acknowledged_by_somebody",
            ),
        ]
        indexes = [
            GinIndex(fields=["search_vector"], name="listing_search"),
            GinIndex(fields=["search_text"], name="listing_search_trgm", opclasses=["gin_trgm_ops"]),
            GinIndex(fields=["identifiers"], name="listing_identifiers"),
            models.Index(fields=["-published_at", "-id"], name="listing_newest"),
            models.Index(fields=["unit", "title", "id"], name="listing_inventory"),
            # What a person sees beyond what all see is looked for among these few.
            models.Index(fields=["unit"], condition=~Q(visibility=Visibility.PUBLIC.value), name="listing_hidden"),
            models.Index(fields=["changed_at", "id"], name="listing_harvested"),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="listing_frozen", fields=["unit", "kind", "provider_key"]),
            pgtrigger.Protect(name="listing_no_delete", operation=pgtrigger.Delete),
            pgtrigger.FSM(
                name="listing_visibility",
                field="visibility",
                transitions=[
                    ("draft", "consortium"), ("draft", "public"), ("draft", "withdrawn"),
                    ("consortium", "draft"), ("consortium", "public"), ("consortium", "withdrawn"),
                    ("public", "draft"), ("public", "consortium"), ("public", "withdrawn"),
                    ("withdrawn", "draft"), ("withdrawn", "consortium"), ("withdrawn", "public"),
                ],
            ),
            pgtrigger.Trigger(
                name="listing_versioned",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.AnyChange(exclude=["search_vector", "version", "changed_at"]),
                func="NEW.version := OLD.version + 1; NEW.changed_at := now(); RETURN NEW;",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class BulkEdit(Record):
    """One change that a manager made to several listings of a unit, kept so that it can be undone."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="bulk_edits")
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="bulk_edits")
    client_key = models.CharField(max_length=64, help_text="The client's name for it; given again it changes nothing.")
    asked = models.JSONField(help_text="What was asked for, and of which listings.")
    made_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    PII = classify(none="id created_at unit client_key made_at undone_at", link="made_by", free_text="asked")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["made_by", "client_key"], name="bulk_edit_once")]
        triggers = [
            pgtrigger.ReadOnly(name="bulk_edit_frozen", exclude=["undone_at"]),
            pgtrigger.Protect(name="bulk_edit_no_delete", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.client_key} of {self.unit_id}"


class BulkEditEntry(models.Model):
    """What a bulk edit did to one listing."""

    edit = models.ForeignKey(BulkEdit, on_delete=models.PROTECT, related_name="entries")
    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="+")
    before = models.JSONField(help_text="The fields that it changed, as they were.")
    version = models.PositiveIntegerField(help_text="Of the listing after it.")
    is_undone = models.BooleanField(default=False)

    PII = classify(none="id edit listing version is_undone", free_text="before")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edit", "listing"], name="bulk_edit_entry_once")]
        triggers = [pgtrigger.ReadOnly(name="bulk_edit_entry_frozen", exclude=["is_undone"])]

    def __str__(self) -> str:
        return f"{self.listing_id} in {self.edit_id}"
