"""Celery tasks of the interchange."""

import logging

from celery import Task, shared_task

from catalog.interchange import operations
from catalog.interchange.models import ImportRun
from exchange.kernel import clock

logger = logging.getLogger(__name__)

ATTEMPTS = 4
WAIT_S = 10
# The largest file takes minutes. Should the broker deliver it again meanwhile, the second run waits for the first.
TIME_LIMIT_S = 1800


@shared_task(name="interchange.run_import", bind=True, max_retries=ATTEMPTS - 1, time_limit=TIME_LIMIT_S)
def run_import(self: "Task[[str], None]", run_id: str) -> None:
    """Run an import; after several errors of ours it is given up, so that nobody waits for it in vain."""
    run = ImportRun.objects.get(pk=run_id)
    try:
        operations.run_import(run=run, now=clock.now())
    except Exception as error:
        logger.exception("import.failed", extra={"run": run_id, "attempt": self.request.retries + 1})
        if self.request.retries < ATTEMPTS - 1:
            raise self.retry(exc=error, countdown=WAIT_S * 2**self.request.retries) from error
        operations.fail_import(
            run=run, failure="The import stopped on an error that is ours, not the file's. Nothing was stored."
        )
