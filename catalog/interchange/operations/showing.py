"""What a preview shows of the rows that would be stored."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any

from catalog.interchange.formats.base import Lot, Offer
from catalog.listings.facts import Change

LONGEST_VALUE = 300


def shown(offers: Sequence[Offer], changes: Mapping[int, Change], most: int) -> list[dict[str, Any]]:
    """Return the first rows with what storing them does, and their values that are not empty."""
    rows = [row for offer in offers for row in _rows(offer)]
    return [
        {"row": line, "change": changes[line].value, "values": [[name, text] for name, text in values if text]}
        for line, values in rows[:most]
        if line in changes
    ]


def _rows(offer: Offer) -> Iterator[tuple[int, list[tuple[str, str]]]]:
    """Yield the row of a listing, or of each of its lots where each has a row of its own."""
    if offer.line is None:
        for lot in offer.lots:
            yield lot.line, _lot(lot)
    else:
        listing = [(one.name, _text(getattr(offer.listing, one.name))) for one in fields(offer.listing)]
        details = [(name, _text(value)) for name, value in offer.details.items()]
        own = [pair for pair in listing if pair[0] != "words"]
        yield offer.line, [*own, *details, *(pair for lot in offer.lots for pair in _lot(lot))]


def _lot(lot: Lot) -> list[tuple[str, str]]:
    own = [(one.name, _text(getattr(lot.facts, one.name))) for one in fields(lot.facts) if one.name != "specimen"]
    specimen = lot.facts.specimen
    return own + ([(one.name, _text(getattr(specimen, one.name))) for one in fields(specimen)] if specimen else [])


def _text(value: Any) -> str:
    if value is None or value in ((), [], {}):
        return ""
    text = "|".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return text[:LONGEST_VALUE]
