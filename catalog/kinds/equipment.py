"""Equipment of core facilities."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from catalog.kinds.fields import NULLS, Field, FieldType
from catalog.kinds.triggers import touches_listing
from catalog.listings.models import Listing
from exchange.kernel.pii import classify

STATUSES = ("in service", "offline", "retired")


class Equipment(models.Model):
    """An instrument and where it stands."""

    listing = models.OneToOneField(Listing, on_delete=models.CASCADE, primary_key=True, related_name="equipment")
    rrid = models.CharField(max_length=20, blank=True)
    manufacturer = models.TextField(blank=True)
    model = models.TextField(blank=True)
    location = models.TextField(blank=True)
    time_zone = models.TextField()
    capabilities = ArrayField(models.TextField(), default=list)
    accessories = ArrayField(models.TextField(), default=list)
    software = ArrayField(models.TextField(), default=list)
    status = models.CharField(max_length=20, default="in service")
    back_on = models.DateField(null=True)
    is_training_required = models.BooleanField(null=True)
    training = models.TextField(blank=True)
    sample_requirements = models.TextField(blank=True)
    person_in_charge = models.TextField(blank=True)
    page_url = models.TextField(blank=True)

    PII = classify(
        none="listing rrid manufacturer model location time_zone capabilities accessories software status back_on"
        " is_training_required training sample_requirements page_url",
        identity="person_in_charge",
    )

    class Meta:
        triggers = [touches_listing()]
        constraints = [
            models.CheckConstraint(
                condition=Q(rrid="") | Q(rrid__regex=r"^SCR_[0-9]{4,12}$"), name="equipment_rrid_form"
            ),
            models.CheckConstraint(condition=Q(status__in=STATUSES), name="equipment_status_known"),
            models.CheckConstraint(
                condition=Q(back_on__isnull=True) | Q(status="offline"), name="equipment_back_from_offline"
            ),
            models.CheckConstraint(condition=~Q(time_zone=""), name="equipment_has_time_zone"),
        ]

    def __str__(self) -> str:
        return str(self.listing)


FIELDS = (
    Field(
        "rrid",
        "Identifier of the facility in the SciCrunch registry.",
        "SCR_002285",
        title="RRID",
        type=FieldType.RRID,
        nulls=NULLS,
        max_length=20,
    ),
    Field("manufacturer", "Who made it.", "Optika Werke", nulls=NULLS),
    Field("model", "What it is called there.", "LS-9", nulls=NULLS),
    Field("location", "Where it stands.", "Building 3, room 120", nulls=NULLS),
    Field(
        "time_zone",
        "In which its hours are.",
        "Europe/Vienna",
        type=FieldType.TIME_ZONE,
        is_required=True,
        max_length=60,
    ),
    Field(
        "capabilities",
        "What can be done on it.",
        "Confocal imaging|Live cell imaging",
        type=FieldType.LIST,
        nulls=NULLS,
    ),
    Field("accessories", "What goes with it.", "63x oil objective", type=FieldType.LIST, nulls=NULLS),
    Field("software", "What runs it.", "Imaging suite 4.2", type=FieldType.LIST, nulls=NULLS),
    Field(
        "status",
        "Whether it can be used; in service if not said.",
        "in service",
        type=FieldType.CHOICE,
        nulls=NULLS,
        choices=STATUSES,
    ),
    Field(
        "back_on",
        "When it will be back, of what is offline.",
        "2026-12-01",
        title="Expected back",
        type=FieldType.DAY,
        nulls=NULLS,
    ),
    Field(
        "is_training_required",
        "Whether one must be trained on it before.",
        "yes",
        title="Training required",
        type=FieldType.FLAG,
        nulls=NULLS,
    ),
    Field(
        "training",
        "What the training is.",
        "Half a day, every Monday.",
        type=FieldType.LONG_TEXT,
        nulls=NULLS,
        max_length=1000,
    ),
    Field(
        "sample_requirements",
        "What can be brought to it.",
        "Fixed samples on coverslips, biosafety level 1.",
        title="What to bring",
        type=FieldType.LONG_TEXT,
        nulls=NULLS,
        max_length=1000,
    ),
    Field(
        "person_in_charge",
        "Whom visitors ask for.",
        "Head of the imaging facility",
        nulls=NULLS,
        is_personal=True,
    ),
    Field(
        "page_url",
        "Its own page.",
        "https://core.example/ls-9",
        title="Page",
        type=FieldType.URL,
        nulls=NULLS,
        max_length=500,
    ),
)
