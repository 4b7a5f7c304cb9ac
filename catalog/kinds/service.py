"""Services: assays, training places, fellowships, workshops and conferences."""

from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from catalog.kinds.fields import NO_COUNTRY, NO_NUMBER, NULLS, Field, FieldType
from catalog.kinds.triggers import touches_listing
from catalog.listings.models import Listing
from exchange.kernel.pii import classify

SERVICE_TYPES = ("assay", "training place", "fellowship", "workshop", "conference")


class Service(models.Model):
    """Something that is done for people, or that they take part in."""

    listing = models.OneToOneField(Listing, on_delete=models.CASCADE, primary_key=True, related_name="service")
    service_type = models.CharField(max_length=20)
    methods = ArrayField(models.TextField(), default=list)
    topics = ArrayField(models.TextField(), default=list)
    country = models.CharField(max_length=2, blank=True)
    place = models.TextField(blank=True)
    is_online = models.BooleanField(null=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    apply_by_on = models.DateField(null=True)
    time_zone = models.TextField(blank=True)
    places = models.PositiveIntegerField(null=True)
    duration = models.TextField(blank=True)
    turnaround_days = models.PositiveIntegerField(null=True)
    sample_requirements = models.TextField(blank=True)
    eligibility = models.TextField(blank=True)
    funding = models.TextField(blank=True)
    languages = ArrayField(models.TextField(), default=list)
    page_url = models.TextField(blank=True)

    PII = classify(
        none="listing service_type methods topics country place is_online starts_on ends_on apply_by_on time_zone"
        " places duration turnaround_days sample_requirements eligibility funding languages page_url"
    )

    class Meta:
        triggers = [touches_listing()]
        constraints = [
            models.CheckConstraint(condition=Q(service_type__in=SERVICE_TYPES), name="service_type_known"),
            models.CheckConstraint(
                condition=Q(country="") | Q(country__regex=r"^[A-Z]{2}$"), name="service_country_form"
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="service_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return str(self.listing)


FIELDS = (
    Field(
        "service_type",
        "What it is.",
        "workshop",
        title="Type",
        type=FieldType.CHOICE,
        is_required=True,
        choices=SERVICE_TYPES,
    ),
    Field("methods", "What is done or taught.", "Single-cell sequencing", type=FieldType.LIST, nulls=NULLS),
    Field("topics", "What it is about.", "Biliary tract cancer", type=FieldType.LIST, nulls=NULLS),
    Field("country", "Where it takes place.", "KE", type=FieldType.COUNTRY, nulls=NO_COUNTRY, max_length=2),
    Field("place", "Town and house.", "Nairobi, Hill Campus", nulls=NULLS),
    Field("is_online", "Whether one can take part from afar.", "no", title="Online", type=FieldType.FLAG, nulls=NULLS),
    Field("starts_on", "First day.", "2026-03-02", title="Starts", type=FieldType.DAY, nulls=NULLS),
    Field("ends_on", "Last day.", "2026-03-06", title="Ends", type=FieldType.DAY, nulls=NULLS),
    Field("apply_by_on", "Last day to apply.", "2026-01-31", title="Apply by", type=FieldType.DAY, nulls=NULLS),
    Field(
        "time_zone", "In which its hours are.", "Africa/Nairobi", type=FieldType.TIME_ZONE, nulls=NULLS, max_length=60
    ),
    Field("places", "How many can take part.", "20", type=FieldType.INTEGER, nulls=NO_NUMBER, most=Decimal(1_000_000)),
    Field("duration", "How long it takes.", "5 days", nulls=NULLS),
    Field(
        "turnaround_days",
        "Days from the receipt of samples to the result.",
        "21",
        title="Turnaround",
        type=FieldType.INTEGER,
        nulls=NO_NUMBER,
        most=Decimal(10_000),
        unit="days",
    ),
    Field(
        "sample_requirements",
        "What is to be sent.",
        "200 ng of DNA in 20 µl of water.",
        title="What to send",
        type=FieldType.LONG_TEXT,
        nulls=NULLS,
        max_length=1000,
    ),
    Field(
        "eligibility",
        "Who can apply.",
        "Doctoral students of African institutions.",
        title="Who can apply",
        type=FieldType.LONG_TEXT,
        nulls=NULLS,
        max_length=1000,
    ),
    Field("funding", "What is paid for.", "Travel and lodging", title="What is paid for", nulls=NULLS, max_length=500),
    Field("languages", "In which it is held.", "English|French", type=FieldType.LIST, nulls=NULLS),
    Field(
        "page_url",
        "Its own page.",
        "https://course.example",
        title="Page",
        type=FieldType.URL,
        nulls=NULLS,
        max_length=500,
    ),
)
