"""News of notifications. Plain Python."""

from enum import StrEnum


class NotifyEvent(StrEnum):
    """Names of events in the outbox."""

    NOTIFICATION_WRITTEN = "NotificationWritten"  # {notification_id}
