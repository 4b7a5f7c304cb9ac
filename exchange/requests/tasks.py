"""Celery tasks of access requests."""

from celery import shared_task

from exchange.kernel import clock
from exchange.requests import operations


@shared_task(name="requests.announce_deadlines")
def announce_deadlines() -> int:
    """Announce which lines committees must decide soon, and which they have not."""
    return operations.announce_deadlines(now=clock.now())
