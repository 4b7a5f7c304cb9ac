"""What a person was told."""

from django.db.models import QuerySet

from exchange.notify.models import Notification
from exchange.parties.models import Person
from exchange.parties.queries import Viewer


def visible_to(viewer: Viewer) -> QuerySet[Notification]:
    """Return the viewer's own notifications."""
    if not isinstance(viewer, Person):
        return Notification.objects.none()
    return Notification.objects.filter(person=viewer)


def unread_count(viewer: Viewer) -> int:
    """Count what the viewer has not read."""
    return visible_to(viewer).filter(read_at__isnull=True).count()
