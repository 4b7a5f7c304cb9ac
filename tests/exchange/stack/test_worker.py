"""``kill -9`` of the worker in the middle of tasks loses none of them, on either broker."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from deploy.stack import demo
from deploy.stack.choices import ROOT, Choices
from deploy.stack.supervisor import Service, Supervisor
from tests import needs, servers

pytestmark = [
    pytest.mark.stack,
    pytest.mark.broker,
    pytest.mark.slow,
    # A worker is another process: it sees only what is committed.
    pytest.mark.django_db(transaction=True),
]

TASKS = 6
DEADLINE_S = 60.0


@pytest.fixture(scope="module")
def rabbitmq_url() -> Iterator[str]:
    if needs.RABBITMQ is None:
        pytest.skip(needs.how_to_get("rabbitmq-server"))
    with servers.rabbitmq() as url:
        yield url


@pytest.fixture(params=["pgmq", "rabbitmq"])
def broker_url(request: pytest.FixtureRequest) -> str:
    """Return the broker's address, empty for the queue on PostgreSQL."""
    if request.param == "pgmq":
        return ""
    address: str = request.getfixturevalue("rabbitmq_url")
    return address


@pytest.fixture
def database_url() -> str:
    return servers.address_of_test_database()


@contextmanager
def supervised_worker(tmp_path: Path, database_url: str, broker_url: str) -> Iterator[tuple[Supervisor, Service]]:
    """Run the worker as the demo does, under its supervisor."""
    choices = Choices(port=1, host="", data_dir=tmp_path, database_url=database_url, broker_url=broker_url)
    environment = demo.environment_for(choices, database_url) | {
        "DJANGO_SETTINGS_MODULE": "tests.exchange.stack.worker_settings",
        "CELERY_BROKER_URL": broker_url,
    }
    worker = demo.programs(choices, database_url, environment)[0]
    said: list[str] = []
    supervisor = Supervisor(tell=said.append)
    supervisor.start(worker)
    try:
        send = [sys.executable, "-m", "tests.exchange.stack.slow_tasks", str(TASKS), notes_of(tmp_path)]
        subprocess.run(send, env=environment, cwd=ROOT, check=True)
        yield supervisor, worker
    finally:
        supervisor.stop_all()


def notes_of(tmp_path: Path) -> str:
    return str(tmp_path / "notes")


def noted(tmp_path: Path, word: str) -> list[int]:
    notes = Path(notes_of(tmp_path))
    lines = notes.read_text().splitlines() if notes.exists() else []
    return [int(line.split()[1]) for line in lines if line.startswith(word)]


def watch_until(supervisor: Supervisor, is_reached: Callable[[], bool], log: Path) -> None:
    deadline = time.monotonic() + DEADLINE_S
    while not is_reached():
        assert time.monotonic() < deadline, log.read_text()[-4000:]
        supervisor.look()
        time.sleep(0.05)


def pool_of(worker: Service) -> list[int]:
    """Return the ids of the worker's children, which run the tasks."""
    assert worker.process is not None
    pid = worker.process.pid
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_killed_worker_loses_no_task(tmp_path: Path, database_url: str, broker_url: str) -> None:
    log = tmp_path / "logs" / "worker.log"
    with supervised_worker(tmp_path, database_url, broker_url) as (supervisor, worker):
        watch_until(supervisor, lambda: len(noted(tmp_path, "begin")) >= 3, log)
        assert worker.process is not None
        worker.process.kill()
        worker.process.wait()
        ended_before = noted(tmp_path, "end")
        watch_until(supervisor, lambda: len(set(noted(tmp_path, "end"))) == TASKS, log)
        begun = noted(tmp_path, "begin")
    assert len(ended_before) < TASKS
    assert set(noted(tmp_path, "end")) == set(range(TASKS))
    # What was interrupted began a second time.
    assert len(begun) > TASKS


def test_killed_pool_process_loses_no_task(tmp_path: Path, database_url: str, broker_url: str) -> None:
    """The kernel kills one process of the pool when memory runs out; its task is given to another."""
    log = tmp_path / "logs" / "worker.log"
    with supervised_worker(tmp_path, database_url, broker_url) as (supervisor, worker):
        watch_until(supervisor, lambda: len(noted(tmp_path, "begin")) >= 2, log)
        first, *_ = pool_of(worker)
        os.kill(first, signal.SIGKILL)
        watch_until(supervisor, lambda: len(set(noted(tmp_path, "end"))) == TASKS, log)
        begun = noted(tmp_path, "begin")
        assert worker.process is not None
        assert worker.process.poll() is None
    assert len(begun) == TASKS + 1
