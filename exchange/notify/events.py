"""The notify room's news, by the name it has in the outbox. Plain Python."""

NOTIFICATION_WRITTEN = "NotificationWritten"  # {notification_id}
