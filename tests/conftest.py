"""Start a throwaway PostgreSQL before Django loads, unless DATABASE_URL names a server."""

import os
import shutil
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path

import django
import pgtrigger
import pytest
from django.test import TransactionTestCase
from hypothesis import Phase, settings

from deploy.stack.errors import InUseError
from deploy.stack.postgres import UNSAFE_AND_QUICK, Cluster
from tests import needs

THROWAWAY = "reagora-test-"
ROOT = Path(__file__).resolve().parent.parent
CLUSTER = pytest.StashKey[Cluster]()
# Explaining a failure traces every line of every example, which makes those that ask the database several times slower.
settings.register_profile("reagora", phases=[phase for phase in Phase if phase is not Phase.explain])
settings.load_profile("reagora")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Set Django up once the server runs; named in pyproject.toml, pytest-django would read the settings earlier."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "exchange.settings.test"
    if not os.environ.get("DATABASE_URL"):
        os.environ["DATABASE_URL"] = start_cluster(config)
    django.setup()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what drives a browser where there is none, and say how to get one."""
    if needs.CHROMIUM:
        return
    for item in items:
        if item.get_closest_marker("e2e"):
            item.add_marker(pytest.mark.skip(reason=needs.how_to_get("chromium")))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With REQUIRE_ALL set, a skipped test is a failed one: where everything is installed, nothing may be left out."""
    report = yield
    if report.skipped and os.environ.get("REQUIRE_ALL"):
        report.outcome = "failed"
        report.longrepr = f"skipped, though REQUIRE_ALL is set: {report.longrepr}"
    return report


def start_cluster(config: pytest.Config) -> str:
    """Start PostgreSQL for this run and return its address."""
    folder = Path(os.environ.get("DATA_DIR") or ROOT / "var").absolute() / "postgres-test"
    cluster = Cluster(folder, UNSAFE_AND_QUICK)
    try:
        cluster.start()
    except InUseError:
        # Another run is at work here, and two runs must not share a test database.
        cluster = Cluster(Path(tempfile.mkdtemp(prefix=THROWAWAY)) / "postgres", UNSAFE_AND_QUICK)
        cluster.start()
    config.stash[CLUSTER] = cluster
    return cluster.url


def pytest_unconfigure(config: pytest.Config) -> None:
    cluster = config.stash.get(CLUSTER, None)
    if cluster is None:
        return
    cluster.stop()
    if cluster.wished_folder.parent.name.startswith(THROWAWAY):
        shutil.rmtree(cluster.folder, ignore_errors=True)
        shutil.rmtree(cluster.wished_folder.parent, ignore_errors=True)


@pytest.fixture(autouse=True, scope="session")
def empty_tables_past_their_triggers() -> Iterator[None]:
    """Let a test that commits be followed by TRUNCATE, which append-only tables refuse to everybody else."""
    empty = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined] # left out of the stubs

    def past_the_triggers(self: TransactionTestCase) -> None:
        with pgtrigger.ignore():
            empty(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", past_the_triggers)
        yield


@pytest.fixture
def undelivered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the outbox undelivered in a test that commits, so that no document is typeset that it does not look at."""
    monkeypatch.setattr("exchange.kernel.outbox._wake_relay", lambda: None)
