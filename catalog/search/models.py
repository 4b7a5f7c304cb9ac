"""Which listings changed, in the order that transactions make safe, and what people search for again."""

from typing import Any

from django.db import models
from django.db.models.functions import Lower, Now

from catalog.search.states import AlertFrequency
from exchange.kernel.models import Record
from exchange.kernel.pii import classify
from exchange.parties.models import Person


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


class SavedSearch(Record):
    """What a person looks for again, and how often they want to be told of what is new."""

    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="saved_searches")
    name = models.CharField(max_length=100)
    wish = models.JSONField(help_text="The search's arguments in their one form, see queries.stated.")
    project_id = models.UUIDField(null=True, help_text="Key of the project that verdicts are for, of a higher room.")
    alert = models.CharField(
        max_length=10, choices=[(a.value, a.value) for a in AlertFrequency], default=AlertFrequency.NONE.value
    )
    told_until = models.DateTimeField(help_text="What was listed up to here is not new any more.")
    new_count = models.PositiveIntegerField(default=0, help_text="How many were new when last counted.")
    counted_at = models.DateTimeField(null=True)

    PII = classify(
        none="id created_at project_id alert told_until new_count counted_at", link="owner", free_text="name wish"
    )

    class Meta:
        verbose_name_plural = "saved searches"
        constraints = [models.UniqueConstraint("owner", Lower("name"), name="saved_search_name_once")]

    def __str__(self) -> str:
        return self.name
