"""``make demo``: everything on one machine, with a world to look around in, until Ctrl-C."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from functools import partial
from http import HTTPStatus
from pathlib import Path

from deploy.stack.broker import give_back_interrupted
from deploy.stack.choices import ROOT, Choices
from deploy.stack.errors import StackError
from deploy.stack.locks import FolderLock
from deploy.stack.postgres import Cluster
from deploy.stack.progress import say, step
from deploy.stack.supervisor import Service, Supervisor, spawn

HEALTHY_DEADLINE_S = 120.0
PORT_DEADLINE_S = 5.0
LOOK_EVERY_S = 0.2
WORKER = ["-m", "celery", "-A", "exchange", "worker", "-P", "prefork", "-c", "2", "-l", "INFO",
          "--without-mingle", "--without-gossip", "--without-heartbeat"]  # fmt: skip
CLOCK = ["-m", "celery", "-A", "exchange", "beat", "-S", "exchange.celery:Clock", "-l", "INFO", "--pidfile="]
WEB = ["-m", "granian", "exchange.wsgi:application", "--interface", "wsgi", "--no-ws", "--workers", "2",
       "--blocking-threads", "4", "--blocking-threads-idle-timeout", "600", "--http1-buffer-size", "65536",
       "--respawn-failed-workers", "--workers-kill-timeout", "10", "--access-log"]  # fmt: skip


def run(choices: Choices) -> None:
    """Start everything, print how to get in, and keep it running until asked to stop.

    Raises:
        StackError: something is missing, in use or does not come up.
    """
    lock = FolderLock(choices.data_dir / "demo")
    if not lock.acquire():
        raise StackError(f"A demo already runs on {choices.data_dir}: stop it, or set DATA_DIR and PORT for another.")
    require_built_frontend()
    require_free_port(choices)
    cluster = None if choices.database_url else Cluster(choices.data_dir / "postgres")
    database_url = choices.database_url if cluster is None else cluster.url
    environment = environment_for(choices, database_url)
    supervisor = Supervisor()
    supervisor.heed_signals()
    try:
        if cluster is not None:
            with step(f"Starting PostgreSQL on {cluster.folder}"):
                supervisor.start(Service("PostgreSQL", cluster.start, stop_signal=signal.SIGINT))
        prepare(environment)
        if supervisor.stop_asked.is_set():
            return
        with step("Starting worker, clock and web server"):
            for service in programs(choices, database_url, environment):
                supervisor.start(service)
            wait_until_healthy(choices, supervisor)
        if not supervisor.stop_asked.is_set():
            say(welcome(choices))
        supervisor.watch()
    finally:
        say("")
        with step("Stopping web server, clock, worker and database"):
            supervisor.stop_all()
            if cluster is not None:
                cluster.stop()
        lock.release()


def programs(choices: Choices, database_url: str, environment: Mapping[str, str]) -> list[Service]:
    """Return worker, clock and web server, in the order they start."""

    def program(name: str, arguments: list[str]) -> subprocess.Popen[bytes]:
        log = choices.logs / f"{name}.log"
        return spawn([sys.executable, *arguments], log=log, environment=environment, folder=ROOT)

    def worker() -> subprocess.Popen[bytes]:
        if not choices.broker_url:
            give_back_interrupted(database_url)
        return program("worker", WORKER)

    web = [*WEB, "--host", choices.host, "--port", str(choices.port)]
    return [
        Service("The worker", worker),
        Service("The clock", partial(program, "clock", CLOCK)),
        Service("The web server", partial(program, "web", web)),
    ]


def environment_for(choices: Choices, database_url: str) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE") or "exchange.settings.dev",
        "DATABASE_URL": database_url,
        "DATA_DIR": str(choices.data_dir),
        "PORT": str(choices.port),
        # Lets the links sign in that the welcome prints.
        "DEMO": "1",
        "LOG_FORMAT": os.environ.get("LOG_FORMAT") or "text",
    }


def require_built_frontend() -> None:
    if not (ROOT / "frontend" / "dist" / "index.html").is_file():
        raise StackError("The front end is not built: run make frontend.")


def require_free_port(choices: Choices) -> None:
    """Fail now and clearly rather than later in the web server's log.

    A demo that was killed leaves its web server a moment to end.
    """
    deadline = time.monotonic() + PORT_DEADLINE_S
    while error := bind_error(choices):
        if time.monotonic() > deadline:
            raise StackError(f"Port {choices.port} cannot be used ({error.strerror}): set PORT to another.")
        time.sleep(LOOK_EVERY_S)


def bind_error(choices: Choices) -> OSError | None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((choices.host, choices.port))
        except OSError as error:
            return error
    return None


def prepare(environment: Mapping[str, str]) -> None:
    """Run the preparation; Ctrl-C ends it too, and then there is nothing to complain about."""
    done = subprocess.run([sys.executable, "-m", "deploy.stack.prepare"], env=environment, cwd=ROOT, check=False)
    if done.returncode > 0:
        raise StackError("The database could not be prepared; the reason stands above.")


def wait_until_healthy(choices: Choices, supervisor: Supervisor) -> None:
    """Return when /healthz answers that every part is up, or when asked to stop meanwhile."""
    deadline = time.monotonic() + HEALTHY_DEADLINE_S
    down = "the web server"
    while not supervisor.stop_asked.wait(LOOK_EVERY_S):
        supervisor.look()
        down = parts_down(choices)
        if not down:
            return
        if time.monotonic() > deadline:
            raise StackError(f"Not up after {HEALTHY_DEADLINE_S:.0f} s: {down}. The logs lie in {choices.logs}.")


def parts_down(choices: Choices) -> str:
    """Return the names of the parts that /healthz calls down, empty when all are up."""
    connection = http.client.HTTPConnection("127.0.0.1", choices.port, timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Host": "localhost"})
        answer = connection.getresponse()
        if answer.status == HTTPStatus.OK:
            return ""
        parts: dict[str, str] = json.load(answer).get("parts", {})
    except (OSError, ValueError, http.client.HTTPException):
        return "the web server"
    finally:
        connection.close()
    return ", ".join(name for name, state in parts.items() if state != "up") or "the web server"


def welcome(choices: Choices) -> str:
    """Return the address and, per role, how to get in."""
    file = choices.data_dir / "demo.json"
    lines = ["", f"Reagora runs at {choices.address} — Ctrl-C stops it, and its data stay in {choices.data_dir}.", ""]
    for role, access in read_roles(file).items():
        lines.append(f"  {role}: {access['email']}")
        lines.append(f"    sign in  {access['sign_in_url']}")
        lines.append(f"    token    {access['token']}")
    return "\n".join([*lines, "", f"The same is in {file}."])


def read_roles(file: Path) -> dict[str, dict[str, str]]:
    roles: dict[str, dict[str, str]] = json.loads(file.read_text())
    return roles
