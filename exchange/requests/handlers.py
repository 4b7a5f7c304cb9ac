"""What the requests room does on news from below."""

from catalog.consent.events import ConsentEvent
from catalog.consent.models import ConsentRecord
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


@outbox.handles(ConsentEvent.CONSENT_WITHDRAWN)
def stop_lines(event: OutboxEvent) -> None:
    """Stop what rests on a consent that is withdrawn: all of it or, after a crash, all of it later."""
    consent = ConsentRecord.objects.get(pk=event.payload["consent_id"])
    operations.stop_lines(consent=consent, now=clock.now())
