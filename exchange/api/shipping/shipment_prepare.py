from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Self

import graphene

from exchange.api.core.codes import explain
from exchange.api.core.ids import IdOf
from exchange.api.core.mutation import Mutation
from exchange.api.shipping.types import ShipmentType
from exchange.parties.models import Person
from exchange.parties.permissions import Permission
from exchange.requests.models import RequestLine, RequestPart
from exchange.shipping import operations
from exchange.shipping.errors import PrepareCode


class ShipmentPrepare(Mutation):
    """Pack what is held for approved lines of a part."""

    permission = Permission.PREPARE_SHIPMENT
    codes = explain(
        PrepareCode, HOLD_EXPIRED="What was held is free again.", ALREADY_PREPARED="A line is packed already."
    )

    class Input:
        part = IdOf("exchange.api.requests.types.RequestPartType", required=True, description="The part.")
        lines = IdOf(
            "exchange.api.requests.types.RequestLineType", is_list=True, required=True, description="Its lines to pack."
        )
        temperature_min_c = graphene.Float(required=True, description="Coldest it may get, in degrees Celsius.")
        temperature_max_c = graphene.Float(required=True, description="Warmest it may get, in degrees Celsius.")

    shipment = graphene.Field(ShipmentType, description="The shipment.")

    @classmethod
    def perform(
        cls, *, by: Person, now: datetime, part: RequestPart, lines: Sequence[RequestLine], **band: float
    ) -> Self:
        exact = {name: Decimal(str(value)) for name, value in band.items()}
        return cls(shipment=operations.prepare(part=part, lines=lines, by=by, now=now, **exact))
