"""The transactional outbox: news is written with the change, and delivered after it.

An operation calls `announce` inside its transaction. The relay hands each event to every handler
registered for its name, by one Celery task each; a handler runs in one transaction with its receipt,
so that a repeated delivery, a lost broker or a kill at any line changes nothing twice and loses nothing.
"""

import logging
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from exchange.kernel import locks
from exchange.kernel.models import HandledEvent, OutboxEvent

logger = logging.getLogger(__name__)

Handler = Callable[[OutboxEvent], None]
_handlers: dict[str, dict[str, Handler]] = defaultdict(dict)

BATCH = 100
REDELIVER_AFTER = timedelta(minutes=15)


def handles(event_name: str) -> Callable[[Handler], Handler]:
    """Register a function of a room's ``handlers.py`` for an event."""

    def register(handler: Handler) -> Handler:
        _handlers[event_name][f"{handler.__module__}.{handler.__qualname__}"] = handler
        return handler

    return register


def handlers_of(event_name: str) -> tuple[str, ...]:
    """Return the names of the handlers registered for an event, in alphabetical order."""
    return tuple(sorted(_handlers[event_name]))


def announce(event_name: str, **payload: Any) -> OutboxEvent:
    """Write an event of JSON values (ids as text) inside the caller's transaction."""
    event = OutboxEvent.objects.create(name=event_name, payload=payload)
    transaction.on_commit(_wake_relay)
    return event


def _wake_relay() -> None:
    """Ask for a relay run at once; the periodic run serves when the broker cannot be reached."""
    from exchange.kernel.tasks import relay_outbox

    try:
        relay_outbox.delay()
    except Exception:
        logger.warning("outbox.wake_failed", exc_info=True)


def relay(send: Callable[[int, str], None], *, now: datetime) -> int:
    """Send every waiting event to its handlers and mark it; return how many events were relayed.

    Args:
        send: takes event id and handler name; may be called twice for the same pair after a crash.
    """
    with transaction.atomic():
        waiting = locks.lock_waiting(OutboxEvent.objects.filter(relayed_at__isnull=True), limit=BATCH)
        for event in waiting:
            for handler in handlers_of(event.name):
                send(event.pk, handler)
        OutboxEvent.objects.filter(pk__in=[event.pk for event in waiting]).update(relayed_at=now)
    return len(waiting)


def redeliver(send: Callable[[int, str], None], *, now: datetime) -> int:
    """Send again what was relayed a while ago and has no receipt; return how many sendings.

    It looks back one day: what fails for longer is a bug to mend, and stays visible as unhandled.
    """
    late = OutboxEvent.objects.filter(
        relayed_at__lt=now - REDELIVER_AFTER, relayed_at__gt=now - timedelta(days=1)
    ).prefetch_related("handled")
    sent = 0
    for event in late.order_by("pk").iterator(chunk_size=BATCH):
        done = {receipt.handler for receipt in event.handled.all()}
        for handler in handlers_of(event.name):
            if handler not in done:
                send(event.pk, handler)
                sent += 1
    return sent


def handle(event_id: int, handler_name: str) -> bool:
    """Run a handler once for an event, in one transaction with its receipt.

    Returns:
        False when it had been handled before.
    """
    event = OutboxEvent.objects.get(pk=event_id)
    handler = _handlers[event.name][handler_name]
    with transaction.atomic():
        try:
            with transaction.atomic():
                HandledEvent.objects.create(event=event, handler=handler_name)
        except IntegrityError:
            return False
        handler(event)
    return True
