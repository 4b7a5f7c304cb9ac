"""Celery tasks of the kernel: the outbox relay and the handlers' runs."""

from celery import Task, shared_task

from exchange.kernel import clock, outbox


def _send(event_id: int, handler: str) -> None:
    handle_event.delay(event_id, handler)


@shared_task(name="kernel.relay_outbox")
def relay_outbox() -> int:
    """Relay all waiting events."""
    total = 0
    while relayed := outbox.relay(_send, now=clock.now()):
        total += relayed
    return total


@shared_task(name="kernel.redeliver_outbox")
def redeliver_outbox() -> int:
    """Send again what no handler has confirmed."""
    return outbox.redeliver(_send, now=clock.now())


@shared_task(
    name="kernel.handle_event",
    bind=True,
    autoretry_for=(Exception,),
    retry_backoff=True,
    retry_backoff_max=300,
    max_retries=10,
)
def handle_event(self: "Task[..., bool]", event_id: int, handler: str) -> bool:
    """Run one handler for one event, at most once in effect."""
    return outbox.handle(event_id, handler)
