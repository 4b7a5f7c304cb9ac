"""Celery tasks of the API."""

from celery import shared_task

from exchange.api.endpoint import rate
from exchange.kernel import clock


@shared_task(name="api.forget_full_buckets")
def forget_full_buckets() -> int:
    """Remove the traces of viewers who have long been silent."""
    return rate.forget(now=clock.now())
