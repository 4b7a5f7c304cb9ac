"""What is in the freezer: lots and specimens, promises on them, and every movement."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from catalog.consent.models import ConsentRecord
from catalog.listings.models import Listing
from catalog.stock.states import HoldState
from catalog.stock.triggers import HELD_AS_PROMISED, HOLD_IN_THE_COUNT, MOVE_STOCK, MOVED_BY_MOVEMENT
from exchange.kernel.models import Record, append_only
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
    biosafety_level = models.PositiveSmallIntegerField(null=True, help_text="1 to 4.")

    PII = classify(
        none="id created_at listing code unit on_hand held stated passage_number mycoplasma_tested_on biosafety_level"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["listing", "code"], name="lot_code_once"),
            models.CheckConstraint(condition=Q(held__lte=F("on_hand")), name="lot_never_oversold"),
            models.CheckConstraint(
                condition=Q(biosafety_level__isnull=True) | Q(biosafety_level__range=(1, 4)), name="lot_biosafety_range"
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


class Specimen(models.Model):
    """A single piece of human material and the donor's consent it rests on."""

    lot = models.OneToOneField(Lot, on_delete=models.PROTECT, primary_key=True, related_name="specimen")
    consent = models.ForeignKey(
        ConsentRecord,
        on_delete=models.PROTECT,
        null=True,
        related_name="specimens",
        help_text="Null when no record is known: a person decides, and it cannot be shipped.",
    )
    donor_pseudonym = models.CharField(max_length=100)
    material = models.CharField(max_length=60, help_text="E.g. DNA, cfDNA, FFPE, Whole Blood.")
    sample_type = models.CharField(max_length=60, blank=True, help_text="E.g. Primary, Metastasis, Normal.")
    anatomical_site = models.TextField(blank=True)
    diagnosis = models.TextField(blank=True)
    diagnosis_code = models.CharField(max_length=60, blank=True, help_text="Code as supplied, e.g. ONCOTREE:GBC.")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")

    PII = classify(
        none="lot consent material parent",
        pseudonym="donor_pseudonym",
        health="sample_type anatomical_site diagnosis diagnosis_code",
    )

    class Meta:
        indexes = [models.Index(fields=["donor_pseudonym"], name="specimen_donor")]
        triggers = [
            # Without its row, or with another consent, a specimen would escape the donor's withdrawal.
            pgtrigger.Protect(name="specimen_no_delete", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="specimen_keeps_withdrawal",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Condition("OLD.consent_id IS DISTINCT FROM NEW.consent_id"),
                func="""
                IF EXISTS (
                    SELECT 1 FROM consent_consentrecord c WHERE c.id = OLD.consent_id AND c.status <> 'active'
                ) THEN
                    RAISE EXCEPTION 'G2: the donor of this specimen has withdrawn' USING ERRCODE = 'RG002';
                END IF;
                RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return str(self.lot)


class Hold(Record):
    """A promise of so many of a lot, until a moment, for whoever the reference names."""

    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="holds")
    reference = models.UUIDField(help_text="Id of the access request's line it is for.")
    quantity = models.PositiveIntegerField()
    state = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in HoldState], default=HoldState.ACTIVE.value
    )
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    PII = classify(none="id created_at lot reference quantity state expires_at ended_at")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="hold_of_something"),
            models.UniqueConstraint(
                fields=["lot", "reference"], condition=Q(state__in=["active", "released"]), name="hold_once_a_line"
            ),
            models.CheckConstraint(
                condition=Q(state=HoldState.ACTIVE.value) ^ Q(ended_at__isnull=False), name="hold_ended_has_moment"
            ),
        ]
        indexes = [
            models.Index(fields=["reference"], name="hold_reference"),
            models.Index(fields=["expires_at"], name="hold_expiring", condition=Q(state=HoldState.ACTIVE.value)),
        ]
        triggers = [
            pgtrigger.FSM(
                name="hold_states",
                field="state",
                transitions=[("active", "released"), ("active", "freed"), ("active", "expired")],
            ),
            pgtrigger.ReadOnly(name="hold_frozen", fields=["lot", "reference", "quantity", "expires_at"]),
            pgtrigger.Trigger(
                name="hold_in_the_count",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                func=HOLD_IN_THE_COUNT,
            ),
            pgtrigger.Protect(name="hold_no_delete", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} of {self.lot_id}: {self.state}"


class Movement(Record):
    """Stock that came in or went out; writing it moves what is on hand. A released hold moves stock exactly once."""

    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="movements")
    delta = models.IntegerField(help_text="Positive in, negative out.")
    hold = models.OneToOneField(Hold, on_delete=models.PROTECT, null=True, related_name="movement")
    reason = models.CharField(max_length=40, help_text="import, shipment")

    PII = classify(none="id created_at lot delta hold reason")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(delta=0), name="movement_of_something")]
        triggers = [
            *append_only("movement"),
            pgtrigger.Trigger(
                name="movement_moves_stock", operation=pgtrigger.Insert, when=pgtrigger.After, func=MOVE_STOCK
            ),
        ]

    def __str__(self) -> str:
        return f"{self.delta:+d} of {self.lot_id}"
