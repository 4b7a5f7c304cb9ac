"""Error codes of the notify room's commands. Plain Python."""

from enum import StrEnum


class NotificationReadErrorCode(StrEnum):
    """Why a notification could not be marked as read."""

    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"
