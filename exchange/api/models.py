"""What the API itself keeps: how fast each viewer asks."""

from django.db import models

from exchange.kernel.pii import classify


class RateBucket(models.Model):
    """The tokens that a viewer has left, as they were at a moment; the table is unlogged."""

    key = models.CharField(
        max_length=80, primary_key=True, help_text="Whose bucket: a person's id, or a keyed digest of an address."
    )
    tokens = models.FloatField(help_text="Requests left at that moment.")
    filled_at = models.DateTimeField(help_text="The moment.")

    PII = classify(none="tokens filled_at", link="key")

    def __str__(self) -> str:
        return self.key
