"""News of the files of listings. Plain Python."""

from enum import StrEnum


class FileEvent(StrEnum):
    """Names of events in the outbox."""

    PHOTO_ADDED = "PhotoAdded"  # {photo_id}
    PHOTO_REPLACED = "PhotoReplaced"  # {photo_id}
