"""States of a shipment and of its items. Plain Python."""

from enum import StrEnum

from exchange.kernel.transitions import Table, Transition


class ShipmentState(StrEnum):
    """Where a shipment is."""

    DRAFT = "draft"
    SHIPPED = "shipped"
    RECEIVED = "received"
    CANCELLED = "cancelled"


class ShipmentCommand(StrEnum):
    """What can be done to a shipment."""

    SHIP = "ship"
    CONFIRM_RECEIPT = "confirm_receipt"
    CANCEL = "cancel"


class ReceiptCondition(StrEnum):
    """How an item arrived."""

    GOOD = "good"
    DAMAGED = "damaged"
    THAWED = "thawed"
    MISSING = "missing"


MANAGER, REQUESTER = frozenset({"resource_manager"}), frozenset({"researcher"})
SYSTEM = frozenset({"system"})

S, C = ShipmentState, ShipmentCommand
TRANSITIONS: Table = {
    (S.DRAFT, C.SHIP): Transition(S.SHIPPED, MANAGER, ("gate of every line is green", "carrier and waybill given")),
    (S.DRAFT, C.CANCEL): Transition(S.CANCELLED, MANAGER | SYSTEM),
    (S.SHIPPED, C.CONFIRM_RECEIPT): Transition(S.RECEIVED, REQUESTER, ("every item is accounted for",)),
}
