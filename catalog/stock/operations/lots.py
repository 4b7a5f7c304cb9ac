"""Store what units have in the freezer."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from catalog.listings.facts import Change, strongest
from catalog.listings.models import Listing
from catalog.stock.errors import StockCode
from catalog.stock.facts import LotFacts, SpecimenFacts
from catalog.stock.models import Lot, Movement, Specimen
from exchange.kernel import locks
from exchange.kernel.errors import InvalidInput, Refused

BATCH = 500
IMPORTED = "import"
FACTS = (
    "unit",
    "passage_number",
    "passage_most",
    "mycoplasma_tested_on",
    "mycoplasma_method",
    "biosafety_level",
    "culture_medium",
    "freeze_medium",
    "frozen_on",
    "expires_on",
    "amount",
    "amount_unit",
    "concentration",
    "concentration_unit",
    "container",
    "position",
)
SPECIMEN_FACTS = (
    "consent_id",
    "donor_pseudonym",
    "material",
    "sample_type",
    "anatomical_site",
    "diagnosis",
    "diagnosis_code",
    "anatomical_site_code",
    "sex",
    "age",
    "age_unit",
    "collected",
    "sprec",
    "sprec_version",
    "storage_temperature",
    "preservation",
    "freeze_thaw_count",
    "associated_data",
    "protocol_id",
)


@transaction.atomic
def store_lots(*, facts: Mapping[Listing, Sequence[LotFacts]], now: datetime) -> dict[tuple[Listing, str], Change]:
    """Make the stock of these listings what the provider says, and return what was done by listing and code.

    A number counts as said once: repeated, it changes nothing, whatever was shipped meanwhile; another number sets
    what is on hand, and a movement says by how much. It is a step of a larger command, which writes the audit row.

    Raises:
        InvalidInput: a code comes twice in a listing, or an amount or a concentration has no unit that is known.
        Refused: fewer are said to be there than are promised (NOT_ENOUGH).
    """
    wanted = {(listing, one.code): one for listing, lots in facts.items() for one in lots}
    if len(wanted) < sum(map(len, facts.values())):
        raise InvalidInput("code", "A code is named twice in a listing.")
    for one in wanted.values():
        one.check_units()
    listings = {listing.pk: listing for listing in facts}
    lots = {
        (listings[lot.listing_id], lot.code): lot
        for lot in locks.lock_rows(
            Lot.objects.filter(listing__in=listings, code__in=[one.code for one in wanted.values()])
        )
        if (listings[lot.listing_id], lot.code) in wanted
    }
    changes = {}
    movements = []
    for key, one in wanted.items():
        delta = _delta(lots.get(key), one)
        changes[key] = _put(lots, key, one)
        if delta:
            movements.append(Movement(lot=lots[key], delta=delta, reason=IMPORTED))
    _save(Lot, lots, changes, (*FACTS, "stated"))
    Movement.objects.bulk_create(movements, batch_size=BATCH)
    specimens = _store_specimens({key: one.specimen for key, one in wanted.items() if one.specimen}, lots)
    return {key: strongest([change, specimens.get(key, Change.UNCHANGED)]) for key, change in changes.items()}


def _delta(lot: Lot | None, facts: LotFacts) -> int:
    """Return by how much the provider's word changes what is on hand."""
    if lot is None:
        return facts.stated
    if lot.stated == facts.stated:
        return 0
    if facts.stated < lot.held:
        raise Refused(
            StockCode.NOT_ENOUGH,
            f"{lot.held} of {lot.code} are promised, so there cannot be {facts.stated}.",
            field="stated",
            lot=str(lot.pk),
            held=lot.held,
        )
    return facts.stated - lot.on_hand


def _put(lots: dict[tuple[Listing, str], Lot], key: tuple[Listing, str], facts: LotFacts) -> Change:
    """Set the facts on the stored lot, or add a new one to those stored."""
    lot = lots.get(key)
    if lot is None:
        lots[key] = Lot(listing=key[0], code=facts.code, on_hand=0, stated=facts.stated, **_own(facts))
        return Change.CREATED
    if lot.stated == facts.stated and all(getattr(lot, name) == value for name, value in _own(facts).items()):
        return Change.UNCHANGED
    for name, value in _own(facts).items():
        setattr(lot, name, value)
    lot.stated = facts.stated
    return Change.UPDATED


def _own(facts: LotFacts) -> dict[str, Any]:
    return {name: getattr(facts, name) for name in FACTS}


def _store_specimens(
    wanted: Mapping[tuple[Listing, str], SpecimenFacts], lots: Mapping[tuple[Listing, str], Lot]
) -> dict[tuple[Listing, str], Change]:
    by_lot = {row.pk: row for row in Specimen.objects.filter(lot__in=[lots[key].pk for key in wanted])}
    rows = {key: by_lot[lots[key].pk] for key in wanted if lots[key].pk in by_lot}
    changes = {}
    for key, facts in wanted.items():
        values = {name: getattr(facts, name) for name in SPECIMEN_FACTS}
        values["associated_data"] = list(facts.associated_data)
        if facts.consent_id is None:
            del values["consent_id"]
        if key not in rows:
            rows[key] = Specimen(lot=lots[key], **values)
            changes[key] = Change.CREATED
            continue
        differs = any(getattr(rows[key], name) != value for name, value in values.items())
        changes[key] = Change.UPDATED if differs else Change.UNCHANGED
        for name, value in values.items():
            setattr(rows[key], name, value)
    _save(Specimen, rows, changes, SPECIMEN_FACTS)
    return changes


def _save(model: Any, rows: Mapping[Any, Any], changes: Mapping[Any, Change], fields: Iterable[str]) -> None:
    done = {change: [rows[key] for key in changes if changes[key] is change] for change in Change}
    model.objects.bulk_create(done[Change.CREATED], batch_size=BATCH)
    model.objects.bulk_update(done[Change.UPDATED], list(fields), batch_size=BATCH)
