"""The embedded server: made, stopped, killed, found again."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from deploy.stack.accounts import server_account
from deploy.stack.errors import InUseError, StackError
from deploy.stack.postgres import SOCKET_NAME, Cluster, binary_version, serving
from tests.servers import open_folder

pytestmark = pytest.mark.stack


@pytest.fixture
def place() -> Iterator[Path]:
    with open_folder() as folder:
        yield folder


@pytest.fixture
def cluster(place: Path) -> Iterator[Cluster]:
    cluster = Cluster(place / "postgres")
    cluster.start()
    yield cluster
    cluster.stop()


def count_rows(cluster: Cluster) -> object:
    with cluster.connect() as connection:
        row = connection.execute("select count(*) from kept").fetchone()
    assert row is not None
    return row[0]


def test_start_gives_a_role_that_is_no_superuser(cluster: Cluster) -> None:
    with cluster.connect() as connection:
        row = connection.execute(
            "select current_user, rolsuper, current_database(), current_setting('data_checksums'),"
            " current_setting('fsync') from pg_roles where rolname = current_user"
        ).fetchone()
    assert row == ("reagora", False, "reagora", "on", "on")


def test_start_again_keeps_rows(cluster: Cluster) -> None:
    with cluster.connect() as connection:
        connection.execute("create table kept (n integer)")
        connection.execute("insert into kept select generate_series(1, 200)")
    cluster.stop()
    cluster.start()
    assert count_rows(cluster) == 200


def test_kill_of_the_postmaster_keeps_every_committed_row(cluster: Cluster) -> None:
    with cluster.connect() as connection:
        connection.execute("create table kept (n integer)")
        for number in range(200):
            connection.execute("insert into kept values (%s)", [number])
        assert cluster.process is not None
        cluster.process.send_signal(signal.SIGKILL)
        cluster.process.wait()
        cluster.start()
    assert count_rows(cluster) == 200


def test_uncommitted_rows_are_gone_after_a_kill(cluster: Cluster) -> None:
    with cluster.connect() as connection:
        connection.execute("create table kept (n integer)")
    open_transaction = psycopg.connect(cluster.url)
    open_transaction.execute("insert into kept values (1)")
    assert cluster.process is not None
    cluster.process.kill()
    cluster.process.wait()
    cluster.start()
    open_transaction.close()
    assert count_rows(cluster) == 0


def test_start_takes_over_from_a_server_whose_supervisor_was_killed(cluster: Cluster) -> None:
    """A second supervisor finds the server of the first still running, stops it in order and starts its own."""
    with cluster.connect() as connection:
        connection.execute("create table kept (n integer)")
        connection.execute("insert into kept values (1)")
    orphan = cluster.process
    assert orphan is not None
    # As the kernel does for a killed supervisor.
    cluster.lock.release()
    successor = Cluster(cluster.wished_folder)
    successor.start()
    try:
        assert orphan.wait(10) == 0
        assert successor.process is not None
        assert successor.process.pid != orphan.pid
        assert count_rows(successor) == 1
    finally:
        successor.stop()


def test_second_supervisor_is_refused_while_the_first_lives(cluster: Cluster) -> None:
    with pytest.raises(InUseError, match="Another process runs PostgreSQL"):
        Cluster(cluster.wished_folder).start()
    assert cluster.process is not None
    assert cluster.process.poll() is None


@pytest.mark.parametrize("content", ["", "no number\n", "{own}\n", "{ended}\n", "4194304\n"])
def test_stale_pid_file_does_not_hinder_a_start(cluster: Cluster, content: str) -> None:
    """The file may name nobody, an ended process, or one that got the number of the server since."""
    assert cluster.process is not None
    ended = cluster.process.pid
    cluster.stop()
    lock_file = cluster.folder / "postmaster.pid"
    lock_file.write_text(content.format(own=os.getpid(), ended=ended))
    cluster.start()
    assert lock_file.read_text().splitlines()[0] == str(cluster.process.pid)


def test_interrupted_initdb_is_begun_anew(place: Path) -> None:
    half = place / "postgres.new"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")
    cluster = Cluster(place / "postgres")
    cluster.start()
    cluster.stop()
    assert (cluster.folder / "PG_VERSION").read_text() == "18\n"
    assert not half.exists()


def test_data_of_another_major_version_is_refused(place: Path) -> None:
    cluster = Cluster(place / "postgres")
    cluster.folder.mkdir(parents=True)
    (cluster.folder / "PG_VERSION").write_text("17\n")
    with pytest.raises(StackError, match=r"holds data of PostgreSQL 17, the binaries here are 18"):
        cluster.start()
    assert binary_version() == "18.6"


def test_long_folder_gets_its_socket_elsewhere(place: Path) -> None:
    long_folder = place / ("n" * 100) / "postgres"
    cluster = Cluster(long_folder)
    cluster.start()
    try:
        assert cluster.socket_folder != cluster.folder
        assert len(os.fsencode(cluster.socket_folder / SOCKET_NAME)) <= 107
        assert cluster.socket_folder.stat().st_mode & 0o777 == 0o700
        with psycopg.connect(cluster.url) as connection:
            assert connection.execute("select 1").fetchone() == (1,)
    finally:
        cluster.stop()


def test_closed_folder_moves_the_cluster_where_the_server_can_reach_it(place: Path) -> None:
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    cluster = Cluster(closed / "postgres")
    is_moved = cluster.folder != cluster.wished_folder
    assert is_moved == (server_account() is not None)


def test_serving_uses_the_server_that_runs_already(place: Path) -> None:
    with serving(place / "postgres") as first, serving(place / "postgres") as second:
        assert first == second
        with psycopg.connect(second) as connection:
            assert connection.execute("select current_user").fetchone() == ("reagora",)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(first)


def test_server_ends_with_its_supervisor(place: Path) -> None:
    """``kill -9`` of the supervisor must not leave a server behind that nobody watches."""
    pid = os.fork()
    if pid == 0:
        Cluster(place / "postgres").start()
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(pid, 0)
    lock_file = place / "postgres" / "postmaster.pid"
    deadline = time.monotonic() + 10
    while lock_file.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not lock_file.exists()
