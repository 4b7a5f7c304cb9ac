"""Keep the index for the next start, and its notes of changes short."""

from datetime import datetime
from pathlib import Path

from django.conf import settings

from catalog.search.models import ListingChange
from catalog.search.queries import current
from catalog.search.queries.current import STALE_AFTER, CurrentIndex, OutdatedError

KEEP_NOTES = 2 * STALE_AFTER


def keep_index(*, now: datetime) -> int | None:
    """Write the index anew where the one on disk is older than half of what is still taken, and drop old notes.

    Nobody misses those: who has not read them by then starts anew.

    Returns:
        How many listings were indexed; None when what is there is new enough, or no index is kept.
    """
    ListingChange.objects.filter(at__lt=now - KEEP_NOTES).delete()
    folder: Path | None = settings.SEARCH_INDEX_DIR
    if folder is None or _is_new_enough(folder, now):
        return None
    return current.write(folder, now=now)


def _is_new_enough(folder: Path, now: datetime) -> bool:
    try:
        kept = CurrentIndex.open(folder, now=now)
        is_young = now - kept.read_at < STALE_AFTER / 2
        kept.catch_up(now=now)
    except OutdatedError:
        return False
    return is_young
