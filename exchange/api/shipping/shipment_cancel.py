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
from exchange.shipping.errors import CancelCode
from exchange.shipping.models import Shipment


class ShipmentCancel(Mutation):
    """Unpack a shipment that has not left; its lines can be packed anew."""

    permission = Permission.PREPARE_SHIPMENT
    codes = explain(CancelCode)

    class Input:
        shipment = IdOf(ShipmentType, required=True, description="The shipment.")

    shipment = graphene.Field(ShipmentType, description="The shipment as it is now.")

    @classmethod
    def perform(cls, *, by: Person, now: datetime, shipment: Shipment) -> Self:
        return cls(shipment=operations.cancel(shipment=shipment, by=by, now=now))
