"""Addresses of what is published, as others keep them."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse

from catalog.files import queries as files
from catalog.files.models import ListingPhoto, PhotoSize
from catalog.interchange.exports import public
from catalog.interchange.exports.linked_data import Image, Images
from catalog.listings.models import Listing
from exchange.api.catalogue.types import ListingType
from exchange.api.core.ids import global_id, key_of
from exchange.api.parties.types import OrganisationType
from exchange.parties.models import Organisation


def listing_address(listing: Listing) -> str:
    """Return the address of a listing's page."""
    return f"{settings.PUBLIC_URL}/listings/{global_id(listing, 'Listing')}"


def provider_address(organisation: Organisation) -> str:
    """Return the address of a provider's page."""
    return f"{settings.PUBLIC_URL}/providers/{global_id(organisation, 'Organisation')}"


def published_provider(identifier: str) -> Organisation | None:
    """Return the provider of a page's address, None when there is none that offers anything to everybody."""
    key = key_of(OrganisationType, identifier)
    return public.providers().filter(pk=key).first() if key else None


def images_of(listings: Sequence[Listing]) -> Images:
    """Return the photos of public listings with their addresses, by listing. Takes one query."""
    return {key: [_image(photo) for photo in photos] for key, photos in files.shown_photos(listings).items()}


def _image(photo: ListingPhoto) -> Image:
    path = reverse("listing-photo", args=[photo.pk, PhotoSize.LARGE.value])
    # What is shown has an extent.
    return Image(f"{settings.PUBLIC_URL}{path}", photo.alt_text, photo.width_px or 0, photo.height_px or 0)


def published_listing(identifier: str) -> Listing | None:
    """Return the public listing of a page's address, None when there is none."""
    key = key_of(ListingType, identifier)
    return public.published().filter(pk=key).first() if key else None


def is_taken_back(identifier: str) -> bool:
    """Say whether everybody could see the listing of an address once, and cannot any more."""
    key = key_of(ListingType, identifier)
    return bool(key) and public.ever_published().filter(pk=key, is_published=False).exists()
