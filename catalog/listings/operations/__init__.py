"""Everything that changes what units offer and who sees it."""

from catalog.listings.operations.acknowledging import acknowledge_warning
from catalog.listings.operations.bulk import UNDO_WITHIN, edit_listings, undo_edit
from catalog.listings.operations.changing import edit, publish, restrict, retract, withdraw
from catalog.listings.operations.storing import store_listings

__all__ = [
    "UNDO_WITHIN",
    "acknowledge_warning",
    "edit",
    "edit_listings",
    "publish",
    "restrict",
    "retract",
    "store_listings",
    "undo_edit",
    "withdraw",
]
