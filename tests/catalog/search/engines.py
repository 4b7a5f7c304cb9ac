"""Both engines of the search, which must say the same."""

from datetime import datetime

from catalog.search.queries import Search, Wish
from catalog.search.queries.current import CurrentIndex
from exchange.parties.queries import Viewer


def both_engines(viewer: Viewer, wish: Wish, *, now: datetime) -> tuple[Search, Search]:
    """Return a search in SQL, and the same on an index that was just built."""
    return (
        Search(viewer, wish, now=now, index=None),
        Search(viewer, wish, now=now, index=CurrentIndex.build(now=now)),
    )
