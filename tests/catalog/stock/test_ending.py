"""Holds: freed, released or expired, each once."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from catalog.stock import operations
from catalog.stock.errors import StockCode
from catalog.stock.models import Hold, Lot, Movement
from catalog.stock.states import HoldState
from exchange.kernel.errors import Refused, WrongState
from exchange.kernel.ids import new_id
from exchange.kernel.models import AuditEvent, OutboxEvent
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
