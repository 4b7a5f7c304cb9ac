"""Datasets, of which the catalogue has the description."""

from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q, Value

from catalog.kinds.fields import NO_NUMBER, NULLS, Field, FieldType
from catalog.kinds.triggers import touches_listing
from catalog.listings.models import Listing
from exchange.kernel.pii import classify

ACCESS_TIERS = ("open", "registered", "controlled")
# Source: 28 CFR part 202, categories of bulk sensitive personal data.
CATEGORIES = ("genomic", "other omics", "biometric", "geolocation", "health", "financial", "identifiers")
NO_COUNTS = (
    'strict $ ? (@.type() != "object"'
    ' || exists(@.* ? (@.type() != "number" || @ < 0 || (@ > 0 && @ < 10) || @ != @.floor())))'
)


class Dataset(models.Model):
    """What there is to know of a dataset before one may read it; what may be done with it are its listing's terms."""

    listing = models.OneToOneField(Listing, on_delete=models.CASCADE, primary_key=True, related_name="dataset")
    access_tier = models.CharField(max_length=20)
    doi = models.TextField(blank=True)
    accession = models.TextField(blank=True)
    version = models.TextField(blank=True)
    data_types = ArrayField(models.TextField(), default=list)
    diseases = models.JSONField(default=list)
    formats = ArrayField(models.TextField(), default=list)
    size_gb = models.DecimalField(max_digits=14, decimal_places=3, null=True)
    people = models.PositiveIntegerField(null=True)
    people_by_category = models.JSONField(default=dict)
    agreement_type = models.TextField(blank=True)
    access_url = models.TextField(blank=True)

    PII = classify(
        none="listing access_tier doi accession version data_types diseases formats size_gb people people_by_category"
        " agreement_type access_url"
    )

    class Meta:
        triggers = [touches_listing()]
        constraints = [
            models.CheckConstraint(condition=Q(access_tier__in=ACCESS_TIERS), name="dataset_access_tier_known"),
            models.CheckConstraint(condition=Q(size_gb__isnull=True) | Q(size_gb__gte=0), name="dataset_size_positive"),
            # Public numbers never tell of fewer than ten people.
            models.CheckConstraint(
                condition=Q(people__isnull=True) | Q(people=0) | Q(people__gte=10), name="dataset_people_suppressed"
            ),
            models.CheckConstraint(
                condition=~Q(
                    Func(
                        F("people_by_category"),
                        Value(NO_COUNTS),
                        function="jsonb_path_exists",
                        output_field=models.BooleanField(),
                    )
                ),
                name="dataset_categories_suppressed",
            ),
        ]

    def __str__(self) -> str:
        return str(self.listing)


FIELDS = (
    Field(
        "access_tier",
        "Open, registered or controlled.",
        "controlled",
        title="Access",
        type=FieldType.CHOICE,
        is_required=True,
        choices=ACCESS_TIERS,
    ),
    Field("doi", "Identifier of the dataset.", "10.1234/abcd", title="DOI", type=FieldType.DOI, nulls=NULLS),
    Field("accession", "Its number in an archive.", "EGAD00001000001", nulls=NULLS, max_length=60),
    Field("version", "Its version.", "2", nulls=NULLS, max_length=60),
    Field(
        "data_types",
        "What was measured.",
        "Whole genome sequences|Survival",
        title="Data",
        type=FieldType.LIST,
        nulls=NULLS,
    ),
    Field("diseases", "Of the people in it.", "MONDO:0007254 breast cancer", type=FieldType.DISEASES, nulls=NULLS),
    Field("formats", "Of its files.", "VCF|CSV", type=FieldType.LIST, nulls=NULLS, max_length=60),
    Field(
        "size_gb",
        "Size in gigabytes.",
        "120.5",
        title="Size",
        type=FieldType.DECIMAL,
        nulls=NO_NUMBER,
        least=Decimal(0),
        most=Decimal(99_999_999_999),
        unit="GB",
    ),
    Field(
        "people",
        "How many people it is about; 0, or ten and more.",
        "420",
        type=FieldType.INTEGER,
        nulls=NO_NUMBER,
        most=Decimal(2_000_000_000),
    ),
    Field(
        "people_by_category",
        f"How many people it has data of by category ({', '.join(CATEGORIES)}); 0, or ten and more each.",
        "genomic: 120|health: 420",
        title="People by category of data",
        type=FieldType.COUNTS,
        nulls=NULLS,
        most=Decimal(2_000_000_000),
        choices=CATEGORIES,
    ),
    Field("agreement_type", "What is signed to get it.", "Data use agreement", title="Agreement", nulls=NULLS),
    Field(
        "access_url",
        "Where access is asked for or given.",
        "https://archive.example/d1",
        title="Where it is kept",
        type=FieldType.URL,
        nulls=NULLS,
        max_length=500,
    ),
)
