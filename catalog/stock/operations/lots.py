"""Store what units have in the freezer."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.db import transaction

from catalog.listings.facts import Change, strongest
from catalog.listings.models import Listing
from catalog.stock.errors import StockCode
from catalog.stock.facts import LotFacts, SpecimenFacts
from catalog.stock.models import Lot, Movement, Specimen
from exchange.kernel import bulk, locks
from exchange.kernel.errors import InvalidInput, Refused

Key = tuple[UUID, str]

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


OWN, OF_SPECIMEN = attrgetter(*FACTS), attrgetter(*SPECIMEN_FACTS)


@transaction.atomic
def store_lots(*, facts: Mapping[Listing, Sequence[LotFacts]], now: datetime) -> dict[Key, Change]:
    """Make the stock of these listings what the provider says, and return what was done by key of listing and code.

    A number counts as said once: repeated, it changes nothing, whatever was shipped meanwhile; another number sets
    what is on hand, and a movement says by how much. It is a step of a larger command, which writes the audit row.

    Raises:
        InvalidInput: a code comes twice in a listing, or an amount or a concentration has no unit that is known.
        Refused: fewer are said to be there than are promised (NOT_ENOUGH).
    """
    wanted = {(listing.pk, one.code): one for listing, lots in facts.items() for one in lots}
    if len(wanted) < sum(map(len, facts.values())):
        raise InvalidInput("code", "A code is named twice in a listing.")
    for one in wanted.values():
        one.check_units()
    rows = Lot.objects.filter(listing__in=facts, code__in=[one.code for one in wanted.values()])
    lots = {key: lot for lot in locks.lock_rows(rows) if (key := (lot.listing_id, lot.code)) in wanted}
    changes = {}
    movements = []
    for key, one in wanted.items():
        delta = _delta(lots.get(key), one)
        changes[key] = _put(lots, key, one, now)
        if delta:
            movements.append(Movement(created_at=now, lot_id=lots[key].pk, delta=delta, reason=IMPORTED))
    _save(Lot, lots, changes, (*FACTS, "stated"))
    bulk.insert(movements)
    kept = [lots[key].pk for key, change in changes.items() if change is not Change.CREATED]
    specimens = _store_specimens({key: one.specimen for key, one in wanted.items() if one.specimen}, lots, kept)
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


def _put(lots: dict[Key, Lot], key: Key, facts: LotFacts, now: datetime) -> Change:
    """Set the facts on the stored lot, or add a new one to those stored."""
    lot = lots.get(key)
    own = dict(zip(FACTS, OWN(facts), strict=True))
    if lot is None:
        lots[key] = Lot(created_at=now, listing_id=key[0], code=facts.code, on_hand=0, stated=facts.stated, **own)
        return Change.CREATED
    if lot.stated == facts.stated and OWN(lot) == OWN(facts):
        return Change.UNCHANGED
    for name, value in own.items():
        setattr(lot, name, value)
    lot.stated = facts.stated
    return Change.UPDATED


def _store_specimens(
    wanted: Mapping[Key, SpecimenFacts], lots: Mapping[Key, Lot], kept: Collection[UUID]
) -> dict[Key, Change]:
    """Make the specimens what the provider says.

    Args:
        kept: keys of the lots that were on record before, whose specimens may be too.
    """
    by_lot = {row.pk: row for row in Specimen.objects.filter(lot__in=kept)} if kept else {}
    rows = {key: by_lot[lots[key].pk] for key in wanted if lots[key].pk in by_lot}
    changes = {}
    for key, facts in wanted.items():
        values = dict(zip(SPECIMEN_FACTS, OF_SPECIMEN(facts), strict=True))
        values["associated_data"] = list(facts.associated_data)
        if facts.consent_id is None:
            del values["consent_id"]
        if key not in rows:
            rows[key] = Specimen(lot_id=lots[key].pk, **values)
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
    bulk.insert(done[Change.CREATED])
    model.objects.bulk_update(done[Change.UPDATED], list(fields), batch_size=BATCH)
