"""News of the search. Plain Python."""

from enum import StrEnum


class SearchEvent(StrEnum):
    """Names of events in the outbox."""

    SEARCH_FOUND_NEWS = "SearchFoundNews"  # {saved_search_id, number, since, until, listing_ids}
