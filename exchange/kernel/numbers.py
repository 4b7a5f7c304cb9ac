"""Numbers that people quote, such as R-2026-00042. Unique and rising; a refused command leaves a gap."""

from datetime import datetime

from django.db import connection


def next_number(sequence: str, *, prefix: str, now: datetime) -> str:
    """Return the next number of a sequence that a migration of the room created.

    A sequence takes no lock, so two people who submit at once do not wait for each other.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s::regclass)", [sequence])
        (number,) = cursor.fetchone()
    return f"{prefix}-{now.year}-{number:05d}"
