"""Enums of the managers' side."""

from enum import StrEnum

from exchange.api.core.cursors import Order
from exchange.api.core.enums import enum_type


class InventorySort(StrEnum):
    """In which order a unit's listings are shown."""

    TITLE = "title"
    KEY = "key"
    CHANGED = "changed"
    AVAILABLE = "available"


ORDERS = {
    InventorySort.TITLE: Order("title", "pk"),
    InventorySort.KEY: Order("provider_key", "pk"),
    InventorySort.CHANGED: Order("-changed_at", "-pk"),
    InventorySort.AVAILABLE: Order("-free", "-pk"),
}

InventorySortType = enum_type(
    InventorySort,
    TITLE="By title.",
    KEY="By the unit's own identifier.",
    CHANGED="What was changed last comes first.",
    AVAILABLE="What there is most of comes first, by what is not promised.",
)
