"""Tell people what is new to the searches that they have saved."""

from datetime import datetime
from zoneinfo import ZoneInfo

from catalog.listings import queries as listings
from catalog.search.events import SearchEvent
from catalog.search.models import SavedSearch
from catalog.search.states import AlertFrequency
from exchange.kernel.models import OutboxEvent
from exchange.kernel.outbox import handles
from exchange.notify import operations
from exchange.notify.links import SAVED_SEARCHES
from exchange.notify.texts import Text, counted

PERIODS = {AlertFrequency.DAILY: "a day", AlertFrequency.WEEKLY: "a week"}


@handles(SearchEvent.SEARCH_FOUND_NEWS)
def tell_owner_of_news(event: OutboxEvent) -> None:
    """Tell the owner, unless they have switched it off meanwhile or see none of it any more."""
    payload = event.payload
    saved = SavedSearch.objects.select_related("owner").filter(pk=payload["saved_search_id"]).first()
    if saved is None or saved.alert == AlertFrequency.NONE:
        return
    seen = listings.visible_to(saved.owner).filter(pk__in=payload["listing_ids"])
    titles = dict(seen.values_list("pk", "title"))
    named = [titles[key] for key in sorted(titles, key=lambda key: payload["listing_ids"].index(str(key)))]
    if not named:
        return
    gone = len(payload["listing_ids"]) - len(named)
    number = payload["number"] - gone
    further = number - len(named)
    lines = [*named, *([f"and {counted(further, 'other')}"] if further else [])]
    operations.notify(
        event=event,
        people=[saved.owner],
        text=Text.SEARCH_NEWS_TO_OWNER,
        link=SAVED_SEARCHES,
        listings=counted(number, "new listing"),
        name=saved.name,
        titles="\n".join(lines),
        since=_moment(payload["since"], saved),
        until=_moment(payload["until"], saved),
        period=PERIODS[AlertFrequency(saved.alert)],
    )


def _moment(text: str, saved: SavedSearch) -> str:
    """Return a moment as a clock on the owner's wall shows it."""
    return f"{datetime.fromisoformat(text).astimezone(ZoneInfo(saved.owner.time_zone)):%d %B %Y, %H:%M %Z}"
