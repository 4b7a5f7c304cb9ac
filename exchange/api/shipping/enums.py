"""Enums of the shipping room."""

from exchange.api.core.enums import enum_type
from exchange.shipping import states

ShipmentState = enum_type(
    states.ShipmentState,
    DRAFT="Packed, or being packed.",
    SHIPPED="On its way.",
    RECEIVED="Arrived, and accounted for.",
    CANCELLED="Unpacked again.",
)
ReceiptCondition = enum_type(
    states.ReceiptCondition,
    GOOD="As it should be.",
    DAMAGED="Broken, leaking or unlabelled.",
    THAWED="It left its temperature band.",
    MISSING="It was not in the parcel.",
)
