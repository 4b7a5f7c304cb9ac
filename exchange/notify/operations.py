"""Tell people, in the application and by e-mail."""

import logging
from collections.abc import Iterable
from datetime import datetime
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string

from catalog.search import operations as searches
from catalog.search.models import SavedSearch
from exchange.kernel import audit, locks, outbox
from exchange.kernel.errors import NotAllowed
from exchange.kernel.models import OutboxEvent
from exchange.notify.events import NotifyEvent
from exchange.notify.models import Notification
from exchange.notify.texts import Text, filled
from exchange.parties.models import Person
from exchange.requests.queries import purpose_of, visible_projects

logger = logging.getLogger(__name__)


@transaction.atomic
def notify(*, event: OutboxEvent, people: Iterable[Person], text: Text, link: str, **values: object) -> int:
    """Write a notification of an event for each active person who has none of it yet; return how many.

    The e-mails follow after commit, each by an event of its own. Whoever belongs to several audiences of one event
    is told once, as in the first.
    """
    message = filled(text, values)
    told = set(Notification.objects.filter(event=event).values_list("person_id", flat=True))
    notifications = Notification.objects.bulk_create(
        Notification(event=event, person=person, subject=message.subject, body=message.body, link=link)
        for person in sorted(set(people), key=lambda person: person.pk)
        if person.is_active and person.pk not in told
    )
    for notification in notifications:
        outbox.announce(NotifyEvent.NOTIFICATION_WRITTEN, notification_id=str(notification.pk))
    return len(notifications)


@transaction.atomic
def send_email(*, notification: Notification, now: datetime) -> bool:
    """Send a notification by e-mail unless it was sent; say whether it was sent now.

    The row is locked while the server takes the mail, so two workers never send it both. If the worker dies after
    that and before the commit, it is sent again: at least once, and never lost.
    """
    notification = locks.lock(notification)
    if notification.emailed_at is not None:
        return False
    values = {
        "body": notification.body,
        "subject": notification.subject,
        "url": f"{settings.PUBLIC_URL}{notification.link}",
    }
    mail = EmailMultiAlternatives(
        f"Reagora: {notification.subject}",
        render_to_string("notify/mail.txt", values),
        to=[notification.person.email],
        # Lets a mail program, and whoever traces a mail, know a repeated one.
        headers={"Message-ID": f"<{notification.pk}@{_mail_domain()}>", "Auto-Submitted": "auto-generated"},
    )
    mail.attach_alternative(render_to_string("notify/mail.html", values), "text/html")
    mail.send()
    notification.emailed_at = now
    notification.save(update_fields=["emailed_at"])
    return True


def _mail_domain() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2]


@transaction.atomic
def mark_read(*, notification: Notification, by: Person, now: datetime) -> Notification:
    """Note that its person has read a notification; reading it again changes nothing.

    Raises:
        NotAllowed: it is somebody else's.
    """
    notification = locks.lock(notification)
    if notification.person_id != by.pk:
        raise NotAllowed("This notification is somebody else's.")
    if notification.read_at is None:
        notification.read_at = now
        notification.save(update_fields=["read_at"])
        audit.record("notify.mark_read", notification, by=by)
    return notification


def look_for_news(*, now: datetime) -> int:
    """Note the news of every saved search of an active person, each in a transaction of its own.

    A search whose project its owner does not see any more tells of nothing.

    Returns:
        How many searches have told of news.
    """
    told = 0
    for saved in SavedSearch.objects.filter(owner__is_active=True).select_related("owner").order_by("pk").iterator():
        try:
            told += bool(_note(saved, now))
        except Exception:
            logger.exception("news.failed", extra={"saved_search": str(saved.pk)})
    return told


def _note(saved: SavedSearch, now: datetime) -> int:
    if saved.project_id is None:
        return searches.note_news(saved_search=saved, purpose=None, now=now)
    project = visible_projects(saved.owner).filter(pk=saved.project_id).first()
    if project is None:
        return 0
    return searches.note_news(saved_search=saved, purpose=purpose_of(project, on=now.date()), now=now)
