"""Celery tasks of the notify room."""

from celery import shared_task

from exchange.kernel import clock
from exchange.notify import operations


@shared_task(name="notify.look_for_news")
def look_for_news() -> int:
    """Find what is new to saved searches, and announce it where it is time."""
    return operations.look_for_news(now=clock.now())
