"""Which listings a person may see, ask for and change, and what a change of them would do."""

from catalog.listings.queries.inventory import (
    Preview,
    changed_by,
    inventory_of,
    left_by_undo,
    preview_edit,
    unit_of_all,
    visible_edits,
)
from catalog.listings.queries.planning import TARGETS, Move, Wanted, check_version, plan, wanted
from catalog.listings.queries.visible import managed_among, not_offered, own_among, own_units, visible_to

__all__ = [
    "TARGETS",
    "Move",
    "Preview",
    "Wanted",
    "changed_by",
    "check_version",
    "inventory_of",
    "left_by_undo",
    "managed_among",
    "not_offered",
    "own_among",
    "own_units",
    "plan",
    "preview_edit",
    "unit_of_all",
    "visible_edits",
    "visible_to",
    "wanted",
]
