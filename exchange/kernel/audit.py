"""The audit trail: one row a command, never altered."""

from typing import Any

from django.db import models

from exchange.kernel.models import AuditEvent


def record(
    command: str,
    subject: models.Model,
    *,
    by: models.Model | None,
    reason: str = "",
    rule_version: str = "",
    **inputs: Any,
) -> AuditEvent:
    """Write who did what to which row, and why; call it inside the command's transaction.

    Args:
        command: room and verb, e.g. ``requests.submit``.
        by: the acting person, None for the system.
        inputs: JSON-serialisable values that the decision rested on.
    """
    return AuditEvent.objects.create(
        actor_id=str(by.pk) if by is not None else "",
        command=command,
        subject_type=subject._meta.label,
        subject_id=str(subject.pk),
        reason=reason,
        rule_version=rule_version,
        inputs=inputs,
    )
