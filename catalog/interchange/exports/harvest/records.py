"""The records of the feed: a listing as it is, or the word that it was taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Min, Q

from catalog.interchange.exports import public
from catalog.interchange.exports.harvest.asking import HarvestCode, Place, Span
from catalog.listings.models import Listing
from exchange.kernel.errors import Refused

PAGE = 100
# A change bears the moment at which its transaction began, and may be seen much later.
OLDEST = """
SELECT min(xact_start) FROM pg_stat_activity
WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
"""


@dataclass(frozen=True)
class Record:
    """One record.

    Args:
        listing: None once it was taken back; nothing else is told of it then.
    """

    key: UUID
    changed_at: datetime
    listing: Listing | None


def page(span: Span) -> tuple[list[Record], Place | None]:
    """Return the next records of a list by their change, and where the list goes on, if it does. Takes one query.

    Raises:
        Refused: NO_MATCH.
    """
    rows = public.ever_published()
    if span.since:
        rows = rows.filter(changed_at__gte=span.since)
    if span.before:
        rows = rows.filter(changed_at__lt=span.before)
    if span.after:
        at, key = span.after.changed_at, span.after.key
        rows = rows.filter(Q(changed_at__gt=at) | Q(changed_at=at, pk__gt=key), changed_at__gte=at)
    found = list(rows.order_by("changed_at", "pk")[: PAGE + 1])
    if not found and not span.after:
        raise Refused(HarvestCode.NO_MATCH, "Nothing was published, changed or taken back then.")
    last = found[PAGE - 1] if len(found) > PAGE else None
    return _records(found[:PAGE]), Place(last.changed_at, last.pk) if last else None


def record(key: UUID | None) -> Record:
    """Return one record.

    Raises:
        Refused: NO_RECORD.
    """
    found = _records(list(public.ever_published().filter(pk=key)))
    if not found:
        raise Refused(HarvestCode.NO_RECORD, "There is no such record.")
    return found[0]


def earliest(now: datetime) -> datetime:
    """Return a moment before which nothing changed."""
    moment: datetime | None = public.ever_published().aggregate(moment=Min("changed_at"))["moment"]
    return moment or now


def complete_until(now: datetime) -> datetime:
    """Return the moment up to which every change can be seen: a harvester who asks from it on misses none."""
    with connection.cursor() as cursor:
        cursor.execute(OLDEST)
        (oldest,) = cursor.fetchone()
    return min(now, oldest) if oldest else now


def _records(rows: Sequence[Listing]) -> list[Record]:
    return [
        Record(row.pk, row.changed_at, row if row.is_published else None)  # type: ignore[attr-defined] # annotated
        for row in rows
    ]
