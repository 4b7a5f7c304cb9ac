"""What the files do on news."""

from celery import current_app

from exchange.kernel.models import OutboxEvent
from exchange.kernel.outbox import handles


@handles("PhotoAdded")
@handles("PhotoReplaced")
def check_photo(event: OutboxEvent) -> None:
    """Send the photo to a worker: looking at it takes longer than a handler's transaction should.

    Sent before the receipt is committed, it may be sent twice and is never lost.
    """
    current_app.tasks["files.check_photo"].delay(event.payload["photo_id"])
