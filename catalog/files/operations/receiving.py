"""What photos and documents have in common when they arrive."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from catalog.files.errors import FileCode, FileRefusedError
from catalog.listings.models import Listing
from exchange.kernel import locks
from exchange.kernel.errors import Refused
from exchange.parties.models import Person
from exchange.parties.permissions import Permission
from exchange.parties.queries import require


@contextmanager
def refusing() -> Iterator[None]:
    """Turn a file that is refused into a refusal of the domain.

    Raises:
        Refused: with the file's own code.
    """
    try:
        yield
    except FileRefusedError as refusal:
        raise Refused(refusal.code, refusal.message, field="file") from refusal


def require_manager(listing: Listing, by: Person, now: datetime) -> None:
    """Check that a person may change the files of a listing.

    Raises:
        NotAllowed: the person does not manage the listings of its unit.
    """
    require(by, Permission.MANAGE_LISTINGS, listing.unit.organisation, on=now.date(), unit=listing.unit)


def own(listing: Listing, by: Person, now: datetime) -> Listing:
    """Lock a listing whose files the person may change, so that one at a time does.

    Raises:
        NotAllowed: the person does not manage the listings of its unit.
    """
    listing = locks.lock(listing)
    require_manager(listing, by, now)
    return listing


def check_number(rows: QuerySet[Any], most: int, what: str) -> None:
    """Check that a locked listing has room for one more.

    Raises:
        Refused: TOO_MANY.
    """
    if rows.count() >= most:
        raise Refused(FileCode.TOO_MANY, f"A listing has {most} {what} at most. Remove one first.", field="file")
