"""Row locks. Nobody else calls ``select_for_update``, and rows are always locked in key order."""

from typing import TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

from exchange.kernel.errors import NotFound

Row = TypeVar("Row", bound=Model)


def lock(row: Row) -> Row:
    """Lock one row until the transaction ends and return it as it is now.

    Raises:
        NotFound: it was deleted meanwhile.
    """
    rows = lock_rows(type(row)._default_manager.filter(pk=row.pk))
    if not rows:
        raise NotFound(str(row._meta.verbose_name))
    return rows[0]


def lock_rows(rows: QuerySet[Row]) -> list[Row]:
    """Lock the rows in key order until the transaction ends and return them as they are now."""
    return list(rows.order_by("pk").select_for_update(of=("self",)))


def lock_waiting(rows: QuerySet[Row], *, limit: int) -> list[Row]:
    """Lock up to ``limit`` rows that nobody else works on, oldest key first; for queues."""
    return list(rows.order_by("pk").select_for_update(of=("self",), skip_locked=True)[:limit])


def take_turns(name: str) -> None:
    """Wait until nobody else has the turn of this name, and have it until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
