"""What people were told, in the application and by e-mail."""

from django.db import models

from exchange.kernel.models import OutboxEvent, Record
from exchange.kernel.pii import classify
from exchange.parties.models import Person


class Notification(Record):
    """One message to one person about one event."""

    event = models.ForeignKey(OutboxEvent, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notifications")
    subject = models.CharField(max_length=200)
    body = models.TextField()
    link = models.CharField(max_length=200, help_text="Path of the page to open.")
    read_at = models.DateTimeField(null=True)
    emailed_at = models.DateTimeField(null=True)

    PII = classify(none="id created_at event link read_at emailed_at", link="person", free_text="subject body")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "person"], name="notification_once")]
        indexes = [models.Index(fields=["person", "-id"], name="notification_newest")]

    def __str__(self) -> str:
        return self.subject
