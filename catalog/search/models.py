"""Which listings changed, in the order that transactions make safe."""

from typing import Any

from django.db import models
from django.db.models.functions import Now

from exchange.kernel.pii import classify


class TransactionId(models.BigIntegerField):  # type: ignore[type-arg] # Django's fields take none at run time
    """PostgreSQL's number of a whole transaction, which never wraps around."""

    def db_type(self, connection: Any) -> str:
        return "xid8"


class CurrentTransaction(models.Func):
    """The number of the transaction that writes."""

    function = "pg_current_xact_id"
    output_field = TransactionId()
    arity = 0


class ListingChange(models.Model):
    """What a listing shows of itself changed; written by triggers, in the transaction of the change.

    Numbers of rows say nothing of the order of commits. The transaction's number does, together with the oldest one
    that is still open: everything below that one is known, and what is above it is read again.
    """

    id = models.BigAutoField(primary_key=True)
    transaction = TransactionId(db_default=CurrentTransaction())
    at = models.DateTimeField(db_default=Now())
    listing_id = models.UUIDField(null=True, help_text="Null when what stands above diseases changed, hence all.")

    PII = classify(none="id transaction at listing_id")

    class Meta:
        indexes = [models.Index(fields=["transaction"], name="listing_change_transaction")]

    def __str__(self) -> str:
        return f"{self.listing_id} by {self.transaction}"
