"""What a command left behind: its audit rows and its news."""

from typing import Any

from exchange.kernel.models import AuditEvent, OutboxEvent


def audited() -> list[tuple[str, str, str]]:
    """Return command, actor and subject of each audit row, oldest first."""
    return list(AuditEvent.objects.order_by("id").values_list("command", "actor_id", "subject_id"))


def news() -> list[tuple[str, dict[str, Any]]]:
    """Return name and payload of each event, oldest first."""
    return list(OutboxEvent.objects.order_by("id").values_list("name", "payload"))
