"""Many new rows at once, by COPY: PostgreSQL checks them as it does others, without reading a million parameters."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Field, JSONField, Model
from django.db.models.expressions import DatabaseDefault
from psycopg import sql

Row = Sequence[Any]

# What PostgreSQL takes as it is, whatever the column; asking each field of each row takes longer than the COPY.
PLAIN = frozenset({type(None), str, int, bool, UUID, date, datetime, Decimal})
NONE: frozenset[type] = frozenset()


def copy_rows(table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Add rows of values to a table; ``columns`` are names in the database.

    Raises:
        DatabaseError: as an INSERT does; the transaction is then broken, unless the caller set a savepoint.
    """
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names)
    with connection.cursor() as cursor, connection.wrap_database_errors, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def insert(rows: Sequence[Model]) -> None:
    """Add new rows of one model, as `bulk_create` does; what the database fills in by itself is not read back.

    Raises:
        DatabaseError: as `copy_rows` does.
    """
    if not rows:
        return
    fields = [field for field in rows[0]._meta.concrete_fields if _is_said(field, rows[0])]
    columns = [
        (field.attname, field.get_db_prep_save, NONE if isinstance(field, JSONField) else PLAIN) for field in fields
    ]
    values = (
        [
            value if type(value := getattr(row, name)) in plain else prepared(value, connection)
            for name, prepared, plain in columns
        ]
        for row in rows
    )
    copy_rows(rows[0]._meta.db_table, [str(field.column) for field in fields], values)
    for row in rows:
        row._state.adding = False


def _is_said(field: "Field[Any, Any]", row: Model) -> bool:
    """Say whether a new row has a value of its own for a column."""
    if field.generated:
        return False
    value = getattr(row, field.attname)
    return not isinstance(value, DatabaseDefault) and not (field.primary_key and value is None)
