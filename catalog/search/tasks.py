"""Celery tasks of the search."""

from celery import shared_task

from catalog.search import operations
from exchange.kernel import clock


@shared_task(name="search.keep_index")
def keep_index() -> int | None:
    """Write the index anew when it is due."""
    return operations.keep_index(now=clock.now())
