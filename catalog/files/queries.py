"""Photos and documents that a person may see. Whoever sees the listing sees what it shows, and nobody else does."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from catalog.files.models import ListingDocument, ListingPhoto, PhotoFile, PhotoSize
from catalog.listings import queries as listings
from catalog.listings.models import Listing
from exchange.kernel import clock
from exchange.parties.models import Person
from exchange.parties.permissions import Permission
from exchange.parties.queries import Viewer, units_with

# Encoded anew at least once, and described.
SHOWN = Q(width_px__isnull=False) & ~Q(alt_text="")


def visible_photos(viewer: Viewer) -> QuerySet[ListingPhoto]:
    """Return the photos that visible listings show, and all those of listings that the viewer manages."""
    seen = ListingPhoto.objects.filter(listing__in=listings.visible_to(viewer).values("pk"))
    if not isinstance(viewer, Person):
        return seen.filter(SHOWN)
    managed = units_with(viewer, Permission.MANAGE_LISTINGS, on=clock.today())
    return seen.filter(SHOWN | Q(listing__unit__in=managed.values("pk")))


def visible_documents(viewer: Viewer) -> QuerySet[ListingDocument]:
    """Return the documents of visible listings."""
    return ListingDocument.objects.filter(listing__in=listings.visible_to(viewer).values("pk"))


def photo_file(photo: UUID, size: str, viewer: Viewer) -> PhotoFile | None:
    """Return an image of a visible photo without its content, None when there is none."""
    files = PhotoFile.objects.filter(photo__in=visible_photos(viewer).filter(pk=photo).values("pk"))
    return files.exclude(size=PhotoSize.RECEIVED).filter(size=size).defer("content").first()


def shown_photos(rows: Collection[Listing]) -> dict[UUID, list[ListingPhoto]]:
    """Return, by listing, the photos that it shows, in their order. Takes one query.

    Args:
        rows: listings that the viewer may see.
    """
    return _by_listing(ListingPhoto.objects.filter(SHOWN, listing__in=[row.pk for row in rows]))


def managed_photos(rows: Collection[Listing], viewer: Viewer, *, on: date) -> dict[UUID, list[ListingPhoto]]:
    """Return, by listing, all photos of those that the viewer manages, whatever became of them. Takes two queries."""
    managed = listings.managed_among(rows, viewer, on=on) if isinstance(viewer, Person) else set()
    return _by_listing(ListingPhoto.objects.filter(listing__in=managed))


def images(photos: Collection[ListingPhoto]) -> dict[UUID, list[PhotoFile]]:
    """Return, by photo, its images without their content, the smallest first. Takes one query."""
    found: dict[UUID, list[PhotoFile]] = defaultdict(list)
    files = PhotoFile.objects.filter(photo__in=[photo.pk for photo in photos]).exclude(size=PhotoSize.RECEIVED)
    for file in files.defer("content").order_by("photo", "width_px", "pk"):
        found[file.photo_id].append(file)
    return found


def _by_listing(photos: QuerySet[ListingPhoto]) -> dict[UUID, list[ListingPhoto]]:
    found: dict[UUID, list[ListingPhoto]] = defaultdict(list)
    for photo in photos.order_by("listing", "position", "pk"):
        found[photo.listing_id].append(photo)
    return found
