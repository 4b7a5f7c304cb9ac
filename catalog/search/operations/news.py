"""Find what is new to saved searches, and announce it."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from catalog.consent.rules import Purpose
from catalog.search.events import SearchEvent
from catalog.search.models import SavedSearch
from catalog.search.queries import sql
from catalog.search.queries.stated import wish_stated
from catalog.search.states import PERIODS, AlertFrequency
from exchange.kernel import locks, outbox

# A listing bears the moment at which its transaction began to work; the longest, an import, takes half as long.
SETTLED = timedelta(hours=1)
# Listings that an alert names.
MOST_NAMED = 5


@transaction.atomic
def note_news(*, saved_search: SavedSearch, purpose: Purpose | None, now: datetime) -> int:
    """Count what was listed since a saved search last told of news, as its owner sees it; tell of it when it is time.

    What is told of once is not new any more, so that a second run, at once or after a crash, tells of nothing.

    Args:
        purpose: of its project, which is of a higher room; None for a search without one.

    Returns:
        How many were announced.
    """
    saved = locks.lock(saved_search)
    until = now - SETTLED
    if until <= saved.told_until:
        return 0
    wish = wish_stated(saved.wish, purpose=purpose)
    found: QuerySet[Any] = sql.search(saved.owner, wish, on=now.date())
    found = found.filter(listed_at__gt=saved.told_until, listed_at__lte=until)
    newest = list(found.order_by("-listed_at", "-pk").values_list("pk", flat=True)[: MOST_NAMED + 1])
    number = len(newest) if len(newest) <= MOST_NAMED else found.order_by().count()
    period = PERIODS.get(AlertFrequency(saved.alert))
    is_told = bool(number) and period is not None and until - saved.told_until >= period and saved.owner.is_active
    if is_told:
        outbox.announce(
            SearchEvent.SEARCH_FOUND_NEWS,
            saved_search_id=str(saved.pk),
            number=number,
            since=saved.told_until.isoformat(),
            until=until.isoformat(),
            listing_ids=[str(key) for key in newest[:MOST_NAMED]],
        )
        saved.told_until = until
    saved.new_count, saved.counted_at = (0 if is_told else number), now
    saved.save(update_fields=["told_until", "new_count", "counted_at"])
    return number if is_told else 0
