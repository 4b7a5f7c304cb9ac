"""What is in the freezer and who may know of it."""

from uuid import UUID

from django.db.models import F, QuerySet

from catalog.stock.models import Hold, Lot


def holds_of(reference: UUID) -> QuerySet[Hold]:
    """Return every hold ever placed for a reference, oldest first, with its lot."""
    return Hold.objects.filter(reference=reference).select_related("lot").order_by("pk")


def available(lots: QuerySet[Lot]) -> QuerySet[Lot]:
    """Return those of the lots of which at least one is not promised."""
    return lots.filter(on_hand__gt=F("held"))
