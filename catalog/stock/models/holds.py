"""Promises on lots, and every movement."""

import pgtrigger
from django.db import models
from django.db.models import Q

from catalog.stock.models.lots import Lot
from catalog.stock.states import HoldState
from catalog.stock.triggers import HOLD_IN_THE_COUNT, MOVE_STOCK
from exchange.kernel.models import Record, append_only
from exchange.kernel.pii import classify


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
                name="movement_moves_stock",
                operation=pgtrigger.Insert,
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                referencing=pgtrigger.Referencing(new="moved"),
                func=MOVE_STOCK,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.delta:+d} of {self.lot_id}"
