"""Make a table of the vocabulary hold other rows, by COPY."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.db import connection, models
from psycopg import sql

from exchange.kernel.bulk import copy_rows

Row = tuple[Any, ...]


def replace_rows(
    model: type[models.Model], columns: tuple[str, ...], rows: Iterable[Row], *, terms: Collection[UUID]
) -> set[UUID]:
    """Make a table hold exactly these rows for some terms, and return the terms for which something changed.

    Args:
        columns: names in the database, that of the term first; together they tell a row from every other.
        rows: values of the columns; all belong to ``terms``.
    """
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    same = sql.SQL(" AND ").join(sql.SQL("had.{0} = wanted.{0}").format(sql.Identifier(column)) for column in columns)
    parts = {"table": sql.Identifier(model._meta.db_table), "names": names, "same": same}
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("CREATE TEMP TABLE wanted ON COMMIT DROP AS SELECT {names} FROM {table} LIMIT 0").format(**parts)
        )
        copy_rows("wanted", columns, rows)
        cursor.execute("ANALYZE wanted")
        cursor.execute(
            sql.SQL(
                "DELETE FROM {table} had WHERE had.term_id = ANY(%s)"
                " AND NOT EXISTS (SELECT FROM wanted WHERE {same}) RETURNING had.term_id"
            ).format(**parts),
            [list(terms)],
        )
        changed = {term for (term,) in cursor.fetchall()}
        cursor.execute(
            sql.SQL(
                "INSERT INTO {table} ({names}) SELECT {names} FROM wanted"
                " WHERE NOT EXISTS (SELECT FROM {table} had WHERE {same}) RETURNING term_id"
            ).format(**parts)
        )
        changed |= {term for (term,) in cursor.fetchall()}
        cursor.execute("DROP TABLE wanted")
    return changed
