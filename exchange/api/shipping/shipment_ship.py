from datetime import datetime
from typing import Self

import graphene

from exchange.api.core.codes import explain
from exchange.api.core.ids import IdOf
from exchange.api.core.mutation import Mutation
from exchange.api.shipping.types import ShipmentType
from exchange.parties.models import Person
from exchange.parties.permissions import Permission
from exchange.shipping import operations
from exchange.shipping.errors import ShipCode
from exchange.shipping.models import Shipment


class ShipmentShip(Mutation):
    """Hand a shipment to its carrier, if every condition of every line in it is met at this moment."""

    permission = Permission.PREPARE_SHIPMENT
    codes = explain(
        ShipCode, GATE_CLOSED="A condition is not met; the message says which.", HOLD_EXPIRED="A hold has run out."
    )

    class Input:
        shipment = IdOf(ShipmentType, required=True, description="The shipment.")
        carrier = graphene.String(required=True, description="Who carries it.")
        waybill = graphene.String(required=True, description="The carrier's number.")

    shipment = graphene.Field(ShipmentType, description="The shipment as it is now.")

    @classmethod
    def perform(cls, *, by: Person, now: datetime, shipment: Shipment, carrier: str, waybill: str) -> Self:
        shipped = operations.ship(shipment=shipment, carrier=carrier, waybill=waybill, by=by, now=now)
        return cls(shipment=shipped)
