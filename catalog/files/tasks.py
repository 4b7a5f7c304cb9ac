"""Celery tasks of the files."""

import logging

from celery import Task, shared_task

from catalog.files import operations
from catalog.files.models import ListingPhoto

logger = logging.getLogger(__name__)

ATTEMPTS = 4
WAIT_S = 10


@shared_task(name="files.check_photo", bind=True, max_retries=ATTEMPTS - 1)
def check_photo(self: "Task[[str], None]", photo_id: str) -> None:
    """Look at a photo; after several errors of ours it is given up, so that nobody waits for it in vain."""
    photo = ListingPhoto(pk=photo_id)
    try:
        operations.check_photo(photo=photo)
    except Exception as error:
        logger.exception("photo.failed", extra={"photo": photo_id, "attempt": self.request.retries + 1})
        if self.request.retries < ATTEMPTS - 1:
            raise self.retry(exc=error, countdown=WAIT_S * 2**self.request.retries) from error
        operations.give_up_photo(photo=photo)
