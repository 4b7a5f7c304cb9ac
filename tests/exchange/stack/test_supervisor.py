"""The supervisor: order, restarts, pauses, and what it says."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from deploy.stack.children import process_is_zombie
from deploy.stack.locks import FolderLock
from deploy.stack.supervisor import Service, Supervisor, how_it_ended, spawn, stop_process

pytestmark = pytest.mark.stack

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]


def service(name: str, folder: Path, command: list[str] = SLEEP) -> Service:
    return Service(name, lambda: spawn(command, log=folder / f"{name}.log", environment={}, folder=folder))


def look_until(supervisor: Supervisor, said: list[str], count: int) -> None:
    deadline = time.monotonic() + 10
    while len(said) < count and time.monotonic() < deadline:
        supervisor.look()
        time.sleep(0.02)


def test_killed_service_is_started_again_and_said_so(tmp_path: Path) -> None:
    said: list[str] = []
    supervisor = Supervisor(tell=said.append)
    worker = service("The worker", tmp_path)
    supervisor.start(worker)
    first = worker.process
    assert first is not None
    first.send_signal(signal.SIGKILL)
    first.wait()
    look_until(supervisor, said, 2)
    assert said == ["The worker was killed by SIGKILL; starting it again in 0.5 s.", "The worker runs again."]
    assert worker.process is not None
    assert worker.process.pid != first.pid
    supervisor.stop_all()


def test_pause_doubles_while_a_service_keeps_dying(tmp_path: Path) -> None:
    said: list[str] = []
    supervisor = Supervisor(tell=said.append)
    supervisor.start(service("The web server", tmp_path, [sys.executable, "-c", "raise SystemExit(3)"]))
    look_until(supervisor, said, 5)
    supervisor.stop_all()
    assert said == [
        "The web server ended with exit code 3; starting it again in 0.5 s.",
        "The web server runs again.",
        "The web server ended with exit code 3; starting it again in 1 s.",
        "The web server runs again.",
        "The web server ended with exit code 3; starting it again in 2 s.",
    ]


def test_failing_start_is_tried_again(tmp_path: Path) -> None:
    said: list[str] = []
    supervisor = Supervisor(tell=said.append)
    failures = iter([OSError("disk full")])
    working = service("PostgreSQL", tmp_path)

    def start() -> subprocess.Popen[bytes]:
        for failure in failures:
            raise failure
        return working.start()

    flaky = Service("PostgreSQL", start)
    supervisor.services.append(flaky)
    flaky.restart_at = time.monotonic()
    look_until(supervisor, said, 2)
    supervisor.stop_all()
    assert said == ["PostgreSQL could not be started: disk full. Trying again in 0.5 s.", "PostgreSQL runs again."]


def test_services_stop_in_reverse_order(tmp_path: Path) -> None:
    supervisor = Supervisor()
    order = tmp_path / "order"
    for name in ("database", "worker", "web"):
        write = f"open({str(order)!r}, 'a').write('{name} ')"
        program = (
            "import signal, sys, time\n"
            f"signal.signal(signal.SIGTERM, lambda *_: ({write}, sys.exit(0)))\n"
            f"open({str(tmp_path / name)!r}, 'w').close()\n"
            "time.sleep(60)"
        )
        supervisor.start(service(name, tmp_path, [sys.executable, "-c", program]))
        while not (tmp_path / name).exists():
            time.sleep(0.02)
    supervisor.stop_all()
    assert order.read_text() == "web worker database "


def test_children_of_a_dead_service_are_ended(tmp_path: Path) -> None:
    """A worker's pool must not go on with tasks that are given to another worker."""
    grandchild = tmp_path / "grandchild"
    program = (
        "import subprocess, sys, time\n"
        f"child = subprocess.Popen({SLEEP!r})\n"
        f"open({str(grandchild)!r}, 'w').write(str(child.pid))\n"
        "time.sleep(60)"
    )
    worker = service("The worker", tmp_path, [sys.executable, "-c", program])
    said: list[str] = []
    supervisor = Supervisor(tell=said.append)
    supervisor.start(worker)
    while not grandchild.exists() or not grandchild.read_text():
        time.sleep(0.02)
    assert worker.process is not None
    worker.process.kill()
    worker.process.wait()
    supervisor.look()
    supervisor.stop_all()
    pid = int(grandchild.read_text())
    deadline = time.monotonic() + 5
    while Path(f"/proc/{pid}").exists() and not process_is_zombie(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert process_is_zombie(pid) or not Path(f"/proc/{pid}").exists()


def test_stop_of_an_ended_process_is_quiet() -> None:
    process = subprocess.Popen([sys.executable, "-c", "pass"], start_new_session=True)
    process.wait()
    stop_process(process, signal.SIGTERM)
    assert process.returncode == 0


@pytest.mark.parametrize(("code", "words"), [(-9, "was killed by SIGKILL"), (0, "ended with exit code 0")])
def test_how_it_ended(code: int, words: str) -> None:
    assert how_it_ended(code) == words


def test_folder_lock_is_taken_once(tmp_path: Path) -> None:
    first, second = FolderLock(tmp_path / "demo"), FolderLock(tmp_path / "demo")
    assert first.acquire()
    assert not second.acquire()
    first.release()
    assert second.acquire()
    second.release()
