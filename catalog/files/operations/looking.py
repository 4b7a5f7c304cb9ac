"""What a worker makes of the photos that were sent."""

import hashlib
from collections.abc import Sequence

from django.db import transaction

from catalog.files.checking import Rendition, renditions
from catalog.files.errors import FileRefusedError
from catalog.files.models import ListingPhoto, PhotoFile, PhotoSize
from catalog.files.states import PHOTO_TRANSITIONS, PhotoCommand, PhotoState
from catalog.listings.models import Listing
from exchange.kernel import audit, locks
from exchange.kernel.transitions import step


def check_photo(*, photo: ListingPhoto) -> None:
    """Encode a photo anew in its sizes, or say why it is refused; what was received goes either way.

    It takes seconds, and holds no lock meanwhile. Run again, by two workers at once, or for a photo that was replaced
    or removed meanwhile, it changes nothing more.
    """
    received = PhotoFile.objects.filter(photo=photo.pk, size=PhotoSize.RECEIVED).first()
    if received is None:
        return
    try:
        made = renditions(bytes(received.content))
    except FileRefusedError as refusal:
        _refuse(received, refusal.message)
    else:
        _accept(received, made)


def give_up_photo(*, photo: ListingPhoto) -> None:
    """Refuse a photo that could not be looked at for an error of ours."""
    received = PhotoFile.objects.filter(photo=photo.pk, size=PhotoSize.RECEIVED).defer("content").first()
    if received is not None:
        _refuse(received, "The photo could not be looked at for an error that is ours. Send it again.")


@transaction.atomic
def _accept(received: PhotoFile, made: Sequence[Rendition]) -> None:
    photo = _waiting(received)
    if photo is None:
        return
    photo.files.all().delete()
    PhotoFile.objects.bulk_create(
        PhotoFile(photo=photo, sha256=hashlib.sha256(one.content).hexdigest(), **vars(one)) for one in made
    )
    largest = made[-1]
    photo.state = step(PHOTO_TRANSITIONS, PhotoState(photo.state), PhotoCommand.ACCEPT).to.value
    photo.width_px, photo.height_px = largest.width_px, largest.height_px
    photo.save(update_fields=["state", "width_px", "height_px"])
    audit.record("files.check_photo", photo, by=None, sha256=photo.sha256)


@transaction.atomic
def _refuse(received: PhotoFile, reason: str) -> None:
    photo = _waiting(received)
    if photo is None:
        return
    photo.files.filter(size=PhotoSize.RECEIVED).delete()
    photo.state = step(PHOTO_TRANSITIONS, PhotoState(photo.state), PhotoCommand.REFUSE).to.value
    photo.refusal = reason
    photo.save(update_fields=["state", "refusal"])
    audit.record("files.check_photo", photo, by=None, reason=reason, sha256=photo.sha256)


def _waiting(received: PhotoFile) -> ListingPhoto | None:
    """Lock the photo if these bytes are still what it waits for, else return None.

    The listing is locked first, as by everybody who changes its photos.
    """
    locks.lock_rows(Listing.objects.filter(photos=received.photo_id))
    if not PhotoFile.objects.filter(pk=received.pk).exists():
        return None
    return locks.lock(ListingPhoto(pk=received.photo_id))
