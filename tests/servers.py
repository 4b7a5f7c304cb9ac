"""Servers of the system for tests: Debian's PostgreSQL and RabbitMQ, on free ports, with data of their own.

``python -m tests.servers COMMAND…`` runs a command with DATABASE_URL and CELERY_BROKER_URL naming both.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg

from deploy.stack.accounts import popen_arguments, private_folder, server_account
from deploy.stack.children import die_with_parent
from deploy.stack.supervisor import stop_process
from tests import needs

READY_DEADLINE_S = 60.0
POLL_S = 0.1
RABBITMQ_SCRIPT = "/usr/lib/rabbitmq/lib/rabbitmq_server-*/sbin/rabbitmq-server"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def address_of_test_database() -> str:
    """Return the address of the test database, whatever server holds it, for other processes to connect to."""
    # Not at the top: this file also runs as a program, without Django's settings.
    from django.db import connection

    settings = connection.settings_dict
    user, password = quote(settings["USER"], safe=""), quote(settings["PASSWORD"], safe="")
    return f"postgresql://{user}:{password}@/{settings['NAME']}?host={settings['HOST']}&port={settings['PORT']}"


@contextmanager
def open_folder() -> Iterator[Path]:
    """Yield a new folder that every account may pass through.

    Folders of pytest are closed, and are closed again by any other run that begins.
    """
    folder = Path(tempfile.mkdtemp(prefix="reagora-server-"))
    try:
        folder.chmod(0o755)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def running(command: list[str | Path], log: Path, environment: dict[str, str] | None = None) -> Iterator[None]:
    """Run a server as an account other than root, for as long as the context lasts."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env={**os.environ, **(environment or {})},
            start_new_session=True,
            preexec_fn=die_with_parent(signal.SIGTERM),
            **popen_arguments(server_account()),
        )
    try:
        yield
    finally:
        stop_process(process, signal.SIGINT if Path(command[0]).name == "postgres" else signal.SIGTERM)


@contextmanager
def system_postgres() -> Iterator[str]:
    """Yield the address of Debian's PostgreSQL, with a role that is no superuser and asks for a password."""
    programs = needs.newest_server_folder()
    if programs is None:
        raise FileNotFoundError(needs.how_to_get("postgresql-15"))
    with open_folder() as folder:
        private_folder(folder, server_account())
        yield from _system_postgres(programs, folder, free_port())


def _system_postgres(programs: Path, folder: Path, port: int) -> Iterator[str]:
    data, log = folder / "data", folder / "postgres.log"
    secret = folder / "password"
    secret.write_text("local and throwaway")
    secret.chmod(0o644)
    subprocess.run(
        [programs / "initdb", "-D", data, "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8",
         "--auth=scram-sha-256", f"--pwfile={secret}"],
        check=True, capture_output=True, **popen_arguments(server_account()),
    )  # fmt: skip
    options = f"listen_addresses=127.0.0.1 port={port} fsync=off synchronous_commit=off full_page_writes=off"
    settings = [part for option in [*options.split(), f"unix_socket_directories={folder}"] for part in ("-c", option)]
    with running([programs / "postgres", "-D", data, *settings], log):
        with administrator(port) as connection:
            connection.execute("create role reagora login createdb password 'a b''c'")
            connection.execute("create database reagora owner reagora")
        yield f"postgresql://reagora:a%20b%27c@127.0.0.1:{port}/reagora"


def administrator(port: int) -> psycopg.Connection[tuple[object, ...]]:
    deadline = time.monotonic() + READY_DEADLINE_S
    while True:
        try:
            return psycopg.connect(
                host="127.0.0.1", port=port, user="postgres", password="local and throwaway", autocommit=True
            )
        except psycopg.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(POLL_S)


@contextmanager
def rabbitmq() -> Iterator[str]:
    """Yield the address of a RabbitMQ that listens on loopback only, with a port mapper of its own."""
    scripts = sorted(Path("/").glob(RABBITMQ_SCRIPT.lstrip("/")))
    if not scripts:
        raise FileNotFoundError(needs.how_to_get("rabbitmq-server"))
    with open_folder() as folder:
        private_folder(folder, server_account())
        yield from _rabbitmq(scripts[-1], folder, free_port())


def _rabbitmq(script: Path, folder: Path, port: int) -> Iterator[str]:
    mapper_port = free_port()
    configuration = folder / "rabbitmq.conf"
    configuration.write_text(f"listeners.tcp.1 = 127.0.0.1:{port}\nlog.file.level = warning\n")
    environment = {
        "HOME": str(folder),
        "ERL_EPMD_PORT": str(mapper_port),
        "ERL_EPMD_ADDRESS": "127.0.0.1",
        "RABBITMQ_NODENAME": f"reagora{port}@localhost",
        "RABBITMQ_CONF_ENV_FILE": os.devnull,
        "RABBITMQ_CONFIG_FILE": str(configuration),
        "RABBITMQ_DIST_PORT": str(free_port()),
        "RABBITMQ_MNESIA_BASE": str(folder / "data"),
        "RABBITMQ_LOG_BASE": str(folder / "log"),
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "plugins"),
        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "-kernel inet_dist_use_interface {127,0,0,1} +sbwt none",
    }
    mapper: list[str | Path] = ["epmd", "-address", "127.0.0.1", "-port", str(mapper_port)]
    with (
        running(mapper, folder / "mapper.log"),
        running([script], folder / "rabbitmq.log", environment),
    ):
        wait_for_greeting(port)
        yield f"amqp://guest:guest@127.0.0.1:{port}//"


def wait_for_greeting(port: int) -> None:
    """Return when the broker answers an AMQP header; it opens the port before it is ready to talk."""
    deadline = time.monotonic() + READY_DEADLINE_S
    while True:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=2) as connection:
                connection.sendall(b"AMQP\x00\x00\x09\x01")
                if connection.recv(1):
                    return
        except OSError:
            if time.monotonic() > deadline:
                raise
        time.sleep(POLL_S)


def main(command: list[str]) -> int:
    # Who ends this program ends the servers and the command too.
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    with ExitStack() as stack:
        servers = {
            "DATABASE_URL": stack.enter_context(system_postgres()),
            "CELERY_BROKER_URL": stack.enter_context(rabbitmq()),
        }
        return subprocess.run(command, env={**os.environ, **servers}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
