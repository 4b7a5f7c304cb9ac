"""Notifications are written once, mailed at least once, and read by their person."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core import mail
from django.db import connection
from django.test import override_settings
from django.utils.safestring import SafeString

from exchange.kernel import clock, outbox
from exchange.kernel.errors import NotAllowed
from exchange.kernel.models import AuditEvent, OutboxEvent
from exchange.notify import operations, queries
from exchange.notify.models import Notification
from exchange.notify.texts import Text
from exchange.parties.models import Person
from tests.factories.parties import PersonFactory

pytestmark = pytest.mark.django_db


def notify(*people: Person, event: OutboxEvent | None = None, name: str = "<b>Export</b>") -> int:
    return operations.notify(
        event=event or outbox.announce("SomethingHappened"),
        people=people,
        text=Text.TOKEN_CREATED_TO_OWNER,
        link="/account/tokens",
        name=name,
        expires_on="2026-04-01",
    )


def notification_for(person: Person | None = None) -> Notification:
    notify(person or PersonFactory.create())
    return Notification.objects.latest("pk")


def test_notify_writes_one_row_a_person() -> None:
    ada, eve = PersonFactory.create(), PersonFactory.create()
    event = outbox.announce("SomethingHappened")

    assert notify(ada, eve, ada, event=event) == 2
    assert notify(ada, PersonFactory.create(is_active=False), event=event) == 0
    assert notify(ada) == 1

    row = Notification.objects.get(event=event, person=ada)
    assert (row.subject, row.link) == ("A token was created: <b>Export</b>", "/account/tokens")
    assert (row.read_at, row.emailed_at) == (None, None)


def test_send_email() -> None:
    person = PersonFactory.create(email="ada@example.org")
    notification, now = notification_for(person), clock.now()

    assert operations.send_email(notification=notification, now=now) is True

    message = mail.outbox[0]
    assert message.to == ["ada@example.org"]
    assert message.subject == "Reagora: A token was created: <b>Export</b>"
    assert message.from_email == "Reagora <no-reply@reagora.example>"
    assert message.body == (
        "The API token <b>Export</b> can act for you until 2026-04-01. If you did not create it, revoke it at once.\n\n"
        "http://localhost:8000/account/tokens\n\n-- \nReagora, the marketplace of cancer research resources\n\n"
    )
    assert message.extra_headers == {
        "Message-ID": f"<{notification.pk}@reagora.example>",
        "Auto-Submitted": "auto-generated",
    }
    assert isinstance(message, mail.EmailMultiAlternatives)
    ((page, kind),) = message.alternatives
    assert (kind, type(page)) == ("text/html", SafeString)
    page = str(page)
    assert "&lt;b&gt;Export&lt;/b&gt; can act for you" in page
    assert "<b>Export" not in page
    assert '<a href="http://localhost:8000/account/tokens">' in page
    notification.refresh_from_db()
    assert notification.emailed_at == now


def test_send_email_twice_sends_once() -> None:
    notification, now = notification_for(), clock.now()
    operations.send_email(notification=notification, now=now)
    assert operations.send_email(notification=notification, now=now + timedelta(hours=1)) is False
    notification.refresh_from_db()
    assert (len(mail.outbox), notification.emailed_at) == (1, now)


@override_settings(EMAIL_BACKEND="tests.exchange.notify.test_operations.BrokenBackend")
def test_mail_server_that_is_down_leaves_it_to_be_sent() -> None:
    notification = notification_for()
    event = OutboxEvent.objects.get(name="NotificationWritten")

    with pytest.raises(ConnectionRefusedError):
        outbox.handle(event.pk, "exchange.notify.handlers.mail.send_email")

    notification.refresh_from_db()
    assert notification.emailed_at is None
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
        assert outbox.handle(event.pk, "exchange.notify.handlers.mail.send_email") is True
        assert outbox.handle(event.pk, "exchange.notify.handlers.mail.send_email") is False
    assert len(mail.outbox) == 1


class BrokenBackend:
    """A mail server that nobody answers at."""

    def __init__(self, **options: object) -> None:
        pass

    def send_messages(self, messages: list[object]) -> int:
        raise ConnectionRefusedError


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_one_mail() -> None:
    notification = notification_for()
    mail.outbox.clear()
    Notification.objects.update(emailed_at=None)
    barrier, outcomes = Barrier(2), []

    def send() -> None:
        barrier.wait()
        outcomes.append(operations.send_email(notification=notification, now=clock.now()))
        connection.close()

    threads = [Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == [False, True]
    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_mail_follows_the_commit_by_itself() -> None:
    person = PersonFactory.create(email="ada@example.org")
    notify(person)
    assert [message.to for message in mail.outbox] == [["ada@example.org"]]
    assert Notification.objects.get().emailed_at is not None


def test_subject_is_one_line_of_bounded_length() -> None:
    notification = notification_for()
    notify(notification.person, name="x\r\nBcc: eve@example.org " + "y" * 300)
    row = Notification.objects.latest("pk")
    assert row.subject.startswith("A token was created: x Bcc: eve@example.org yyy")
    assert (len(row.subject), row.subject[-1]) == (200, "…")
    operations.send_email(notification=row, now=clock.now())
    assert mail.outbox[-1].recipients() == [row.person.email]


def test_mark_read() -> None:
    notification, now = notification_for(), clock.now()
    person = notification.person
    assert queries.unread_count(person) == 1

    operations.mark_read(notification=notification, by=person, now=now)
    operations.mark_read(notification=notification, by=person, now=now + timedelta(hours=1))

    notification.refresh_from_db()
    assert (notification.read_at, queries.unread_count(person)) == (now, 0)
    assert list(AuditEvent.objects.values_list("command", "actor_id")) == [("notify.mark_read", str(person.pk))]


def test_mark_read_by_somebody_else() -> None:
    notification = notification_for()
    with pytest.raises(NotAllowed):
        operations.mark_read(notification=notification, by=PersonFactory.create(), now=clock.now())
    notification.refresh_from_db()
    assert notification.read_at is None


def test_notifications_are_visible_to_their_person_only() -> None:
    own = notification_for()
    notification_for()
    assert list(queries.visible_to(own.person)) == [own]
    assert list(queries.visible_to(None)) == []
    assert queries.unread_count(None) == 0
