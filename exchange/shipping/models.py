"""Shipments, their items and the trigger that is the gate's last word."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from catalog.stock.models import Hold
from exchange.kernel.models import Record
from exchange.kernel.pii import classify
from exchange.parties.models import Person
from exchange.requests.models import RequestLine, RequestPart
from exchange.shipping.gate_trigger import (
    ITEM_OF_DRAFT_ONLY,
    LEFT_WITH_ITS_STOCK,
    RECEIVED_ONCE,
    SHIP_ONLY_CLEARED,
)
from exchange.shipping.states import ReceiptCondition, ShipmentState


class Shipment(Record):
    """A parcel from a providing unit to a requester."""

    part = models.ForeignKey(RequestPart, on_delete=models.PROTECT, related_name="shipments")
    prepared_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in ShipmentState], default=ShipmentState.DRAFT.value
    )
    carrier = models.CharField(max_length=100, blank=True)
    waybill = models.CharField(max_length=100, blank=True)
    temperature_min_c = models.DecimalField(max_digits=5, decimal_places=1)
    temperature_max_c = models.DecimalField(max_digits=5, decimal_places=1)
    shipped_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    received_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    PII = classify(
        none="id created_at part state carrier waybill temperature_min_c temperature_max_c shipped_at received_at",
        link="prepared_by received_by",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(temperature_min_c__lte=F("temperature_max_c"), temperature_min_c__gte=-273),
                name="shipment_temperature_band",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "cancelled"])
                | (Q(shipped_at__isnull=False) & ~Q(carrier="") & ~Q(waybill="")),
                name="shipment_shipped_has_papers",
            ),
            models.CheckConstraint(
                condition=~Q(state="received") | Q(received_at__isnull=False, received_by__isnull=False),
                name="shipment_received_has_moment",
            ),
        ]
        triggers = [
            pgtrigger.FSM(
                name="shipment_states",
                field="state",
                transitions=[("draft", "shipped"), ("draft", "cancelled"), ("shipped", "received")],
            ),
            pgtrigger.Trigger(
                name="shipment_only_cleared",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func=SHIP_ONLY_CLEARED,
                declare=[("problem", "TEXT"), ("today", "DATE")],
            ),
            pgtrigger.Trigger(
                name="shipment_left_with_stock",
                operation=pgtrigger.Update,
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                condition=pgtrigger.Q(new__state="shipped", old__state__df="shipped"),
                func=LEFT_WITH_ITS_STOCK,
                declare=[("problem", "TEXT")],
            ),
            pgtrigger.ReadOnly(name="shipment_frozen", fields=["part", "prepared_by"]),
            pgtrigger.Protect(name="shipment_no_delete", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.waybill or str(self.pk)


class ShipmentItem(Record):
    """One held lot or specimen in a parcel, and how it arrived."""

    shipment = models.ForeignKey(Shipment, on_delete=models.PROTECT, related_name="items")
    line = models.ForeignKey(RequestLine, on_delete=models.PROTECT, related_name="shipment_items")
    hold = models.OneToOneField(Hold, on_delete=models.PROTECT, related_name="shipment_item")
    condition = models.CharField(
        max_length=10,
        blank=True,
        choices=[(c.value, c.value) for c in ReceiptCondition],
        help_text="Empty until received.",
    )
    note = models.TextField(blank=True)

    PII = classify(none="id created_at shipment line hold condition", free_text="note")

    class Meta:
        triggers = [
            pgtrigger.Trigger(
                name="item_of_draft_only",
                operation=pgtrigger.Insert | pgtrigger.Delete | pgtrigger.UpdateOf("shipment_id", "line_id", "hold_id"),
                when=pgtrigger.Before,
                func=ITEM_OF_DRAFT_ONLY,
            ),
            pgtrigger.Trigger(
                name="item_received_once",
                operation=pgtrigger.UpdateOf("condition", "note"),
                when=pgtrigger.Before,
                condition=pgtrigger.AnyChange("condition", "note"),
                func=RECEIVED_ONCE,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hold_id} in {self.shipment_id}"
