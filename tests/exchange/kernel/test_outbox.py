"""News is written with the change, delivered at least once, and handled once in effect."""

from collections.abc import Iterator
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from exchange.kernel import clock, outbox
from exchange.kernel.models import HandledEvent, OutboxEvent
from exchange.kernel.tasks import redeliver_outbox, relay_outbox
from exchange.parties.models import Person
from tests.factories.parties import PersonFactory

pytestmark = pytest.mark.django_db

NAME = "SomethingTested"
FIRST = f"{__name__}.first"
SECOND = f"{__name__}.second"


class CrashError(Exception):
    """What a dying worker looks like from inside."""


class Post:
    """Takes what the relay sends; dies at the given sending."""

    def __init__(self, dies_at: int | None = None) -> None:
        self.sent: list[tuple[int, str]] = []
        self._dies_at = dies_at

    def __call__(self, event_id: int, handler: str) -> None:
        self.sent.append((event_id, handler))
        if len(self.sent) == self._dies_at:
            raise CrashError


@pytest.fixture(autouse=True)
def handlers() -> Iterator[None]:
    """Two handlers of one event: one writes a row, the other a longer one."""

    def first(event: OutboxEvent) -> None:
        PersonFactory.create(full_name=f"first of {event.pk}")

    def second(event: OutboxEvent) -> None:
        PersonFactory.create(full_name=f"second of {event.pk}")

    outbox._handlers[NAME] = {FIRST: first, SECOND: second}
    yield
    del outbox._handlers[NAME]


def effects() -> list[str]:
    return sorted(Person.objects.values_list("full_name", flat=True))


def waiting() -> int:
    return OutboxEvent.objects.filter(relayed_at__isnull=True).count()


def test_handles_registers_by_name() -> None:
    @outbox.handles("SomethingElseTested")
    def listen(event: OutboxEvent) -> None:
        pass

    name = f"{__name__}.test_handles_registers_by_name.<locals>.listen"
    assert outbox.handlers_of("SomethingElseTested") == (name,)
    assert outbox.handlers_of(NAME) == (FIRST, SECOND)
    assert outbox.handlers_of("NobodyListens") == ()


def test_announce_writes_within_the_transaction() -> None:
    with transaction.atomic():
        outbox.announce(NAME, row_id="1")
        transaction.set_rollback(True)
    assert not OutboxEvent.objects.exists()

    event = outbox.announce(NAME, row_id="1")
    event.refresh_from_db()
    assert (event.name, event.payload, event.relayed_at) == (NAME, {"row_id": "1"}, None)


def test_relay_sends_each_event_to_each_handler_and_marks_it() -> None:
    events = [outbox.announce(NAME), outbox.announce(NAME), outbox.announce("NobodyListens")]
    post, now = Post(), clock.now()

    assert outbox.relay(post, now=now) == 3

    assert post.sent == [(event.pk, handler) for event in events[:2] for handler in (FIRST, SECOND)]
    assert set(OutboxEvent.objects.values_list("relayed_at", flat=True)) == {now}


def test_relay_twice_sends_once() -> None:
    outbox.announce(NAME)
    post = Post()
    outbox.relay(post, now=clock.now())
    assert outbox.relay(post, now=clock.now()) == 0
    assert len(post.sent) == 2


@pytest.mark.parametrize("dies_at", [1, 2, 3, 4])
def test_crash_between_sending_and_marking_loses_nothing(dies_at: int) -> None:
    events = [outbox.announce(NAME), outbox.announce(NAME)]
    dying, next_one = Post(dies_at), Post()

    with pytest.raises(CrashError):
        outbox.relay(dying, now=clock.now())
    assert waiting() == 2
    outbox.relay(next_one, now=clock.now())

    assert next_one.sent == [(event.pk, handler) for event in events for handler in (FIRST, SECOND)]
    # What arrived twice has its effect once.
    for event_id, handler in (*dying.sent, *next_one.sent):
        outbox.handle(event_id, handler)
    assert effects() == sorted(f"{name} of {event.pk}" for event in events for name in ("first", "second"))


def test_relay_goes_on_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "BATCH", 2)
    for _ in range(5):
        outbox.announce("NobodyListens")
    assert [outbox.relay(Post(), now=clock.now()) for _ in range(4)] == [2, 2, 1, 0]


def test_handle_twice_has_its_effect_once() -> None:
    event = outbox.announce(NAME)
    assert outbox.handle(event.pk, FIRST) is True
    assert outbox.handle(event.pk, FIRST) is False
    assert outbox.handle(event.pk, SECOND) is True
    assert effects() == [f"first of {event.pk}", f"second of {event.pk}"]
    assert set(HandledEvent.objects.values_list("handler", flat=True)) == {FIRST, SECOND}


def test_failing_handler_leaves_neither_effect_nor_receipt() -> None:
    def failing(event: OutboxEvent) -> None:
        PersonFactory.create()
        raise CrashError

    outbox._handlers[NAME] = {FIRST: failing}
    event = outbox.announce(NAME)
    with pytest.raises(CrashError):
        outbox.handle(event.pk, FIRST)
    assert (effects(), HandledEvent.objects.count()) == ([], 0)

    outbox._handlers[NAME] = {FIRST: lambda event: None}
    assert outbox.handle(event.pk, FIRST) is True


def test_redeliver_sends_what_has_no_receipt() -> None:
    now = clock.now()
    event = outbox.announce(NAME)
    outbox.relay(Post(), now=now - outbox.REDELIVER_AFTER - timedelta(seconds=1))
    outbox.handle(event.pk, FIRST)
    post = Post()

    assert outbox.redeliver(post, now=now) == 1

    assert post.sent == [(event.pk, SECOND)]


@pytest.mark.parametrize(
    ("ago", "is_sent"),
    [
        (timedelta(minutes=14), False),
        (timedelta(minutes=16), True),
        (timedelta(hours=23), True),
        (timedelta(hours=25), False),
    ],
)
def test_redeliver_looks_back_from_a_quarter_of_an_hour_to_a_day(ago: timedelta, is_sent: bool) -> None:
    now = clock.now()
    outbox.announce(NAME)
    outbox.relay(Post(), now=now - ago)
    assert outbox.redeliver(Post(), now=now) == (2 if is_sent else 0)


def test_redeliver_sends_nothing_when_all_is_handled() -> None:
    now = clock.now()
    event = outbox.announce(NAME)
    outbox.relay(outbox.handle, now=now - timedelta(hours=1))  # type: ignore[arg-type]
    assert outbox.redeliver(Post(), now=now) == 0
    assert effects() == [f"first of {event.pk}", f"second of {event.pk}"]


@pytest.mark.django_db(transaction=True)
def test_news_reaches_its_handlers_after_commit_by_itself() -> None:
    with transaction.atomic():
        event = outbox.announce(NAME)
        assert effects() == []
    assert effects() == [f"first of {event.pk}", f"second of {event.pk}"]
    assert waiting() == 0


@pytest.mark.django_db(transaction=True)
def test_broker_that_is_down_does_not_fail_the_change(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse() -> None:
        raise ConnectionRefusedError

    with monkeypatch.context() as broken:
        broken.setattr(relay_outbox, "delay", refuse)
        event = outbox.announce(NAME)
    assert (waiting(), effects()) == (1, [])
    assert "outbox.wake_failed" in caplog.text

    assert relay_outbox() == 1
    assert effects() == [f"first of {event.pk}", f"second of {event.pk}"]
    assert redeliver_outbox() == 0


@pytest.mark.django_db(transaction=True)
def test_two_workers_with_the_same_delivery_have_its_effect_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relay_outbox, "delay", lambda: None)
    event = outbox.announce(NAME)
    barrier, outcomes = Barrier(4), []

    def work() -> None:
        barrier.wait()
        outcomes.append(outbox.handle(event.pk, FIRST))
        connection.close()

    run_at_once(work, 4)
    assert sorted(outcomes) == [False, False, False, True]
    assert effects() == [f"first of {event.pk}"]


@pytest.mark.django_db(transaction=True)
def test_two_relays_share_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relay_outbox, "delay", lambda: None)
    monkeypatch.setattr(outbox, "BATCH", 5)
    for _ in range(40):
        outbox.announce(NAME)
    post, barrier = Post(), Barrier(2)

    def work() -> None:
        barrier.wait()
        while waiting():
            outbox.relay(post, now=clock.now())
        connection.close()

    run_at_once(work, 2)
    assert len(post.sent) == 80
    assert len(set(post.sent)) == 80


def run_at_once(work: object, count: int) -> None:
    threads = [Thread(target=work) for _ in range(count)]  # type: ignore[arg-type]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
