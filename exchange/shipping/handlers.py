"""What the shipping room does on news from below."""

from exchange.kernel import clock, outbox
from exchange.kernel.models import OutboxEvent
from exchange.requests.events import RequestEvent
from exchange.requests.models import RequestLine
from exchange.shipping import operations


@outbox.handles(RequestEvent.LINE_STOPPED)
def unpack_line(event: OutboxEvent) -> None:
    """Unpack what was packed for a line that was stopped, its labels with it."""
    operations.unpack_line(line=RequestLine.objects.get(pk=event.payload["line_id"]), now=clock.now())
