"""What is in the freezer, who may know of it, and what it means for a purpose."""

from catalog.stock.queries.lineage import consents_behind, lots_resting_on
from catalog.stock.queries.lots import (
    Shelf,
    StockCounts,
    available,
    common_diagnoses,
    consents_visible_to,
    counts,
    donor_terms,
    holds_of,
    origins,
    places,
    shelves,
    visible_specimens,
    visible_to,
    with_free,
)
from catalog.stock.queries.ranks import RANKS, with_verdicts
from catalog.stock.queries.verdicts import ListingVerdict, listing_verdicts, lot_decisions, verdicts_by_purpose

__all__ = [
    "RANKS",
    "ListingVerdict",
    "Shelf",
    "StockCounts",
    "available",
    "common_diagnoses",
    "consents_behind",
    "consents_visible_to",
    "counts",
    "donor_terms",
    "holds_of",
    "listing_verdicts",
    "lot_decisions",
    "lots_resting_on",
    "origins",
    "places",
    "shelves",
    "verdicts_by_purpose",
    "visible_specimens",
    "visible_to",
    "with_free",
    "with_verdicts",
]
