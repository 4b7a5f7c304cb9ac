"""Holds: placed, all or none, and never more than there is."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from catalog.stock import operations, queries
from catalog.stock.errors import StockCode
from catalog.stock.models import Hold, Lot
from catalog.stock.states import HoldState
from exchange.kernel.errors import InvalidInput, NotFound, Refused
from exchange.kernel.ids import new_id
from exchange.kernel.models import AuditEvent, OutboxEvent
from tests.factories.parties import PersonFactory
from tests.factories.stock import LotFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
LATER = NOW + timedelta(days=14)


def place(lot: Lot, quantity: int, reference: UUID | None = None, **changes: Any) -> Hold:
    fields: dict[str, Any] = {"lot": lot, "quantity": quantity, "reference": reference or new_id(), "expires_at": LATER}
    return operations.place_hold(**fields | {"by": None, "now": NOW} | changes)


def counts(lot: Lot) -> tuple[int, int]:
    """Return on hand and held as stored."""
    return Lot.objects.values_list("on_hand", "held").get(pk=lot.pk)


def test_place_hold_promises_and_leaves_an_audit_row() -> None:
    lot, person, reference = LotFactory.create(), PersonFactory.create(), new_id()

    hold = place(lot, 3, reference, by=person)

    assert (hold.lot_id, hold.quantity, hold.state, hold.expires_at) == (lot.pk, 3, HoldState.ACTIVE, LATER)
    assert counts(lot) == (7, 3)
    assert list(queries.holds_of(reference)) == [hold]
    row = AuditEvent.objects.get(subject_id=str(hold.pk))
    assert (row.command, row.actor_id) == ("stock.place_hold", str(person.pk))
    assert row.inputs == {"quantity": 3, "reference": str(reference), "expires_at": LATER.isoformat()}


def test_place_hold_refuses_more_than_there_is() -> None:
    lot = LotFactory.create()
    place(lot, 5)

    with pytest.raises(Refused) as refusal:
        place(lot, 3)

    assert refusal.value.code is StockCode.NOT_ENOUGH
    assert refusal.value.params == {"lot": str(lot.pk), "wanted": 3, "available": 2}
    assert counts(lot) == (7, 5)


def test_place_hold_repeated_returns_the_first() -> None:
    lot, reference = LotFactory.create(), new_id()
    first = place(lot, 2, reference)

    assert place(lot, 2, reference, expires_at=LATER + timedelta(days=9)) == first
    assert counts(lot) == (7, 2)
    assert Hold.objects.get().expires_at == LATER


def test_place_hold_of_another_quantity_is_refused() -> None:
    lot, reference = LotFactory.create(), new_id()
    place(lot, 2, reference)

    with pytest.raises(Refused) as refusal:
        place(lot, 3, reference)

    assert refusal.value.code is StockCode.HOLD_DIFFERS
    assert counts(lot) == (7, 2)


def test_place_hold_after_release_is_refused() -> None:
    lot, reference = LotFactory.create(), new_id()
    operations.release_hold(hold=place(lot, 2, reference), by=None, now=NOW)

    with pytest.raises(Refused) as refusal:
        place(lot, 2, reference)

    assert refusal.value.code is StockCode.HOLD_DIFFERS
    assert counts(lot) == (5, 0)


def test_place_hold_ends_what_has_run_out_on_the_lot() -> None:
    lot, overdue = LotFactory.create(on_hand=1), new_id()
    place(lot, 1, overdue)

    hold = place(lot, 1, now=LATER, expires_at=LATER + timedelta(days=1))

    assert hold.state == HoldState.ACTIVE
    assert queries.holds_of(overdue).get().state == HoldState.EXPIRED
    assert counts(lot) == (1, 1)
    event = OutboxEvent.objects.get(name="HoldExpired")
    assert event.payload == {"hold_id": str(queries.holds_of(overdue).get().pk), "reference": str(overdue)}


def test_place_holds_is_all_or_nothing() -> None:
    enough, short = LotFactory.create(), LotFactory.create(on_hand=1)

    with pytest.raises(Refused):
        operations.place_holds(wanted=[(enough, 1), (short, 2)], reference=new_id(), expires_at=LATER, by=None, now=NOW)

    assert (counts(enough), counts(short)) == ((7, 0), (1, 0))
    assert not Hold.objects.exists()


def test_place_holds_of_lines_may_share_a_lot() -> None:
    lot, other, first, second = LotFactory.create(), LotFactory.create(), new_id(), new_id()

    placed = operations.place_holds_of_lines(
        wanted={first: [(lot, 3), (other, 1)], second: [(lot, 4)]}, expires_at=LATER, by=None, now=NOW
    )

    assert {key: [(hold.lot_id, hold.quantity) for hold in holds] for key, holds in placed.items()} == {
        first: [(lot.pk, 3), (other.pk, 1)],
        second: [(lot.pk, 4)],
    }
    assert (counts(lot), counts(other)) == ((7, 7), (7, 1))


@pytest.mark.parametrize(
    ("quantity", "changes", "field"),
    [(0, {}, "quantity"), (-1, {}, "quantity"), (1, {"expires_at": NOW}, "expires_at")],
)
def test_place_hold_of_nonsense_is_invalid(quantity: int, changes: dict[str, Any], field: str) -> None:
    lot = LotFactory.create()

    with pytest.raises(InvalidInput) as refusal:
        place(lot, quantity, **changes)

    assert refusal.value.field == field
    assert counts(lot) == (7, 0)


def test_place_holds_names_each_lot_once_and_at_least_one() -> None:
    lot = LotFactory.create()

    for wanted in ([], [(lot, 1), (lot, 1)]):
        with pytest.raises(InvalidInput) as refusal:
            operations.place_holds(wanted=wanted, reference=new_id(), expires_at=LATER, by=None, now=NOW)
        assert refusal.value.field == "lots"


def test_place_hold_of_an_unknown_lot_is_not_found() -> None:
    with pytest.raises(NotFound):
        place(LotFactory.build(), 1)
