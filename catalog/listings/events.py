"""News of listings. Plain Python."""

from enum import StrEnum


class ListingEvent(StrEnum):
    """Names of events in the outbox."""

    LISTING_PUBLISHED = "ListingPublished"  # {listing_id}
    LISTING_RESTRICTED = "ListingRestricted"  # {listing_id}
    LISTING_RETRACTED = "ListingRetracted"  # {listing_id}
    LISTING_WITHDRAWN = "ListingWithdrawn"  # {listing_id}
    LISTING_EDITED = "ListingEdited"  # {listing_id}
    LISTINGS_EDITED = "ListingsEdited"  # {bulk_edit_id}
    LISTINGS_EDIT_UNDONE = "ListingsEditUndone"  # {bulk_edit_id}
