"""Imports that crash at any point, or run twice at once, end as one that ran once."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from celery import current_app
from django.db import connection

from catalog.consent.models import ConsentRecord
from catalog.interchange import operations, tasks
from catalog.interchange.models import ImportRun
from catalog.interchange.operations import applying, runs
from catalog.listings.models import Listing
from catalog.stock.models import Lot, Movement, Specimen
from exchange.kernel import outbox
from exchange.kernel.models import OutboxEvent
from exchange.parties.models import Person, Unit
from tests.factories.interchange import COLLECTION, NOW, counts, importer, problems, samples, started

ROOT = Path(__file__).resolve().parents[3]
ROWS = samples("S1 P1", "S2 P2", " P3", "S4 P1", "S2 P9")
OPTIONS = {
    **COLLECTION,
    "consent_form": "BC@2",
    "consent_title": "Broad consent",
    "consent_terms": "HMB",
    "consents_given": "yes",
}
RESULT = ((5, 3, 0, 0, 2), [(8, "SAMPLE_ID", ""), (10, "SAMPLE_ID", "S2")])


def ask(by: Person, unit: Unit) -> ImportRun:
    return started(ROWS, "cbioportal_samples", by, unit, OPTIONS)


def stored() -> dict[str, int]:
    models = (Listing, Lot, Specimen, Movement, ConsentRecord)
    return {model.__name__: model.objects.count() for model in models}


NOTHING = {"Listing": 0, "Lot": 0, "Specimen": 0, "Movement": 0, "ConsentRecord": 0}
ALL = {"Listing": 1, "Lot": 3, "Specimen": 3, "Movement": 3, "ConsentRecord": 2}


@pytest.fixture(autouse=True)
def no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the tests' tasks, which run in the calling process, from running what was only asked for."""
    monkeypatch.setattr(outbox, "_wake_relay", lambda: None)


class CrashError(Exception):
    """A crash of ours in the middle of a run."""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("place", "name"),
    [
        (runs, "_without_repetitions"),
        (runs, "apply"),
        (applying, "with_consents"),
        (applying, "store_listings"),
        (applying, "store_details"),
        (applying, "store_lots"),
        (runs, "_write_problems"),
        (runs, "_finish"),
    ],
)
@pytest.mark.parametrize("is_after", [False, True])
def test_a_crash_at_any_point_leaves_nothing_and_a_second_try_everything(
    monkeypatch: pytest.MonkeyPatch, place: Any, name: str, *, is_after: bool
) -> None:
    run = ask(*importer())
    real = getattr(place, name)

    def crashing(*args: Any, **kwargs: Any) -> Any:
        if is_after:
            result = real(*args, **kwargs)
            list(result) if name == "_without_repetitions" else None
        raise CrashError

    with monkeypatch.context() as patch:
        patch.setattr(place, name, crashing)
        with pytest.raises(CrashError):
            operations.run_import(run=run, now=NOW)
    run.refresh_from_db()
    assert (run.state, stored()) == ("running", NOTHING)
    assert not run.problems.exists()

    again = operations.run_import(run=run, now=NOW)

    assert (again.state, counts(again), problems(again)) == ("done", *RESULT)
    assert stored() == ALL
    assert OutboxEvent.objects.filter(name="ImportFinished").count() == 1


KILLED = """
import os, signal, sys
import django
django.setup()
from catalog.interchange import operations
from catalog.interchange.models import ImportRun
from catalog.interchange.operations import runs
from exchange.kernel import clock

def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)

setattr(runs, sys.argv[2], die)
operations.run_import(run=ImportRun.objects.get(pk=sys.argv[1]), now=clock.now())
"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["_without_repetitions", "_write_problems", "_finish"])
def test_a_killed_worker_leaves_nothing_and_a_second_everything(name: str) -> None:
    run = ask(*importer())
    address, question, parameters = os.environ["DATABASE_URL"].partition("?")
    url = f"{address.rpartition('/')[0]}/{connection.settings_dict['NAME']}{question}{parameters}"

    process = subprocess.run(
        [sys.executable, "-c", KILLED, str(run.pk), name],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "exchange.settings.test"},
        check=False,
        timeout=60,
    )

    assert process.returncode == -signal.SIGKILL
    run.refresh_from_db()
    assert (run.state, stored()) == ("running", NOTHING)
    tasks.run_import.delay(str(run.pk))
    run.refresh_from_db()
    assert (run.state, counts(run), problems(run), stored()) == ("done", *RESULT, ALL)


def together(acts: list[Callable[[], Any]]) -> list[Any]:
    barrier = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            barrier.wait(timeout=30)
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


@pytest.mark.django_db(transaction=True)
def test_one_run_by_two_workers_at_once_is_stored_once() -> None:
    run = ask(*importer())

    ended = together([lambda: operations.run_import(run=run, now=NOW)] * 3)

    assert [(one.state, counts(one)) for one in ended] == [("done", RESULT[0])] * 3
    assert problems(run) == RESULT[1]
    assert stored() == ALL
    assert OutboxEvent.objects.filter(name="ImportFinished").count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_file_imported_by_two_at_once_is_stored_once() -> None:
    by, unit = importer()
    asked = [ask(by, unit), ask(by, unit), ask(importer(unit)[0], unit)]

    ended = together([lambda run=run: operations.run_import(run=run, now=NOW) for run in asked])  # type: ignore[misc]

    assert sorted(counts(run) for run in ended) == [(5, 0, 0, 3, 2), (5, 0, 0, 3, 2), (5, 3, 0, 0, 2)]
    assert stored() == ALL


@pytest.mark.django_db
def test_an_import_that_keeps_crashing_is_given_up_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    run = ask(*importer())
    tries = []

    def crash(**_: Any) -> None:
        tries.append(1)
        raise CrashError

    monkeypatch.setattr(operations, "run_import", crash)
    # Eager tasks run their next attempt at once, unless errors are to reach the caller.
    monkeypatch.setitem(current_app.conf, "task_eager_propagates", False)

    tasks.run_import.delay(str(run.pk))

    run.refresh_from_db()
    assert (len(tries), run.state, stored()) == (tasks.ATTEMPTS, "failed", NOTHING)
    assert run.failure == "The import stopped on an error that is ours, not the file's. Nothing was stored."
    assert OutboxEvent.objects.filter(name="ImportFinished").count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("place", ["_without_repetitions", "_store", "_require_unended", "apply"])
def test_an_import_that_is_cancelled_on_the_way_stores_nothing(monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    by, unit = importer()
    run = started(ROWS, "cbioportal_samples", by, unit, OPTIONS)
    real = getattr(runs, place)

    def cancel() -> None:
        operations.cancel_import(run=run, by=by, now=NOW)
        connection.close()

    def cancelled(*args: Any, **kwargs: Any) -> Any:
        with ThreadPoolExecutor(1) as elsewhere:
            elsewhere.submit(cancel).result()
        return real(*args, **kwargs)

    monkeypatch.setattr(runs, place, cancelled)
    ended = operations.run_import(run=run, now=NOW)

    assert (ended.state, ended.finished_at is not None, stored()) == ("cancelled", True, NOTHING)
    assert not ended.problems.exists()
    assert not OutboxEvent.objects.filter(name="ImportFinished").exists()
