"""Celery tasks of the stock."""

from celery import shared_task

from catalog.stock import operations
from exchange.kernel import clock


@shared_task(name="stock.expire_holds")
def expire_holds() -> int:
    """End the promises that have run out."""
    return operations.expire_holds(now=clock.now())
