"""Addresses of what is published, as others keep them."""

from django.conf import settings

from catalog.interchange.exports import public
from catalog.listings.models import Listing
from exchange.api.catalogue.types import ListingType
from exchange.api.core.ids import global_id, key_of


def listing_address(listing: Listing) -> str:
    """Return the address of a listing's page."""
    return f"{settings.PUBLIC_URL}/listings/{global_id(listing, 'Listing')}"


def published_listing(identifier: str) -> Listing | None:
    """Return the public listing of a page's address, None when there is none."""
    key = key_of(ListingType, identifier)
    return public.published().filter(pk=key).first() if key else None


def is_taken_back(identifier: str) -> bool:
    """Say whether everybody could see the listing of an address once, and cannot any more."""
    key = key_of(ListingType, identifier)
    return bool(key) and public.ever_published().filter(pk=key, is_published=False).exists()
