"""How long an import of many rows takes, beside a bare COPY of the rows that it wrote.

ROWS says how many; the claim is made for 100,000. The import is the whole of it: the file is read from the database,
every cell is checked, consents, lots and movements are written, with audit. The bare COPY fills the same tables with
the same rows from memory, in one transaction, with all that PostgreSQL does for them: keys, checks, indexes, triggers.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pgtrigger
import pytest
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from catalog.interchange.models import ImportRun
from tests.factories.interchange import COLLECTION, SAMPLE_HEADER, importer, started
from tests.servers import address_of_test_database

pytestmark = [pytest.mark.benchmark, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("undelivered")]

ROWS = int(os.environ.get("ROWS", "100000"))
MOST_SECONDS = 60
MOST_BYTES = 500_000_000
MOST_TIMES_COPY = 6
CONSENTS = {
    "consent_form": "BC@2",
    "consent_title": "Broad consent",
    "consent_terms": "HMB; IRB",
    "consents_given": "yes",
}


@dataclass(frozen=True)
class File:
    """A file of many rows, what else its import is told, and the tables that it fills."""

    format: str
    options: dict[str, str]
    header: str
    row: Callable[[int], str]
    tables: tuple[str, ...]

    @property
    def content(self) -> bytes:
        return "\n".join([self.header, *map(self.row, range(ROWS)), ""]).encode()


SAMPLES = File(
    "cbioportal_samples",
    {**COLLECTION, **CONSENTS},
    SAMPLE_HEADER,
    lambda number: (
        f"S{number}\tP{number // 2}\tFFPE\tPrimary\tBiliary Tract\tGallbladder Cancer {number % 40}\tGBC{number % 40}"
    ),
    ("consent_consentrecord", "stock_lot", "stock_movement", "stock_specimen"),
)
CELL_LINES = File(
    "table_cell_line",
    {"use_terms": "GRU"},
    "key,name,other names,species,donor_sex,derived_from_site,lot,vials,passage_number,biosafety_level",
    lambda number: (
        f"K{number},Line {number},L-{number},Homo sapiens,female,Liver,bank,{number % 9 + 1},{number % 30},1"
    ),
    ("listings_listing", "kinds_cellline", "stock_lot", "stock_movement"),
)


@pytest.mark.parametrize("file", [SAMPLES, CELL_LINES], ids=lambda file: file.format)
def test_import_of_many_rows(file: File) -> None:
    by, unit = importer()
    run = started(file.content, file.format, by, unit, file.options)
    measured = import_in_a_process_of_its_own(run)
    run.refresh_from_db()
    assert (run.state, run.rows_created, run.rows_rejected) == ("done", ROWS, 0), run.failure
    bare = copy_seconds(file.tables)
    print(f"\n{file.format}: {ROWS} rows beside a bare COPY in {bare:.1f} s")
    tell("seconds", measured["seconds"], MOST_SECONDS)
    tell("MB at most", measured["bytes"] / 1e6, MOST_BYTES / 1e6)
    tell("times the bare COPY", measured["seconds"] / bare, MOST_TIMES_COPY)


def import_in_a_process_of_its_own(run: ImportRun) -> dict[str, float]:
    connection.close()
    program = [sys.executable, "-m", "tests.benchmarks.importing", str(run.pk)]
    environment = {**os.environ, "DATABASE_URL": address_of_test_database()}
    done = subprocess.run(program, env=environment, check=True, capture_output=True, text=True)
    measured: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return measured


def copy_seconds(tables: Sequence[str]) -> float:
    """Return how long it takes to COPY the rows of these tables into them again, after they were emptied."""
    with connection.cursor() as cursor:
        written = [
            (table, columns := stored_columns(cursor, table), copied(cursor, table, columns)) for table in tables
        ]
        with pgtrigger.ignore():
            cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")
        begun = time.perf_counter()
        with transaction.atomic():
            for table, columns, rows in written:
                with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
                    copy.write(rows)
        return time.perf_counter() - begun


def stored_columns(cursor: CursorWrapper, table: str) -> list[str]:
    cursor.execute(
        "SELECT quote_ident(attname) FROM pg_attribute"
        " WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''",
        [table],
    )
    return [name for (name,) in cursor.fetchall()]


def copied(cursor: CursorWrapper, table: str, columns: Sequence[str]) -> bytes:
    """Return the rows of a table as COPY writes them; what movements brought in is still to come."""
    said = ", ".join("0" if (table, name) == ("stock_lot", "on_hand") else name for name in columns)
    with cursor.copy(f"COPY (SELECT {said} FROM {table}) TO STDOUT") as copy:
        return b"".join(copy)


def tell(what: str, measured: float, limit: float) -> None:
    print(f"  {what}: {measured:.1f}, at most {limit:g}")
    assert measured <= limit
