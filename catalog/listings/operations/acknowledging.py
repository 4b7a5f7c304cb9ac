"""Offer what is problematic only with a reason on record."""

from datetime import datetime

from django.db import transaction

from catalog.listings.errors import AcknowledgeCode
from catalog.listings.models import Listing
from catalog.listings.states import Visibility
from exchange.kernel import audit, locks
from exchange.kernel.errors import InvalidInput, Refused
from exchange.parties.models import Person
from exchange.parties.permissions import Permission
from exchange.parties.queries import require

LONGEST_REASON = 1000
ACKNOWLEDGEMENT = ("warning_reason", "warning_acknowledged_by", "warning_acknowledged_at", "visibility", "published_at")


@transaction.atomic
def acknowledge_warning(*, listing: Listing, reason: str, by: Person, now: datetime) -> Listing:
    """Say why an item is offered for all its warning, and offer it if it was a draft.

    Raises:
        NotAllowed: the person does not list for the unit.
        InvalidInput: no reason is given.
        Refused: there is no warning (NO_WARNING).
    """
    unit = listing.unit
    require(by, Permission.IMPORT_LISTINGS, unit.organisation, on=now.date(), unit=unit)
    reason = reason.strip()
    if not 0 < len(reason) <= LONGEST_REASON:
        raise InvalidInput("reason", f"Say why, in at most {LONGEST_REASON} characters.")
    listing = locks.lock(listing)
    if not listing.warning:
        raise Refused(AcknowledgeCode.NO_WARNING, "Nothing is known against this item, so there is nothing to say.")
    acknowledge(listing, reason, by, now)
    listing.save(update_fields=ACKNOWLEDGEMENT)
    listing.refresh_from_db(fields=["version", "changed_at"])
    audit.record("listings.acknowledge_warning", listing, by=by, reason=reason)
    return listing


def acknowledge(listing: Listing, reason: str, by: Person, now: datetime) -> None:
    """Put the reason on a listing that the caller saves; a draft becomes public by it."""
    listing.warning_reason, listing.warning_acknowledged_by, listing.warning_acknowledged_at = reason, by, now
    if listing.visibility == Visibility.DRAFT:
        listing.visibility, listing.published_at = Visibility.PUBLIC.value, listing.published_at or now
