"""Sample collections of a biobank, and their sub-collections."""

from decimal import Decimal

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from catalog.kinds.fields import NO_NUMBER, NULLS, Field, FieldType
from catalog.kinds.triggers import touches_listing
from catalog.listings.models import Listing
from exchange.kernel.pii import classify

ONE_TREE = """
-- Two writers who hang collections below each other wait for one another, so that neither closes a circle unseen.
PERFORM pg_advisory_xact_lock(hashtext('kinds_samplecollection'));
IF (SELECT unit_id FROM listings_listing WHERE id = NEW.parent_id)
    IS DISTINCT FROM (SELECT unit_id FROM listings_listing WHERE id = NEW.listing_id) THEN
    RAISE EXCEPTION 'a collection is below one of its own unit' USING ERRCODE = '23514',
        CONSTRAINT = 'sample_collection_same_unit';
END IF;
IF EXISTS (
    WITH RECURSIVE above(id) AS (
        SELECT NEW.parent_id
        UNION
        SELECT c.parent_id FROM kinds_samplecollection c JOIN above ON c.listing_id = above.id
    )
    SELECT 1 FROM above WHERE id = NEW.listing_id
) THEN
    RAISE EXCEPTION 'a collection is not below itself' USING ERRCODE = '23514',
        CONSTRAINT = 'sample_collection_no_circle';
END IF;
RETURN NEW;
"""


class SampleCollection(models.Model):
    """What a collection says of itself beyond its listing; its specimens are in stock, each in one collection."""

    listing = models.OneToOneField(
        Listing, on_delete=models.CASCADE, primary_key=True, related_name="sample_collection"
    )
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="sub_collections")
    design = models.CharField(max_length=60, blank=True)
    source_study = models.TextField(blank=True)
    setting = models.CharField(max_length=60, blank=True)
    materials = ArrayField(models.TextField(), default=list)
    associated_data = ArrayField(models.TextField(), default=list)
    youngest_age_years = models.PositiveSmallIntegerField(null=True)
    oldest_age_years = models.PositiveSmallIntegerField(null=True)
    stated_donors = models.PositiveIntegerField(null=True)
    stated_specimens = models.PositiveIntegerField(null=True)
    are_counts_estimated = models.BooleanField(null=True)

    PII = classify(
        none="listing parent design source_study setting materials associated_data youngest_age_years"
        " oldest_age_years stated_donors stated_specimens are_counts_estimated"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(oldest_age_years__gte=F("youngest_age_years"))
                | Q(oldest_age_years__isnull=True)
                | Q(youngest_age_years__isnull=True),
                name="sample_collection_ages_in_order",
            ),
            # A public number never tells of fewer than ten donors.
            models.CheckConstraint(
                condition=Q(stated_donors__isnull=True) | Q(stated_donors=0) | Q(stated_donors__gte=10),
                name="sample_collection_donors_suppressed",
            ),
        ]
        triggers = [
            touches_listing(),
            pgtrigger.Trigger(
                name="sample_collection_one_tree",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("parent_id"),
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__parent_id__isnull=False),
                func=ONE_TREE,
            ),
        ]

    def __str__(self) -> str:
        return str(self.listing)


FIELDS = (
    Field(
        "parent",
        "Key of the collection of which this is a part; its specimens are counted there once.",
        "MVB-BREAST",
        title="Part of",
        type=FieldType.REFERENCE,
        nulls=NULLS,
    ),
    Field(
        "design",
        "How it was put together, as MIABIS calls it.",
        "Disease-specific cohort",
        title="Collection design",
        nulls=NULLS,
        max_length=60,
    ),
    Field(
        "source_study",
        "The study or project the samples were taken for.",
        "A study of resistance",
        title="Taken for",
        type=FieldType.LONG_TEXT,
        nulls=NULLS,
        max_length=500,
    ),
    Field(
        "setting",
        "Where donors were asked, as MIABIS calls it.",
        "Routine health care setting",
        title="Collected in",
        nulls=NULLS,
        max_length=60,
    ),
    Field("materials", "What kinds of sample there are.", "Serum|Tissue (FFPE)", type=FieldType.LIST, nulls=NULLS),
    Field(
        "associated_data",
        "What kinds of data go with the samples.",
        "Clinical dataset|Genomic dataset",
        type=FieldType.LIST,
        nulls=NULLS,
    ),
    Field(
        "youngest_age_years",
        "Age of the youngest donor.",
        "18",
        title="Youngest donor",
        type=FieldType.INTEGER,
        nulls=NO_NUMBER,
        most=Decimal(130),
        unit="years",
    ),
    Field(
        "oldest_age_years",
        "Age of the oldest donor.",
        "90",
        title="Oldest donor",
        type=FieldType.INTEGER,
        nulls=NO_NUMBER,
        most=Decimal(130),
        unit="years",
    ),
    Field(
        "stated_donors",
        "How many donors the provider says it has, those of its sub-collections included; 0, or ten and more.",
        "420",
        title="Donors, as stated",
        type=FieldType.INTEGER,
        nulls=NO_NUMBER,
        most=Decimal(1_000_000_000),
    ),
    Field(
        "stated_specimens",
        "How many specimens the provider says it has, those of its sub-collections included.",
        "5000",
        title="Specimens, as stated",
        type=FieldType.INTEGER,
        nulls=NO_NUMBER,
        most=Decimal(1_000_000_000),
    ),
    Field(
        "are_counts_estimated",
        "Whether the stated numbers are estimates, such as orders of magnitude.",
        "no",
        title="Stated numbers are estimates",
        type=FieldType.FLAG,
        nulls=NULLS,
    ),
)
