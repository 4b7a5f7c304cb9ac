"""Celery tasks of compliance."""

from celery import shared_task

from agreements.compliance import operations
from exchange.kernel import clock


@shared_task(name="compliance.announce_expiring_approvals")
def announce_expiring_approvals() -> int:
    """Announce which ethics approvals expire soon."""
    return operations.announce_expiring_approvals(now=clock.now())
