"""Send what was written by e-mail."""

from exchange.kernel import clock
from exchange.kernel.models import OutboxEvent
from exchange.kernel.outbox import handles
from exchange.notify import operations
from exchange.notify.events import NotifyEvent
from exchange.notify.models import Notification


@handles(NotifyEvent.NOTIFICATION_WRITTEN)
def send_email(event: OutboxEvent) -> None:
    """Send it; a mail server that cannot be reached fails the task, which is tried again for a day."""
    notification = Notification.objects.get(pk=event.payload["notification_id"])
    operations.send_email(notification=notification, now=clock.now())
