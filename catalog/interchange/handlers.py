"""What the interchange does on news."""

from celery import current_app

from exchange.kernel.models import OutboxEvent
from exchange.kernel.outbox import handles


@handles("ImportRequested")
def run_requested_import(event: OutboxEvent) -> None:
    """Send the run to a worker: it writes down how far it is, which it could not within the handler's transaction.

    Sent before the receipt is committed, it may be sent twice and is never lost.
    """
    current_app.tasks["interchange.run_import"].delay(event.payload["run_id"])
