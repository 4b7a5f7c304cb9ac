"""Which listings leave the catalogue for everybody to read, and which of them have been taken back."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from catalog.listings import queries as listings
from catalog.listings.models import Listing
from exchange.parties.models import Organisation


def published() -> QuerySet[Listing]:
    """Return what everybody may see, with its provider."""
    return listings.visible_to(None).select_related("unit__organisation", "use_terms")


def providers() -> QuerySet[Organisation]:
    """Return the organisations that offer something which everybody may see."""
    return Organisation.objects.filter(pk__in=listings.visible_to(None).values("unit__organisation"))


def ever_published() -> QuerySet[Any]:
    """Return what everybody may see or could see once, annotated with ``is_published``.

    Of what cannot be seen any more nothing may be told but that.
    """
    shown = listings.visible_to(None).filter(pk=OuterRef("pk"))
    rows = Listing.objects.filter(published_at__isnull=False).annotate(is_published=Exists(shown))
    return rows.select_related("unit__organisation", "use_terms")
