"""Which lines rest on a donor's consent, by whatever was made of the donor's specimens."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import connection

from catalog.consent.models import ConsentRecord
from catalog.stock import queries as stock
from exchange.requests.models import LineLot, RequestLine
from exchange.requests.states import LineState

WAITING = (LineState.REQUESTED, LineState.APPROVED)
GONE = (LineState.SHIPPED, LineState.RECEIVED)


def lines_resting_on(consent: ConsentRecord, *, states: Collection[LineState]) -> list[RequestLine]:
    """Return the lines in these states of which a chosen lot rests on a consent, with two queries."""
    lots = stock.lots_resting_on(consent)
    lines = RequestLine.objects.filter(
        pk__in=LineLot.objects.filter(lot__in=lots).values("line"), state__in=[state.value for state in states]
    )
    return list(lines.select_related("part", "request__requester", "listing__unit").order_by("pk"))


ENDED_ORIGINS = """
WITH RECURSIVE origins (line_id, lot_id) AS (
    SELECT l.line_id, l.lot_id FROM requests_linelot l WHERE l.line_id = ANY(%(lines)s)
    UNION
    SELECT o.line_id, g.parent_id FROM origins o JOIN stock_lineage g ON g.child_id = o.lot_id
)
SELECT DISTINCT o.line_id FROM origins o
JOIN stock_specimen s ON s.lot_id = o.lot_id JOIN consent_consentrecord c ON c.id = s.consent_id
WHERE c.status = 'withdrawn' OR c.expires_on <= %(on)s
"""


def lines_of_ended_origin(lines: Collection[UUID], *, on: date) -> set[UUID]:
    """Return those of the lines of which a chosen lot, or what it was made from, has lost its consent; one query."""
    with connection.cursor() as cursor:
        cursor.execute(ENDED_ORIGINS, {"lines": list(lines), "on": on})
        return {line for (line,) in cursor.fetchall()}
