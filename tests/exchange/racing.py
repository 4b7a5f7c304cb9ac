"""Things that happen at the same moment, and processes that die in the middle."""

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier, Event
from typing import Any, TypeVar

from django.db import close_old_connections, connection, transaction

from exchange.kernel.errors import DomainError

ROOT = Path(__file__).resolve().parents[2]
Result = TypeVar("Result")


def together(*acts: Callable[[], Any]) -> list[Any]:
    """Run acts in threads with connections of their own, at one moment; a refusal is a result."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        barrier.wait(timeout=30)
        return _result_of(act)

    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result(timeout=60) for future in [pool.submit(run, act) for act in acts]]


@contextmanager
def while_open(act: Callable[[], Any]) -> Iterator[None]:
    """Run an act in another thread's transaction, which commits only when this context ends."""
    done, may_commit = Event(), Event()

    def hold_open() -> None:
        try:
            with transaction.atomic():
                act()
                done.set()
                assert may_commit.wait(timeout=30)
        finally:
            done.set()
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(hold_open)
        try:
            assert done.wait(timeout=30)
            yield
        finally:
            may_commit.set()
            future.result(timeout=60)


def waiting(act: Callable[[], Result], pool: ThreadPoolExecutor) -> "Future[Result | DomainError]":
    """Start an act in a thread and return once it waits for a lock."""
    future = pool.submit(_result_of, act)
    for _ in range(600):
        if future.done() or _somebody_waits():
            return future
        Event().wait(0.05)
    raise AssertionError("Nobody waits.")


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        (count,) = cursor.fetchone()
    return bool(count)


def _result_of(act: Callable[[], Result]) -> Result | DomainError:
    try:
        return act()
    except DomainError as refusal:
        return refusal
    finally:
        connection.close()


def killed_before_commit(code: str, **names: object) -> None:
    """Run code in a transaction of a process of its own that dies by SIGKILL before it commits.

    Args:
        code: statements; `now` is the present.
        names: further names in it, as texts.
    """
    script = f"""
import django, os, signal
django.setup()
from django.db import transaction
from exchange.kernel import clock
now = clock.now()
{chr(10).join(f"{name} = {str(value)!r}" for name, value in names.items())}
with transaction.atomic():
{textwrap.indent(textwrap.dedent(code).strip(), "    ")}
    os.kill(os.getpid(), signal.SIGKILL)
"""
    address, question, options = os.environ["DATABASE_URL"].partition("?")
    database = f"{address.rpartition('/')[0]}/{connection.settings_dict['NAME']}{question}{options}"
    process = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "exchange.settings.test", "DATABASE_URL": database},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert process.returncode == -signal.SIGKILL, process.stderr
    close_old_connections()
