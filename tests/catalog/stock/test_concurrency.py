"""Holds under real concurrency: threads with connections of their own, and processes that are killed."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.db import close_old_connections, connection

from catalog.stock import operations
from catalog.stock.models import Hold, Lot, Movement
from catalog.stock.states import HoldState
from exchange.kernel.errors import Refused, WrongState
from exchange.kernel.ids import new_id
from tests.factories.stock import LotFactory

pytestmark = pytest.mark.django_db(transaction=True)

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
LATER = NOW + timedelta(days=14)
ROOT = Path(__file__).resolve().parents[3]


def together(clients: int, act: Callable[[int], Any]) -> list[Any]:
    """Run the act in so many threads at one moment and return what each returned or was refused with."""
    barrier = Barrier(clients)

    def run(number: int) -> object:
        try:
            barrier.wait(timeout=30)
            return act(number)
        except (Refused, WrongState) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(clients) as pool:
        return list(pool.map(run, range(clients)))


def counts(lot: Lot) -> tuple[int, int]:
    """Return on hand and held as stored."""
    return Lot.objects.values_list("on_hand", "held").get(pk=lot.pk)


def test_twenty_clients_share_seven_vials() -> None:
    lot = LotFactory.create(on_hand=7)

    results = together(
        20,
        lambda _: operations.place_hold(lot=lot, quantity=1, reference=new_id(), expires_at=LATER, by=None, now=NOW),
    )

    assert sum(isinstance(result, Hold) for result in results) == 7
    assert {result.code for result in results if isinstance(result, Refused)} == {"NOT_ENOUGH"}
    assert counts(lot) == (7, 7)
    assert Hold.objects.filter(lot=lot).count() == 7


def test_baskets_over_the_same_lots_never_wait_in_a_circle() -> None:
    lots = LotFactory.create_batch(4, on_hand=5)

    results = together(
        10,
        lambda number: operations.place_holds(
            wanted=[(lot, 1) for lot in (lots if number % 2 else reversed(lots))],
            reference=new_id(),
            expires_at=LATER,
            by=None,
            now=NOW,
        ),
    )

    assert sum(isinstance(result, list) for result in results) == 5
    assert [counts(lot) for lot in lots] == [(5, 5)] * 4


def test_the_same_line_submitted_by_many_holds_once() -> None:
    lot, reference = LotFactory.create(on_hand=7), new_id()

    results = together(
        8,
        lambda _: operations.place_hold(lot=lot, quantity=2, reference=reference, expires_at=LATER, by=None, now=NOW),
    )

    assert len({hold.pk for hold in results}) == 1
    assert counts(lot) == (7, 2)


def test_release_raced_by_two_moves_stock_once() -> None:
    lot = LotFactory.create(on_hand=7)
    hold = operations.place_hold(lot=lot, quantity=3, reference=new_id(), expires_at=LATER, by=None, now=NOW)

    results = together(2, lambda _: operations.release_hold(hold=hold, by=None, now=NOW))

    assert sorted(type(result).__name__ for result in results) == ["Hold", "WrongState"]
    assert counts(lot) == (4, 0)
    assert Movement.objects.get().delta == -3


def test_release_and_expiry_and_freeing_at_one_moment_end_a_hold_once() -> None:
    lot = LotFactory.create(on_hand=60)
    holds = [
        operations.place_hold(
            lot=lot, quantity=1, reference=new_id(), expires_at=NOW + timedelta(hours=1), by=None, now=NOW
        )
        for _ in range(12)
    ]
    in_time, too_late = NOW + timedelta(minutes=59), NOW + timedelta(hours=1)
    acts: list[Callable[[Hold], object]] = [
        lambda hold: operations.release_hold(hold=hold, by=None, now=in_time),
        lambda hold: operations.free_holds(reference=hold.reference, by=None, now=in_time),
        lambda _: operations.expire_holds(now=too_late),
    ]

    together(36, lambda number: acts[number % 3](holds[number // 3]))
    operations.expire_holds(now=too_late)

    ended = list(Hold.objects.values_list("state", flat=True))
    released = ended.count(HoldState.RELEASED)
    assert HoldState.ACTIVE not in ended
    assert counts(lot) == (60 - released, 0)
    assert Movement.objects.count() == released


def test_two_sweepers_end_each_hold_once() -> None:
    lot = LotFactory.create(on_hand=40)
    for _ in range(40):
        operations.place_hold(lot=lot, quantity=1, reference=new_id(), expires_at=LATER, by=None, now=NOW)

    ended = together(4, lambda _: operations.expire_holds(now=LATER))
    ended.append(operations.expire_holds(now=LATER))

    assert sum(ended) == 40
    assert counts(lot) == (40, 0)


KILLED = """
import os, signal, sys, uuid
from datetime import datetime, UTC, timedelta
import django
django.setup()
from django.db import connection, transaction
from catalog.stock import operations
from catalog.stock.models import Hold, Lot
now = datetime(2026, 3, 2, 12, tzinfo=UTC)
with transaction.atomic():
    if sys.argv[1] == "place":
        operations.place_hold(
            lot=Lot.objects.get(pk=sys.argv[2]), quantity=2, reference=uuid.uuid4(),
            expires_at=now + timedelta(days=1), by=None, now=now)
    else:
        operations.release_hold(hold=Hold.objects.get(pk=sys.argv[2]), by=None, now=now)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def killed_in_the_middle(command: str, key: object) -> None:
    """Run a command in a process of its own that dies before its transaction is committed."""
    address = connection.settings_dict
    url = os.environ["DATABASE_URL"]
    process = subprocess.run(
        [sys.executable, "-c", KILLED, command, str(key)],
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "exchange.settings.test",
            "DATABASE_URL": with_database(url, str(address["NAME"])),
        },
        check=False,
        timeout=60,
    )
    assert process.returncode == -signal.SIGKILL
    close_old_connections()


def with_database(url: str, name: str) -> str:
    """Return the address with another database in it."""
    address, question, options = url.partition("?")
    return address.rpartition("/")[0] + "/" + name + question + options


def test_a_process_killed_while_placing_leaves_nothing_behind() -> None:
    lot = LotFactory.create(on_hand=2)

    killed_in_the_middle("place", lot.pk)

    assert counts(lot) == (2, 0)
    assert not Hold.objects.exists()
    operations.place_hold(lot=lot, quantity=2, reference=new_id(), expires_at=LATER, by=None, now=NOW)
    assert counts(lot) == (2, 2)


def test_a_process_killed_while_releasing_leaves_the_hold_as_it_was() -> None:
    lot = LotFactory.create(on_hand=2)
    hold = operations.place_hold(lot=lot, quantity=2, reference=new_id(), expires_at=LATER, by=None, now=NOW)

    killed_in_the_middle("release", hold.pk)

    assert counts(lot) == (2, 2)
    assert not Movement.objects.exists()
    operations.release_hold(hold=hold, by=None, now=NOW)
    assert counts(lot) == (0, 0)
