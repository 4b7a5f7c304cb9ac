"""What the requests room does on news from below."""

from catalog.stock.events import StockEvent
from exchange.kernel import clock, outbox
from exchange.kernel.models import OutboxEvent
from exchange.requests import operations
from exchange.requests.models import RequestLine


@outbox.handles(StockEvent.HOLD_EXPIRED)
def expire_line(event: OutboxEvent) -> None:
    """End the line whose hold ran out."""
    line = RequestLine.objects.filter(pk=event.payload["reference"]).first()
    if line is not None:
        operations.expire_line(line=line, now=clock.now())
