"""``make demo`` as its user meets it: it comes up, survives the death of each part, stops in order, keeps its data."""

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from deploy.stack.choices import ROOT
from deploy.stack.postgres import Cluster
from tests.servers import free_port, open_folder

pytestmark = [pytest.mark.stack, pytest.mark.slow]

UP_DEADLINE_S = 180.0
POLL_S = 0.1
PARTS = {
    "PostgreSQL": "/postgres -D ",
    "The worker": " exchange worker ",
    "The clock": " exchange beat ",
    "The web server": " granian ",
}


class Demo:
    """A running demo with the port, the place and the output of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.output = folder / "output"
        self.process = self.start()

    def start(self) -> subprocess.Popen[bytes]:
        names = ("DATABASE_URL", "CELERY_BROKER_URL", "DJANGO_SETTINGS_MODULE")
        environment = {name: value for name, value in os.environ.items() if name not in names}
        environment |= {"PORT": str(self.port), "DATA_DIR": str(self.folder / "data"), "PYTHONUNBUFFERED": "1"}
        with self.output.open("wb") as output:
            return subprocess.Popen(
                [sys.executable, "-m", "deploy.stack", "demo"], cwd=ROOT, env=environment, stdout=output, stderr=output
            )

    def said(self) -> str:
        return self.output.read_text()

    def wait_until_said(self, words: str) -> None:
        deadline = time.monotonic() + UP_DEADLINE_S
        while words not in self.said():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < deadline, self.said()
            time.sleep(POLL_S)

    def wait_until_healthy(self) -> None:
        deadline = time.monotonic() + UP_DEADLINE_S
        while self.health() != {"status": "up"}:
            assert time.monotonic() < deadline, f"{self.health()}\n{self.said()}"
            time.sleep(POLL_S)

    def health(self) -> dict[str, str]:
        connection = http.client.HTTPConnection("localhost", self.port, timeout=10)
        try:
            connection.request("GET", "/healthz")
            answer: dict[str, str] = json.load(connection.getresponse())
        except (OSError, http.client.HTTPException):
            return {"status": "no answer"}
        finally:
            connection.close()
        return {"status": answer["status"]}

    def pid_of(self, program: str) -> int:
        pid = self.process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        commands = {int(child): Path(f"/proc/{child}/cmdline").read_text() for child in children}
        (found,) = [child for child, command in commands.items() if program in command.replace("\0", " ")]
        return found

    def count(self, table: str) -> int:
        address = Cluster(self.folder / "data" / "postgres").url
        with psycopg.connect(address) as connection:
            row = connection.execute(f"select count(*) from {table}").fetchone()
        assert row is not None
        number: int = row[0]
        return number

    def access(self) -> dict[str, tuple[str, str, str]]:
        """Return e-mail, token and sign-in link by role."""
        roles = json.loads((self.folder / "data" / "demo.json").read_text())
        return {role: (how["email"], how["token"], how["sign_in_url"]) for role, how in roles.items()}

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(90)


@pytest.fixture(scope="module")
def demo() -> Iterator[Demo]:
    with open_folder() as folder:
        demo = Demo(folder)
        try:
            demo.wait_until_said("Ctrl-C stops it")
            yield demo
        finally:
            demo.process.kill()
            demo.process.wait()


def test_demo_comes_up_and_lets_every_role_in(demo: Demo) -> None:
    assert demo.health() == {"status": "up"}
    assert len(demo.access()) >= 5
    for role, (email, token, sign_in_url) in demo.access().items():
        assert f"  {role}: {email}\n    sign in  {sign_in_url}\n    token    {token}\n" in demo.said()
        assert sign_in_url.startswith(f"http://localhost:{demo.port}/")


@pytest.mark.parametrize(("name", "program"), PARTS.items(), ids=list(PARTS))
def test_killed_part_comes_back(demo: Demo, name: str, program: str) -> None:
    audited = demo.count("kernel_auditevent")
    before = demo.pid_of(program)
    os.kill(before, signal.SIGKILL)
    demo.wait_until_said(f"{name} was killed by SIGKILL; starting it again in 0.5 s.")
    demo.wait_until_said(f"{name} runs again.")
    demo.wait_until_healthy()
    assert demo.pid_of(program) != before
    assert demo.count("kernel_auditevent") >= audited > 0


def test_headers_beyond_the_limit_are_refused(demo: Demo) -> None:
    connection = http.client.HTTPConnection("localhost", demo.port, timeout=10)
    connection.request("GET", "/healthz", headers={"X-Long": "x" * 70_000})
    assert connection.getresponse().status == 431
    connection.close()


def test_second_demo_on_the_same_place_is_refused(demo: Demo) -> None:
    environment = {**os.environ, "PORT": str(free_port()), "DATA_DIR": str(demo.folder / "data")}
    second = subprocess.run(
        [sys.executable, "-m", "deploy.stack", "demo"], cwd=ROOT, env=environment, capture_output=True, check=False
    )
    assert second.returncode == 1
    assert "A demo already runs on" in second.stderr.decode()


def test_used_port_is_named(demo: Demo, tmp_path: Path) -> None:
    environment = {**os.environ, "PORT": str(demo.port), "DATA_DIR": str(tmp_path)}
    second = subprocess.run(
        [sys.executable, "-m", "deploy.stack", "demo"], cwd=ROOT, env=environment, capture_output=True, check=False
    )
    assert second.returncode == 1
    assert f"Port {demo.port} cannot be used (Address already in use)" in second.stderr.decode()


def test_stop_is_in_order_and_start_keeps_the_data(demo: Demo) -> None:
    kept = {table: demo.count(table) for table in ("parties_person", "listings_listing", "requests_accessrequest")}
    access = demo.access()
    assert demo.stop() == 0
    assert "Traceback" not in demo.said()
    demo.process = demo.start()
    demo.wait_until_said("Ctrl-C stops it")
    assert {table: demo.count(table) for table in kept} == kept
    # The links are signed anew at every start; whose they are and the tokens stay.
    assert [(role, *how[:2]) for role, how in demo.access().items()] == [
        (role, *how[:2]) for role, how in access.items()
    ]


def test_kill_of_the_supervisor_leaves_no_process_and_loses_nothing(demo: Demo) -> None:
    audited = demo.count("kernel_auditevent")
    parts = {demo.pid_of(program) for program in PARTS.values()}
    demo.process.kill()
    demo.process.wait()
    deadline = time.monotonic() + 60
    while any(Path(f"/proc/{pid}/exe").exists() for pid in parts):
        assert time.monotonic() < deadline
        time.sleep(POLL_S)
    demo.process = demo.start()
    demo.wait_until_said("Ctrl-C stops it")
    assert demo.count("kernel_auditevent") >= audited
    assert demo.stop() == 0
