"""Let the handlers of an event run, and see who was told what."""

from exchange.kernel import outbox
from exchange.kernel.models import OutboxEvent
from exchange.notify.models import Notification
from exchange.parties.models import Person


def run(event: OutboxEvent) -> None:
    """Run every handler of the notify room for an event."""
    for handler in outbox.handlers_of(event.name):
        if handler.startswith("exchange.notify."):
            outbox.handle(event.pk, handler)


def told(name: str, **payload: object) -> dict[Person, Notification]:
    """Announce an event, run its handlers and return what each person was told."""
    event = outbox.announce(name, **{key: str(value) for key, value in payload.items()})
    run(event)
    return {row.person: row for row in Notification.objects.filter(event=event).select_related("person")}


def subjects(notifications: dict[Person, Notification]) -> dict[Person, str]:
    """Return the subject that each person read."""
    return {person: notification.subject for person, notification in notifications.items()}
