"""What can be done with stock: holds on it, and what the provider says there is."""

from catalog.stock.operations.holds import (
    expire_holds,
    free_holds,
    free_holds_of_lines,
    place_hold,
    place_holds,
    place_holds_of_lines,
    release_hold,
    release_holds,
)
from catalog.stock.operations.lineage import store_lineage
from catalog.stock.operations.lots import store_lots

__all__ = [
    "expire_holds",
    "free_holds",
    "free_holds_of_lines",
    "place_hold",
    "place_holds",
    "place_holds_of_lines",
    "release_hold",
    "release_holds",
    "store_lineage",
    "store_lots",
]
