"""Photos: received here, looked at by a worker, described and put in order by people."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F

from catalog.files import rules
from catalog.files.errors import FileCode, PhotosArrangeCode
from catalog.files.events import FileEvent
from catalog.files.models import ListingPhoto, PhotoFile, PhotoSize
from catalog.files.operations.receiving import check_number, own, refusing
from catalog.files.states import PHOTO_TRANSITIONS, PhotoCommand, PhotoState
from catalog.listings.models import Listing
from exchange.kernel import audit, locks, outbox
from exchange.kernel.errors import Refused
from exchange.kernel.transitions import step
from exchange.parties.models import Person


@transaction.atomic
def add_photo(*, listing: Listing, content: bytes, filename: str, by: Person, now: datetime) -> ListingPhoto:
    """Keep a photo of what is listed, as the last one; a worker looks at it. The same file is kept once.

    Raises:
        NotAllowed: the person does not manage the listings of the unit.
        Refused: TOO_LARGE, UNSUPPORTED, TOO_MANY.
    """
    with refusing():
        rules.check_photo(content)
    listing = own(listing, by, now)
    sha256 = hashlib.sha256(content).hexdigest()
    photos = ListingPhoto.objects.filter(listing=listing)
    if kept := photos.filter(sha256=sha256).first():
        return kept
    check_number(photos, rules.MOST_PHOTOS, "photos")
    photo = ListingPhoto.objects.create(
        listing=listing, added_by=by, filename=filename, sha256=sha256, position=photos.count() + 1
    )
    _receive(photo, content, FileEvent.PHOTO_ADDED)
    audit.record("files.add_photo", photo, by=by, listing=str(listing.pk), sha256=sha256, size_bytes=len(content))
    return photo


@transaction.atomic
def replace_photo(*, photo: ListingPhoto, content: bytes, filename: str, by: Person, now: datetime) -> ListingPhoto:
    """Keep another file for a photo, whose place and description stay; what it showed is shown until a worker is done.

    Raises:
        NotAllowed: the person does not manage the listings of the unit.
        WrongState: a worker has not looked at the last file yet.
        Refused: TOO_LARGE, UNSUPPORTED, or ALREADY_THERE for the file of another photo.
    """
    with refusing():
        rules.check_photo(content)
    listing = own(photo.listing, by, now)
    photo = locks.lock(photo)
    sha256 = hashlib.sha256(content).hexdigest()
    if photo.sha256 == sha256:
        return photo
    if ListingPhoto.objects.filter(listing=listing, sha256=sha256).exists():
        raise Refused(FileCode.ALREADY_THERE, "Another photo of the listing is this very file.", field="file")
    photo.state = step(PHOTO_TRANSITIONS, PhotoState(photo.state), PhotoCommand.REPLACE).to.value
    photo.filename, photo.sha256, photo.refusal = filename, sha256, ""
    photo.save(update_fields=["state", "filename", "sha256", "refusal"])
    _receive(photo, content, FileEvent.PHOTO_REPLACED)
    audit.record("files.replace_photo", photo, by=by, listing=str(listing.pk), sha256=sha256, size_bytes=len(content))
    return photo


@transaction.atomic
def describe_photo(*, photo: ListingPhoto, alt_text: str, by: Person, now: datetime) -> ListingPhoto:
    """Say what a photo shows, for who cannot see it; only then is it shown.

    Raises:
        NotAllowed: the person does not manage the listings of the unit.
        InvalidInput: nothing is said, or no single line of at most 300 characters.
    """
    alt_text = rules.read_line("alt_text", alt_text, rules.LONGEST_ALT_TEXT)
    own(photo.listing, by, now)
    photo = locks.lock(photo)
    if photo.alt_text != alt_text:
        audit.record("files.describe_photo", photo, by=by, before=photo.alt_text, after=alt_text)
        photo.alt_text = alt_text
        photo.save(update_fields=["alt_text"])
    return photo


@transaction.atomic
def arrange_photos(*, listing: Listing, photos: Sequence[ListingPhoto], by: Person, now: datetime) -> Listing:
    """Put all photos of a listing in an order; the first is shown on cards.

    Raises:
        NotAllowed: the person does not manage the listings of the unit.
        Refused: the photos named are not those that it has (CHANGED_MEANWHILE).
    """
    listing = own(listing, by, now)
    stored = {photo.pk: photo for photo in locks.lock_rows(ListingPhoto.objects.filter(listing=listing))}
    wanted = [photo.pk for photo in photos]
    if sorted(wanted) != sorted(stored):
        message = "Photos were added or removed meanwhile; look at them again."
        raise Refused(PhotosArrangeCode.CHANGED_MEANWHILE, message, field="photos")
    moved = [stored[key] for place, key in enumerate(wanted, start=1) if stored[key].position != place]
    if moved:
        for photo in moved:
            photo.position = wanted.index(photo.pk) + 1
        ListingPhoto.objects.bulk_update(moved, ["position"])
        audit.record("files.arrange_photos", listing, by=by, photos=[str(key) for key in wanted])
    return listing


@transaction.atomic
def remove_photo(*, photo: ListingPhoto, by: Person, now: datetime) -> Listing:
    """Remove a photo with all its bytes; those after it move up.

    Raises:
        NotAllowed: the person does not manage the listings of the unit.
        NotFound: it was removed already.
    """
    listing = own(photo.listing, by, now)
    photo = locks.lock(photo)
    audit.record("files.remove_photo", photo, by=by, listing=str(listing.pk), sha256=photo.sha256)
    photo.delete()
    ListingPhoto.objects.filter(listing=listing, position__gt=photo.position).update(position=F("position") - 1)
    return listing


def _receive(photo: ListingPhoto, content: bytes, event: FileEvent) -> None:
    PhotoFile.objects.create(photo=photo, size=PhotoSize.RECEIVED, sha256=photo.sha256, content=content)
    outbox.announce(event, photo_id=str(photo.pk))
