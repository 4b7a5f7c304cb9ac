"""What is in the freezer."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from catalog.listings.models import Listing
from catalog.stock.triggers import HELD_AS_PROMISED, MOVED_BY_MOVEMENT
from exchange.kernel.models import Record
from exchange.kernel.pii import classify


class Lot(Record):
    """Countable stock of a listing. A specimen is a lot of its own."""

    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="lots")
    code = models.CharField(max_length=100, help_text="The provider's label, unique in the listing.")
    unit = models.CharField(max_length=20, help_text="What is counted: vial, tube, slide, block, aliquot.")
    on_hand = models.PositiveIntegerField(help_text="How many are in the freezer, held ones included.")
    held = models.PositiveIntegerField(default=0, help_text="How many of them are promised.")
    stated = models.PositiveIntegerField(
        null=True, help_text="How many the provider last said there are; the same word again changes nothing."
    )
    passage_number = models.PositiveIntegerField(null=True, help_text="Of cells; null for other material.")
    mycoplasma_tested_on = models.DateField(null=True, help_text="Day of the last negative test.")
    passage_most = models.PositiveIntegerField(null=True, help_text="Highest passage number, where it is a range.")
    mycoplasma_method = models.CharField(max_length=60, blank=True, help_text="Of that test, e.g. PCR.")
    biosafety_level = models.PositiveSmallIntegerField(null=True, help_text="1 to 4.")
    culture_medium = models.TextField(blank=True)
    freeze_medium = models.TextField(blank=True)
    frozen_on = models.DateField(null=True)
    expires_on = models.DateField(null=True, help_text="Last day on which it is good.")
    amount = models.DecimalField(max_digits=18, decimal_places=6, null=True, help_text="What one piece holds.")
    amount_unit = models.CharField(max_length=20, blank=True)
    concentration = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    concentration_unit = models.CharField(max_length=20, blank=True)
    container = models.CharField(max_length=100, blank=True, help_text="Box, rack or tank it stands in.")
    position = models.CharField(max_length=40, blank=True, help_text="In the container, e.g. B7.")

    PII = classify(
        none="id created_at listing code unit on_hand held stated passage_number passage_most mycoplasma_tested_on"
        " mycoplasma_method biosafety_level culture_medium freeze_medium frozen_on expires_on amount amount_unit"
        " concentration concentration_unit container position"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["listing", "code"], name="lot_code_once"),
            models.CheckConstraint(condition=Q(held__lte=F("on_hand")), name="lot_never_oversold"),
            models.CheckConstraint(
                condition=Q(biosafety_level__isnull=True) | Q(biosafety_level__range=(1, 4)), name="lot_biosafety_range"
            ),
            models.CheckConstraint(
                condition=Q(passage_most__isnull=True)
                | Q(passage_number__isnull=False, passage_most__gte=F("passage_number")),
                name="lot_passages_in_order",
            ),
            models.CheckConstraint(
                condition=Q(mycoplasma_method="") | Q(mycoplasma_tested_on__isnull=False),
                name="lot_mycoplasma_method_has_day",
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True, amount_unit="")
                | (Q(amount__isnull=False, amount__gte=0) & ~Q(amount_unit="")),
                name="lot_amount_has_unit",
            ),
            models.CheckConstraint(
                condition=Q(concentration__isnull=True, concentration_unit="")
                | (Q(concentration__isnull=False, concentration__gte=0) & ~Q(concentration_unit="")),
                name="lot_concentration_has_unit",
            ),
            models.CheckConstraint(condition=Q(position="") | ~Q(container=""), name="lot_position_in_container"),
            # Vials of one lot may stand side by side, and say so by a range; two lots never stand in one place.
            models.UniqueConstraint(
                fields=["listing", "container", "position"], condition=~Q(position=""), name="lot_position_once"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="lot_no_delete", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="lot_moved_by_movement",
                operation=pgtrigger.UpdateOf("on_hand"),
                when=pgtrigger.Before,
                condition=pgtrigger.AnyChange("on_hand"),
                func=MOVED_BY_MOVEMENT,
            ),
            pgtrigger.Trigger(
                name="lot_held_as_promised",
                operation=pgtrigger.Update,
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                condition=pgtrigger.AnyChange("held"),
                func=HELD_AS_PROMISED,
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def available(self) -> int:
        """How many are in the freezer and not promised."""
        return self.on_hand - self.held
