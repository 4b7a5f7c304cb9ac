"""Which lines rest on a donor's consent, by whatever was made of the donor's specimens."""

from collections.abc import Collection

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
