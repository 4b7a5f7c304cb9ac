"""Holds: placed, freed, released, expired."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from catalog.stock import operations, queries
from catalog.stock.errors import StockCode
from catalog.stock.models import Hold, Lot, Movement
from catalog.stock.states import HoldState
from exchange.kernel.errors import InvalidInput, NotFound, Refused, WrongState
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


def test_free_holds_gives_back_and_is_repeatable() -> None:
    lot, reference = LotFactory.create(), new_id()
    hold = place(lot, 4, reference)

    assert operations.free_holds(reference=reference, by=None, now=NOW) == [hold]
    assert operations.free_holds(reference=reference, by=None, now=NOW) == []
    hold.refresh_from_db()
    assert (hold.state, hold.ended_at) == (HoldState.FREED, NOW)
    assert counts(lot) == (7, 0)
    assert AuditEvent.objects.filter(command="stock.free_holds").count() == 1


def test_free_holds_leaves_what_was_released() -> None:
    lot, reference = LotFactory.create(), new_id()
    operations.release_hold(hold=place(lot, 4, reference), by=None, now=NOW)

    assert operations.free_holds(reference=reference, by=None, now=NOW) == []
    assert counts(lot) == (3, 0)


def test_release_hold_moves_stock_once() -> None:
    lot = LotFactory.create()
    hold = place(lot, 4)

    released = operations.release_hold(hold=hold, by=None, now=NOW)

    assert (released.state, released.ended_at) == (HoldState.RELEASED, NOW)
    assert counts(lot) == (3, 0)
    assert list(Movement.objects.values_list("lot", "delta", "hold", "reason")) == [(lot.pk, -4, hold.pk, "shipment")]
    with pytest.raises(WrongState):
        operations.release_hold(hold=hold, by=None, now=NOW)
    assert counts(lot) == (3, 0)
    assert Movement.objects.count() == 1


def test_release_hold_past_its_expiry_is_refused() -> None:
    lot = LotFactory.create()
    hold = place(lot, 4)

    with pytest.raises(Refused) as refusal:
        operations.release_hold(hold=hold, by=None, now=LATER)

    assert refusal.value.code is StockCode.HOLD_EXPIRED
    assert counts(lot) == (7, 4)


@pytest.mark.parametrize("end", ["free", "expire"])
def test_release_hold_that_ended_otherwise_is_a_wrong_state(end: str) -> None:
    lot, reference = LotFactory.create(), new_id()
    hold = place(lot, 4, reference)
    if end == "free":
        operations.free_holds(reference=reference, by=None, now=NOW)
    else:
        operations.expire_holds(now=LATER)

    with pytest.raises(WrongState):
        operations.release_hold(hold=hold, by=None, now=NOW)

    assert counts(lot) == (7, 0)


def test_release_holds_is_all_or_nothing() -> None:
    lot = LotFactory.create()
    good, freed_reference = place(lot, 1), new_id()
    freed = place(lot, 1, freed_reference)
    operations.free_holds(reference=freed_reference, by=None, now=NOW)

    with pytest.raises(WrongState):
        operations.release_holds(holds=[good, freed], by=None, now=NOW)

    good.refresh_from_db()
    assert good.state == HoldState.ACTIVE
    assert counts(lot) == (7, 1)


def test_expire_holds_ends_only_what_has_run_out() -> None:
    lot, reference = LotFactory.create(), new_id()
    overdue, live = place(lot, 4, reference), place(lot, 2, expires_at=LATER + timedelta(seconds=1))

    assert operations.expire_holds(now=LATER - timedelta(seconds=1)) == 0
    assert operations.expire_holds(now=LATER) == 1
    assert operations.expire_holds(now=LATER) == 0

    overdue.refresh_from_db()
    live.refresh_from_db()
    assert (overdue.state, overdue.ended_at, live.state) == (HoldState.EXPIRED, LATER, HoldState.ACTIVE)
    assert counts(lot) == (7, 2)
    assert [event.payload for event in OutboxEvent.objects.filter(name="HoldExpired")] == [
        {"hold_id": str(overdue.pk), "reference": str(reference)}
    ]


def test_expire_holds_takes_more_than_one_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operations.holds, "SWEEP", 2)
    lot = LotFactory.create()
    for _ in range(5):
        place(lot, 1)

    assert operations.expire_holds(now=LATER) == 5
    assert counts(lot) == (7, 0)


def test_database_refuses_to_oversell_by_any_path() -> None:
    lot = LotFactory.create()

    with pytest.raises(IntegrityError, match="lot_never_oversold"), transaction.atomic():
        Lot.objects.filter(pk=lot.pk).update(held=8)


def test_database_refuses_to_revive_or_change_a_hold() -> None:
    lot, reference = LotFactory.create(), new_id()
    hold = place(lot, 2, reference)
    operations.free_holds(reference=reference, by=None, now=NOW)

    with pytest.raises(DatabaseError, match="Invalid transition"), transaction.atomic():
        Hold.objects.filter(pk=hold.pk).update(state=HoldState.ACTIVE, ended_at=None)
    with pytest.raises(DatabaseError, match=r"Cannot update|frozen"), transaction.atomic():
        Hold.objects.filter(pk=hold.pk).update(quantity=1)
    with pytest.raises(DatabaseError, match="Cannot delete"), transaction.atomic():
        hold.delete()


def test_database_moves_stock_by_movements_only() -> None:
    lot = LotFactory.create()
    with pytest.raises(DatabaseError, match="changes by a movement only"), transaction.atomic():
        Lot.objects.filter(pk=lot.pk).update(on_hand=100)
    Movement.objects.create(lot=lot, delta=-2, reason="broken")
    assert counts(lot) == (5, 0)


def committing(change: Callable[[], object]) -> None:
    """Make a change and check what is otherwise checked on commit."""
    with transaction.atomic():
        change()
        connection.check_constraints()


def test_database_keeps_the_count_of_holds() -> None:
    lot = LotFactory.create()
    hold = place(lot, 2)
    held = Hold.objects.filter(pk=hold.pk)
    for change, sentence in (
        (lambda: Lot.objects.filter(pk=lot.pk).update(held=0), "not what its holds|not in the count"),
        (lambda: held.update(state="freed", ended_at=NOW), "not what its holds|not in the count"),
        (lambda: held.update(expires_at=LATER + timedelta(days=1)), "Cannot update"),
        (lambda: Movement.objects.create(lot=lot, delta=-2, hold=hold, reason="shipment"), "does not take"),
    ):
        with pytest.raises(DatabaseError, match=sentence):
            committing(change)
    assert counts(lot) == (7, 2)


def test_database_refuses_a_release_without_a_movement() -> None:
    lot = LotFactory.create()
    hold = place(lot, 2)

    def release() -> None:
        Lot.objects.filter(pk=lot.pk).update(held=0)
        Hold.objects.filter(pk=hold.pk).update(state="released", ended_at=NOW)

    with pytest.raises(DatabaseError, match="released without a movement"):
        committing(release)
