"""The index of this process: built of the catalogue or opened from disk, and never older than what it answers with."""

import json
import logging
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Self

from django.conf import settings
from django.db import connection, transaction

from catalog.search.index import Base, FacetIndex
from catalog.search.queries.definitions import FACETS, UNSHOWN
from catalog.search.queries.reading import all_entries, all_tokens, entries
from exchange.kernel import clock

logger = logging.getLogger(__name__)

# Notes are kept for a day; who has not read them for half of one starts anew.
STALE_AFTER = timedelta(hours=12)
# More changes than that are read by a process of its own, while SQL answers.
MOST_TO_READ = 5_000
# Behind so many changed listings a newly written base is quicker.
MOST_CHANGED = 50_000
NOTED = "SELECT count(*) FROM search_listingchange WHERE transaction >= '{}'::xid8"


class OutdatedError(Exception):
    """The index cannot be brought up to date at once and has to be built anew."""


@dataclass
class CurrentIndex:
    """An index and how far it has read the notes of changes.

    Args:
        horizon: the oldest transaction that was open when it last read: below it every note is known.
        read: numbers of the notes at or above the horizon that are known.
        on: the day for which availability and consents count.
        read_at: when it last read.
    """

    index: FacetIndex
    horizon: int
    on: date
    read_at: datetime
    read: set[int] = field(default_factory=set)
    version: int = 0
    decided: dict[Any, Any] = field(default_factory=dict)

    @classmethod
    def build(cls, *, now: datetime) -> Self:
        """Read the whole catalogue, as it is at one moment."""
        with one_moment(), connection.chunked_cursor() as rows:
            horizon, noted = _notes()
            on = now.date()
            tokens = (pair for facet in (*FACETS, *UNSHOWN) for pair in all_tokens(rows, facet, on))
            base = Base.of(all_entries(rows), tokens)
        return cls(FacetIndex(base), horizon, on, now, set(noted))

    def noted(self) -> str:
        """Return the statement that counts the notes at or above the horizon; it grows with every change."""
        return NOTED.format(self.horizon)

    def is_current(self, noted: int, *, on: date) -> bool:
        """Say whether the index knows what a statement saw that counted so many notes."""
        return noted == len(self.read) and on == self.on

    def catch_up(self, *, now: datetime) -> int:
        """Read what was noted and enter it; return how many notes at or above the former horizon it knows now.

        Raises:
            OutdatedError: it is too much, or all has changed.
        """
        on = now.date()
        if now - self.read_at > STALE_AFTER or len(self.index.changed) > MOST_CHANGED:
            raise OutdatedError
        horizon, noted = _notes(self.horizon)
        keys = {key for number, (_, key) in noted.items() if number not in self.read}
        read = {number for number, (transaction, _) in noted.items() if transaction >= horizon}
        if on != self.on:
            keys |= _changed_by_time(self.on, on)
        # Where the horizon fell, the database was put back to an earlier day.
        if None in keys or len(keys) > MOST_TO_READ or horizon < self.horizon:
            raise OutdatedError
        # What changes after its note was read is noted again, so that no snapshot need hold both together.
        found = entries(keys, on) if keys else []
        self.horizon, self.read = horizon, read
        for entry in found:
            self.index.put(entry)
        self.index.remove({key.bytes for key in keys} - {entry.key for entry in found})
        self.on, self.read_at, self.version = on, now, self.version + bool(keys)
        return len(noted)

    def save(self, folder: Path) -> None:
        """Write a newly built index, complete or not at all, in place of the one before."""
        folder.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix="draft-", dir=folder))
        self.index.base.save(draft)
        stated = {
            "database": _database(),
            "horizon": self.horizon,
            "read": sorted(self.read),
            "on": self.on.isoformat(),
            "read_at": self.read_at.isoformat(),
        }
        (draft / "state.json").write_text(json.dumps(stated))
        name = draft.rename(draft.with_name(draft.name.replace("draft", "index"))).name
        link = folder / f"{name}.link"
        link.symlink_to(name)
        link.replace(folder / "current")
        for other in folder.glob("index-*"):
            if other.name != name:
                shutil.rmtree(other, ignore_errors=True)

    @classmethod
    def open(cls, folder: Path, *, now: datetime) -> Self:
        """Open what was saved.

        Raises:
            OutdatedError: there is none, it is of another database, or too old.
        """
        try:
            saved = (folder / "current").resolve(strict=True)
            stated = json.loads((saved / "state.json").read_text())
            read_at = datetime.fromisoformat(stated["read_at"])
            if stated["database"] != _database() or now - read_at > STALE_AFTER:
                raise OutdatedError
            base = Base.open(saved)
        except (OSError, ValueError, KeyError) as error:
            raise OutdatedError from error
        on = date.fromisoformat(stated["on"])
        return cls(FacetIndex(base), stated["horizon"], on, read_at, set(stated["read"]))


@contextmanager
def one_moment() -> Iterator[None]:
    """Let all statements see the database as it is at one moment; within a transaction they see that one's."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            # A great catalogue takes longer to read than any request may take.
            cursor.execute("SET LOCAL statement_timeout = 0")
        yield


def _notes(since: int | None = None) -> tuple[int, dict[int, tuple[int, Any]]]:
    """Return the oldest open transaction, and transaction and listing of each note at or above it.

    Args:
        since: a transaction to begin with, in place of the oldest open one.
    """
    start = "pg_snapshot_xmin(pg_current_snapshot())" if since is None else f"'{since}'::xid8"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint, n.id, n.transaction::text::bigint,"
            f" n.listing_id FROM (SELECT) one LEFT JOIN search_listingchange n ON n.transaction >= {start}"
        )
        rows = cursor.fetchall()
    return rows[0][0], {number: (written_by, key) for _, number, written_by, key in rows if number is not None}


def _changed_by_time(before: date, on: date) -> set[Any]:
    """Return the listings that a passing day changes.

    Those are of specimens whose consent stands on one of the days and has expired on the other, and of organisations
    that belong to a consortium on one of them only.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT l.listing_id FROM stock_lot l JOIN stock_specimen s ON s.lot_id = l.id"
            " JOIN consent_consentrecord c ON c.id = s.consent_id"
            " WHERE c.expires_on > %(first)s AND c.expires_on <= %(last)s"
            " UNION SELECT l.id FROM listings_listing l JOIN parties_unit u ON u.id = l.unit_id"
            " JOIN parties_consortiummembership m ON m.organisation_id = u.organisation_id"
            " WHERE m.since_on > %(first)s AND m.since_on <= %(last)s"
            " OR m.until_on >= %(first)s AND m.until_on < %(last)s",
            {"first": min(before, on), "last": max(before, on)},
        )
        return {key for (key,) in cursor.fetchall()}


def _database() -> str:
    """Return what tells this database from every other, so that a folder of another is not taken for its own."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT concat(s.system_identifier, '/', d.oid) FROM pg_control_system() s, pg_database d"
            " WHERE d.datname = current_database()"
        )
        name: str = cursor.fetchone()[0]
        return name


class _Process:
    """What this process has of the index."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.current: CurrentIndex | None = None
        self.builder: threading.Thread | None = None


_process = _Process()
lock = _process.lock


def ready() -> CurrentIndex | None:
    """Return this process's index; None while it is built, and in a transaction, whose own writes it must not see."""
    folder = settings.SEARCH_INDEX_DIR
    if folder is None or connection.in_atomic_block:
        return None
    with _process.lock:
        if _process.current is None and (_process.builder is None or not _process.builder.is_alive()):
            _open_or_build(folder)
        return _process.current


def give_up(current: CurrentIndex) -> None:
    """Drop an index that is too far behind, and have the next asker start anew."""
    with _process.lock:
        if _process.current is current:
            _process.current = None


def _open_or_build(folder: Path) -> None:
    try:
        current = CurrentIndex.open(folder, now=clock.now())
        current.catch_up(now=clock.now())
    except OutdatedError:
        _process.builder = threading.Thread(target=_build, args=[folder], name="search-index", daemon=True)
        _process.builder.start()
    else:
        _process.current = current


def _build(folder: Path) -> None:
    try:
        write(folder, now=clock.now())
        built = CurrentIndex.open(folder, now=clock.now())
        with _process.lock:
            _process.current = built
    except Exception:
        logger.exception("search.index_not_built")
    finally:
        connection.close()


def write(folder: Path, *, now: datetime) -> int:
    """Build an index of the whole catalogue and save it; return how many listings it has."""
    built = CurrentIndex.build(now=now)
    built.save(folder)
    return built.index.size
