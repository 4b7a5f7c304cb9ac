"""Store what a file offers, within the transaction of its run."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from django.db import DatabaseError, DataError, IntegrityError, transaction

from catalog.consent.operations import store_use_terms
from catalog.consent.rules import UseTerms
from catalog.interchange.errors import FileRefusedError
from catalog.interchange.formats import ImportFormat
from catalog.interchange.formats.base import Lot, Offer
from catalog.interchange.operations.consenting import with_consents
from catalog.interchange.operations.referring import (
    references,
    store_lineages,
    with_known_parents,
    with_known_references,
    with_protocols,
)
from catalog.interchange.reading.cells import Problem
from catalog.kinds.operations import store_details
from catalog.listings.facts import Change, ListingFacts
from catalog.listings.models import Listing
from catalog.listings.operations import store_listings
from catalog.quality.queries import deleted
from catalog.stock import models as stock
from catalog.stock.operations import store_lots
from catalog.stock.queries import common_diagnoses
from exchange.kernel import locks
from exchange.kernel.errors import InvalidInput
from exchange.parties.models import Person, Unit

Words = Mapping[str, tuple[str, ...]]

PORTION = 2000
TWO = 2


@dataclass
class Applied:
    """What storing did, by line of the file, and what the database had against some rows."""

    changes: dict[int, Change] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add(self, other: "Applied") -> None:
        self.changes |= other.changes
        self.problems += other.problems


def apply(
    *,
    unit: Unit,
    form: ImportFormat,
    offers: Sequence[Offer],
    by: Person,
    now: datetime,
    go_on: Callable[[], None],
) -> Applied:
    """Store listings, kinds, consents and stock of the offers that the database has nothing against.

    Args:
        go_on: called before each portion; raises to stop.

    Raises:
        FileRefusedError: what the options say cannot be stored at all.
        Refused: a consent form is on record with other content.
    """
    applied = Applied()
    collections = [offer for offer in offers if offer.line is None]
    words = _words(unit, collections)
    for portion in _portions(offers):
        go_on()
        applied.add(_apply_or_split(unit, form, portion, words, by, now))
    # New specimens may make a diagnosis common enough for the collection to be found by it.
    if (renewed := _words(unit, collections)) != words:
        store_listings(unit=unit, kind=form.kind, facts=_facts(collections, renewed), by=by, now=now)
    return applied


def _portions(offers: Sequence[Offer]) -> Iterator[list[Offer]]:
    """Yield the offers in portions of so many lots that no file, however large, fills the memory."""
    portion: list[Offer] = []
    size = 0
    for offer in offers:
        for start in range(0, max(len(offer.lots), 1), PORTION):
            part = replace(offer, lots=offer.lots[start : start + PORTION])
            portion.append(part)
            size += max(len(part.lots), 1)
            if size >= PORTION:
                yield portion
                portion, size = [], 0
    if portion:
        yield portion


def _apply_or_split(
    unit: Unit, form: ImportFormat, offers: Sequence[Offer], words: Words, by: Person, now: datetime
) -> Applied:
    """Store a portion; where a rule forbids it that only storing shows, store its halves, down to the row at fault."""
    try:
        with transaction.atomic():
            return _apply(unit, form, offers, words, by, now)
    except (IntegrityError, DataError, InvalidInput) as error:
        halves = _halves(offers)
        if not halves:
            return Applied(problems=[_forbidden(form, offers[0], error)])
    parts = Applied()
    for half in halves:
        parts.add(_apply_or_split(unit, form, half, words, by, now))
    return parts


def _halves(offers: Sequence[Offer]) -> list[list[Offer]]:
    """Return two halves of a portion, of a single collection those of its rows; none of a single row."""
    if len(offers) > 1:
        return [list(offers[: len(offers) // 2]), list(offers[len(offers) // 2 :])]
    (offer,) = offers
    if offer.line is not None or len(offer.lots) < TWO:
        return []
    middle = len(offer.lots) // 2
    return [[replace(offer, lots=offer.lots[:middle])], [replace(offer, lots=offer.lots[middle:])]]


def _forbidden(form: ImportFormat, offer: Offer, error: DatabaseError | InvalidInput) -> Problem:
    """Return the problem of a row that a rule forbids.

    Raises:
        FileRefusedError: there is no row that could be at fault.
    """
    if isinstance(error, InvalidInput) and offer.lots:
        lot = offer.lots[0]
        return Problem(lot.line, error.field or form.key_column, lot.facts.code, error.message, "Correct the row.")
    rule = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or "a value is out of bounds"
    reason = f"The values do not go together: {rule.replace('_', ' ')}."
    if offer.line is None and not offer.lots:
        raise FileRefusedError(reason) from error
    line = offer.lots[0].line if offer.line is None else offer.line
    key = offer.lots[0].facts.code if offer.line is None else offer.listing.provider_key
    return Problem(line, form.key_column, key, reason, "Compare the columns that this names.")


def _apply(unit: Unit, form: ImportFormat, offers: Sequence[Offer], words: Words, by: Person, now: datetime) -> Applied:
    """Store a portion, and return what that did."""
    applied = Applied()
    offers = _of_this_kind(unit, form, offers, applied)
    offers = _of_standing_identity(form, offers, applied)
    offers = _not_promised(unit, form, offers, applied)
    offers = [with_consents(offer, unit=unit, by=by, now=now, problems=applied.problems) for offer in offers]
    offers = with_protocols(unit, offers, applied.problems)
    offers = with_known_parents(unit, offers, applied.problems)
    offers = with_known_references(unit, form, offers, applied.problems)
    stored = store_listings(unit=unit, kind=form.kind, facts=_facts(offers, words), by=by, now=now)
    listings = {offer.listing.provider_key: stored[offer.listing.provider_key][0] for offer in offers}
    details = store_details(details={listings[offer.listing.provider_key]: offer.details for offer in offers})
    referred = store_details(details={listings[key]: values for key, values in references(unit, form, offers).items()})
    lots = store_lots(
        facts={listings[offer.listing.provider_key]: [lot.facts for lot in offer.lots] for offer in offers}, now=now
    )
    store_lineages(offers, listings, lots)
    for offer in offers:
        listing, change = stored[offer.listing.provider_key]
        if offer.line is not None and listing.warning and not listing.warning_reason:
            applied.problems.append(_kept_as_draft(form, offer.line, listing))
        if offer.line is None:
            applied.changes |= {lot.line: lots[listing.pk, lot.facts.code] for lot in offer.lots}
        else:
            parts = [
                change,
                details[listing],
                referred.get(listing, Change.UNCHANGED),
                *(lots[listing.pk, lot.facts.code] for lot in offer.lots),
            ]
            applied.changes[offer.line] = _of_row(parts)
    return applied


def _kept_as_draft(form: ImportFormat, line: int, listing: Listing) -> Problem:
    return Problem(
        line,
        form.key_column,
        listing.provider_key,
        f"It is kept as a draft, because it is problematic: {listing.warning}",
        "Say why it is listed all the same, here or on its page.",
    )


def _of_row(parts: Sequence[Change]) -> Change:
    """Return what storing a row did: its listing comes first and decides whether the row is new."""
    if parts[0] is Change.CREATED:
        return Change.CREATED
    return Change.UNCHANGED if all(part is Change.UNCHANGED for part in parts) else Change.UPDATED


def _of_this_kind(unit: Unit, form: ImportFormat, offers: Sequence[Offer], applied: Applied) -> list[Offer]:
    """Leave out what the unit has on record as another kind of listing."""
    keys = [offer.listing.provider_key for offer in offers]
    others = Listing.objects.filter(unit=unit, provider_key__in=keys).exclude(kind=form.kind.value)
    taken = set(others.values_list("provider_key", flat=True))
    reason = "Your unit has another kind of listing under this key."
    for offer in offers:
        if offer.listing.provider_key in taken:
            if offer.line is None:
                raise FileRefusedError(f"{reason} Choose another collection_key than {offer.listing.provider_key}.")
            applied.problems.append(
                Problem(offer.line, form.key_column, offer.listing.provider_key, reason, "Choose another key.")
            )
    return [offer for offer in offers if offer.listing.provider_key not in taken]


def _of_standing_identity(form: ImportFormat, offers: Sequence[Offer], applied: Applied) -> list[Offer]:
    """Leave out the cell lines whose accession Cellosaurus has deleted."""
    gone = deleted([offer.details["accession"] for offer in offers if "accession" in offer.details])
    good = []
    for offer in offers:
        accession = offer.details.get("accession")
        if accession not in gone or offer.line is None:
            good.append(offer)
            continue
        reason = f"Cellosaurus has deleted this accession. {gone[accession]}".strip()
        applied.problems.append(Problem(offer.line, form.key_column, accession, reason, "Look the line up anew."))
    return good


def _not_promised(unit: Unit, form: ImportFormat, offers: Sequence[Offer], applied: Applied) -> list[Offer]:
    """Lock the stock on record, and leave out what says that less is there than is promised."""
    keys = [offer.listing.provider_key for offer in offers]
    codes = {lot.facts.code for offer in offers for lot in offer.lots}
    rows = stock.Lot.objects.filter(listing__unit=unit, listing__provider_key__in=keys, code__in=codes)
    rows = rows.select_related("listing")
    held = {(lot.listing.provider_key, lot.code): lot for lot in locks.lock_rows(rows)}
    good = []
    for offer in offers:
        short = [lot for lot in offer.lots if _is_short(held.get((offer.listing.provider_key, lot.facts.code)), lot)]
        for lot in short:
            promised = held[offer.listing.provider_key, lot.facts.code].held
            applied.problems.append(
                Problem(
                    lot.line,
                    form.stock_column,
                    str(lot.facts.stated),
                    f"{promised} of them are promised to requests.",
                    f"Say at least {promised}, or wait until the requests are done.",
                )
            )
        if offer.line is None or not short:
            good.append(replace(offer, lots=tuple(lot for lot in offer.lots if lot not in short)))
    return good


def _is_short(row: stock.Lot | None, lot: Lot) -> bool:
    return row is not None and row.stated != lot.facts.stated and lot.facts.stated < row.held


def _facts(offers: Sequence[Offer], words: Words) -> list[ListingFacts]:
    """Return what the listings say, with their use terms stored and the words of their specimens."""
    terms: dict[UseTerms, UUID] = {}
    facts = []
    for offer in offers:
        if offer.use_terms is not None and offer.use_terms not in terms:
            terms[offer.use_terms] = store_use_terms(offer.use_terms).pk
        use_terms_id = terms[offer.use_terms] if offer.use_terms is not None else None
        found_by = (*offer.listing.words, *words.get(offer.listing.provider_key, ()))
        facts.append(replace(offer.listing, use_terms_id=use_terms_id, words=found_by))
    return facts


def _words(unit: Unit, collections: Sequence[Offer]) -> Words:
    """Return the diagnoses by which collections shall be found, as far as they may be told, by their keys."""
    keys = [offer.listing.provider_key for offer in collections]
    listings = Listing.objects.filter(unit=unit, provider_key__in=keys)
    return {listing.provider_key: common_diagnoses(listing) for listing in listings}
