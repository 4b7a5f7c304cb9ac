from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Self

import graphene

from exchange.api.core.codes import explain
from exchange.api.core.ids import IdOf
from exchange.api.core.mutation import Mutation
from exchange.api.shipping.receipt_input import ShipmentItemReceipt, receipt_of
from exchange.api.shipping.types import ShipmentType
from exchange.parties.models import Person
from exchange.parties.permissions import Permission
from exchange.shipping import operations
from exchange.shipping.errors import ConfirmReceiptCode
from exchange.shipping.models import Shipment


class ShipmentConfirmReceipt(Mutation):
    """Say how every item of a shipment arrived, missing ones included."""

    permission = Permission.CONFIRM_RECEIPT
    codes = explain(ConfirmReceiptCode)

    class Input:
        shipment = IdOf(ShipmentType, required=True, description="The shipment.")
        items = graphene.List(
            graphene.NonNull(ShipmentItemReceipt), required=True, description="Every item of it, each once."
        )

    shipment = graphene.Field(ShipmentType, description="The shipment as it is now.")

    @classmethod
    def perform(cls, *, by: Person, now: datetime, shipment: Shipment, items: Sequence[Mapping[str, Any]]) -> Self:
        receipts = [receipt_of(item) for item in items]
        return cls(shipment=operations.confirm_receipt(shipment=shipment, receipts=receipts, by=by, now=now))
