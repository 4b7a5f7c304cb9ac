"""What somebody types at the database itself, past all of the code."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass

import psycopg
from django.db import connection

from deploy.stack.postgres import binaries

REFUSAL = re.compile(r"ERROR:\s+(\w{5}): (.*)")


@dataclass(frozen=True)
class Answer:
    """What PostgreSQL said: an SQLSTATE and its sentence; both empty when it obeyed."""

    sqlstate: str = ""
    sentence: str = ""


def conninfo() -> str:
    """Return how to reach the test database."""
    settings = connection.settings_dict
    named = {
        "host": settings["HOST"],
        "port": settings["PORT"],
        "user": settings["USER"],
        "password": settings["PASSWORD"],
        "dbname": settings["NAME"],
    }
    return psycopg.conninfo.make_conninfo(**{name: value for name, value in named.items() if value})


def type_sql(*statements: str) -> Answer:
    """Run statements in one transaction of a connection of its own, and commit."""
    try:
        with psycopg.connect(conninfo()) as own:
            for statement in statements:
                own.execute(statement.encode())
    except psycopg.Error as error:
        return Answer(error.sqlstate or "", error.diag.message_primary or "")
    return Answer()


def type_at_psql(*statements: str) -> Answer:
    """Run statements in one transaction at the prompt of psql itself."""
    program = shutil.which("psql") or str(binaries() / "psql")
    run = subprocess.run(
        [program, "--no-psqlrc", "--single-transaction", "--set=ON_ERROR_STOP=1", "--set=VERBOSITY=verbose", "--quiet"],
        input=";\n".join(statements) + ";\n",
        env={**os.environ, **_environment()},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    found = REFUSAL.search(run.stderr)
    return Answer(found[1], found[2]) if found else Answer("", run.stderr.strip())


def _environment() -> dict[str, str]:
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE"}
    parts = psycopg.conninfo.conninfo_to_dict(conninfo())
    return {names[key]: str(value) for key, value in parts.items() if key in names}
