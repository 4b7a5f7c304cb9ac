"""Tables of the kernel: the audit trail, the outbox and the worker's sign of life."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models.functions import Now

from exchange.kernel.ids import new_id
from exchange.kernel.pii import PiiClass, classify


def append_only(name: str) -> list[pgtrigger.Trigger]:
    """Return triggers that refuse UPDATE, DELETE and TRUNCATE on the model's table."""
    return [
        pgtrigger.Protect(name=f"{name}_append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        pgtrigger.Trigger(
            name=f"{name}_no_truncate",
            operation=pgtrigger.Truncate,
            level=pgtrigger.Statement,
            when=pgtrigger.Before,
            func="RAISE EXCEPTION 'G7: % is append-only', TG_TABLE_NAME USING ERRCODE = 'RG007';",
        ),
    ]


class Record(models.Model):
    """A row with a time-ordered UUID key and the moment it was written."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    PII: ClassVar[dict[str, PiiClass]]

    class Meta:
        abstract = True


class AuditEvent(models.Model):
    """One command that changed something. Ids are text so that rows outlive what they record."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_default=Now())
    actor_id = models.TextField(blank=True, help_text="Person's id; empty for the system.")
    command = models.TextField(help_text="Room and verb, e.g. requests.submit.")
    subject_type = models.TextField()
    subject_id = models.TextField()
    reason = models.TextField(blank=True)
    inputs = models.JSONField(default=dict)
    rule_version = models.TextField(blank=True)

    PII = classify(
        none="id at command subject_type subject_id rule_version", link="actor_id", free_text="reason inputs"
    )

    class Meta:
        indexes = [models.Index(fields=["subject_type", "subject_id", "id"], name="audit_subject")]
        triggers = append_only("audit")

    def __str__(self) -> str:
        return f"{self.command} {self.subject_type}:{self.subject_id}"


class OutboxEvent(models.Model):
    """News written in the business transaction; the relay hands it to its handlers."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_default=Now())
    name = models.TextField(help_text="Event in past tense, e.g. RequestSubmitted.")
    payload = models.JSONField(default=dict)
    relayed_at = models.DateTimeField(null=True)

    PII = classify(none="id at name relayed_at", free_text="payload")

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="outbox_waiting", condition=models.Q(relayed_at__isnull=True)),
        ]
        triggers = [
            pgtrigger.Protect(name="outbox_no_delete", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="outbox_frozen", exclude=["relayed_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.name} #{self.pk}"


class HandledEvent(models.Model):
    """A handler's receipt for an event: the reason a repeated delivery changes nothing."""

    event = models.ForeignKey(OutboxEvent, on_delete=models.PROTECT, related_name="handled")
    handler = models.TextField()
    at = models.DateTimeField(db_default=Now())

    PII = classify(none="id event handler at")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "handler"], name="handled_once")]
        triggers = append_only("handled")

    def __str__(self) -> str:
        return f"{self.handler} of #{self.event_id}"


class WorkerHeartbeat(models.Model):
    """When a worker last said that it is alive; read by /healthz."""

    worker = models.TextField(primary_key=True)
    beat_at = models.DateTimeField()

    PII = classify(none="worker beat_at")

    def __str__(self) -> str:
        return self.worker
