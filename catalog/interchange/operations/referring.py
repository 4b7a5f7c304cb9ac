"""What rows refer to: the protocol and the parents of a specimen, the collection above, the version before."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from catalog.interchange.formats import ImportFormat
from catalog.interchange.formats.base import Lot, Offer
from catalog.interchange.reading.cells import Problem
from catalog.kinds.models import Protocol
from catalog.kinds.registry import KINDS
from catalog.listings.facts import Change
from catalog.listings.models import Listing
from catalog.stock import models as stock
from catalog.stock.operations import store_lineage
from exchange.parties.models import Unit


def with_protocols(unit: Unit, offers: Sequence[Offer], problems: list[Problem]) -> list[Offer]:
    """Return the offers with the key of each specimen's protocol; a row whose protocol the unit lacks is a problem."""
    wanted = {lot.protocol for offer in offers for lot in offer.lots if lot.protocol}
    if not wanted:
        return list(offers)
    rows = Protocol.objects.filter(listing__unit=unit, listing__provider_key__in=wanted)
    known = dict(rows.values_list("listing__provider_key", "pk"))

    def kept(lot: Lot) -> bool:
        if not lot.protocol or lot.protocol in known:
            return True
        problems.append(_unknown(lot.line, "protocol", lot.protocol, "Your unit has no protocol under this key."))
        return False

    return [replace(offer, lots=tuple(_under(lot, known) for lot in offer.lots if kept(lot))) for offer in offers]


def _under(lot: Lot, known: Mapping[str, UUID]) -> Lot:
    if not lot.protocol or lot.facts.specimen is None:
        return lot
    specimen = replace(lot.facts.specimen, protocol_id=known[lot.protocol])
    return replace(lot, facts=replace(lot.facts, specimen=specimen))


def with_known_parents(unit: Unit, offers: Sequence[Offer], problems: list[Problem]) -> list[Offer]:
    """Leave out the specimens that were made from what neither the collection nor the portion has."""
    if not any(lot.made_from for offer in offers for lot in offer.lots):
        return list(offers)
    return [_with_known_parents(unit, offer, problems) for offer in offers]


def _with_known_parents(unit: Unit, offer: Offer, problems: list[Problem]) -> Offer:
    named = {parent for lot in offer.lots if lot.made_from for parent in lot.made_from.parents}
    rows = stock.Specimen.objects.filter(
        lot__listing__unit=unit, lot__listing__provider_key=offer.listing.provider_key, lot__code__in=named
    )
    on_record = set(rows.values_list("lot__code", flat=True))

    def missing(lot: Lot, here: Collection[str]) -> str:
        parents = lot.made_from.parents if lot.made_from else ()
        return next((parent for parent in parents if parent not in here and parent not in on_record), "")

    lots = _closed(offer.lots, lambda lot: lot.facts.code, missing)
    for lot, parent in lots.left_out:
        problems.append(_unknown(lot.line, "parents", parent, "The collection has no such specimen."))
    return replace(offer, lots=tuple(lots.kept))


def with_known_references(
    unit: Unit, form: ImportFormat, offers: Sequence[Offer], problems: list[Problem]
) -> list[Offer]:
    """Leave out the listings that refer to what the unit does not have, nor the portion."""
    named = {key for offer in offers for key in offer.references.values() if key}
    if not named:
        return list(offers)
    on_record = set(_listings(unit, form, named))

    def missing(offer: Offer, here: Collection[str]) -> str:
        return next((key for key in offer.references.values() if key and key not in {*here, *on_record}), "")

    kept = _closed(offers, lambda offer: offer.listing.provider_key, missing)
    for offer, key in kept.left_out:
        column = next(name for name, value in offer.references.items() if value == key)
        problems.append(_unknown(offer.line or 0, column, key, "Your unit has none of this kind under this key."))
    return kept.kept


class _Closed:
    """What refers to nothing that is missing, and what does, with what it lacks."""

    def __init__(self, kept: list[Any]) -> None:
        self.kept = kept
        self.left_out: list[tuple[Any, str]] = []


def _closed(items: Sequence[Any], key: Callable[[Any], str], missing: Callable[[Any, Collection[str]], str]) -> _Closed:
    """Leave out what refers to something missing, and then what refers to that."""
    found = _Closed(list(items))
    while True:
        here = {key(item) for item in found.kept}
        wrong = [(item, lack) for item in found.kept if (lack := missing(item, here))]
        if not wrong:
            return found
        found.left_out += wrong
        out = {key(item) for item, _ in wrong}
        found.kept = [item for item in found.kept if key(item) not in out]


def _unknown(line: int, column: str, value: str, reason: str) -> Problem:
    return Problem(line, column, value[:200], reason, "Correct the key, or import what it refers to before.")


def references(unit: Unit, form: ImportFormat, offers: Sequence[Offer]) -> dict[str, dict[str, UUID | None]]:
    """Return, by provider's key of a listing, the columns of its kind's table that refer to other listings."""
    named = {key for offer in offers for key in offer.references.values() if key}
    known = _listings(unit, form, named) if named else {}
    return {
        offer.listing.provider_key: {
            f"{name}_id": known[key] if key else None for name, key in offer.references.items()
        }
        for offer in offers
        if offer.references
    }


def _listings(unit: Unit, form: ImportFormat, keys: Collection[str]) -> dict[str, UUID]:
    rows = KINDS[form.kind].model._default_manager.filter(listing__unit=unit, listing__provider_key__in=keys)
    return dict(rows.values_list("listing__provider_key", "pk"))


def store_lineages(
    offers: Sequence[Offer], listings: Mapping[str, Listing], lots: dict[tuple[UUID, str], Change]
) -> None:
    """Store what the specimens were made from, and note which of them that changed.

    Raises:
        InvalidInput: PostgreSQL has something against it.
    """
    for offer in offers:
        facts = [lot.made_from for lot in offer.lots if lot.made_from]
        if not facts:
            continue
        listing = listings[offer.listing.provider_key]
        for code in store_lineage(listing=listing, facts=facts):
            if lots[listing.pk, code] is Change.UNCHANGED:
                lots[listing.pk, code] = Change.UPDATED
