"""Photos and documents of listings."""

import random
from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from catalog.files import operations
from catalog.files.models import ListingDocument, ListingPhoto, PhotoFile, PhotoSize
from catalog.files.rules import DocumentFormat, DocumentKind
from catalog.files.states import PhotoState
from catalog.listings.models import Listing
from exchange.parties.models import Person
from exchange.parties.roles import Role
from tests.factories.files import picture
from tests.factories.listings import ListingFactory
from tests.factories.parties import PersonFactory, member

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
TEXT = b"Thaw at 37 C within a minute.\n"


class ListingPhotoFactory(DjangoModelFactory[ListingPhoto]):
    """A photo that is shown, in its small size only, without decoding anything."""

    class Meta:
        model = ListingPhoto
        skip_postgeneration_save = True

    listing = factory.SubFactory(ListingFactory)
    added_by = factory.SubFactory(PersonFactory)
    filename = "freezer.png"
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    alt_text = "A freezer"
    position = 1
    state = PhotoState.READY.value
    width_px, height_px = 320, 240
    small = factory.RelatedFactory("tests.factories.listing_files.PhotoFileFactory", factory_related_name="photo")


class PhotoFileFactory(DjangoModelFactory[PhotoFile]):
    """The small size of a photo."""

    class Meta:
        model = PhotoFile

    photo = factory.SubFactory(ListingPhotoFactory)
    size = PhotoSize.SMALL.value
    width_px, height_px = 320, 240
    sha256 = "0" * 64
    content = b"RIFF"


class ListingDocumentFactory(DjangoModelFactory[ListingDocument]):
    """A document without its bytes."""

    class Meta:
        model = ListingDocument

    listing = factory.SubFactory(ListingFactory)
    added_by = factory.SubFactory(PersonFactory)
    filename = "thawing.txt"
    title = "Thawing"
    kind = DocumentKind.PROTOCOL.value
    format = DocumentFormat.TEXT.value
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    size_bytes = 30


def manager_of(listing: Listing) -> Person:
    """Return somebody who manages a listing."""
    return member(Role.RESOURCE_MANAGER, unit=listing.unit)


def photo_of(listing: Listing, alt_text: str = "A freezer", *, is_looked_at: bool = True) -> ListingPhoto:
    """Return a photo unlike any other; it is shown unless it is not looked at, or has no description."""
    by = manager_of(listing)
    colour = tuple(random.randbytes(3))
    photo = operations.add_photo(
        listing=listing, content=picture(colour=colour), filename="freezer.png", by=by, now=NOW
    )
    if alt_text:
        operations.describe_photo(photo=photo, alt_text=alt_text, by=by, now=NOW)
    if is_looked_at:
        operations.check_photo(photo=photo)
    return ListingPhoto.objects.get(pk=photo.pk)


def document_of(
    listing: Listing,
    content: bytes = TEXT,
    filename: str = "thawing_protocol.txt",
    kind: DocumentKind = DocumentKind.PROTOCOL,
) -> ListingDocument:
    """Return a document of a listing."""
    return operations.add_document(
        listing=listing, content=content, filename=filename, kind=kind, by=manager_of(listing), now=NOW
    )
