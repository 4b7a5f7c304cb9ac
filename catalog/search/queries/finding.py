"""One search, answered by the index, or in SQL where the index is not ready or does not know."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from catalog.listings.models import Listing
from catalog.search.queries import current, sql
from catalog.search.queries.current import OutdatedError
from catalog.search.queries.definitions import BY_NAME
from catalog.search.queries.indexed import IndexSearch, NotInIndexError
from catalog.search.queries.wish import VERDICT, Facet, FacetValue, Wish
from catalog.search.rules import mistyped
from exchange.parties.queries import Viewer

# Values that a facet shows unless more are asked for, beside those that are chosen.
MOST_VALUES = 30
# Values of a facet among which a text is looked for: far more than any vocabulary of tumours has.
MOST_MATCHED = 20_000


class Search:
    """What a viewer wishes. Ask for a page first: the total and the facets are counted as of the same moment."""

    def __init__(self, viewer: Viewer, wish: Wish, *, now: datetime, index: current.CurrentIndex | None) -> None:
        self._viewer = viewer
        self._wish = wish
        self._on = now.date()
        self._index = index
        self._indexed = IndexSearch(index, viewer, wish, now) if index is not None else None

    def page(
        self,
        *,
        size: int,
        after: tuple[Any, ...] | None = None,
        before: tuple[Any, ...] | None = None,
        is_backward: bool = False,
    ) -> list[Listing]:
        """Return at most so many listings between two places of the wish's order, which the last row has as well.

        Args:
            after: the values of `ORDERS` of the row before the page.
            before: those of the row behind it.
            is_backward: begin at the end of the list; the rows come in that order.
        """
        if self._indexed is not None:
            try:
                with current.lock:
                    return self._indexed.page(size=size, after=after, before=before, is_backward=is_backward)
            except NotInIndexError:
                self._indexed = None
            except OutdatedError:
                assert self._index is not None
                current.give_up(self._index)
                self._indexed = None
        return sql.page(
            self._viewer, self._wish, on=self._on, size=size, after=after, before=before, is_backward=is_backward
        )

    def total(self) -> int:
        """Return how many listings are wished."""
        if self._indexed is not None:
            with current.lock:
                return self._indexed.total()
        return sql.search(self._viewer, self._wish, on=self._on).order_by().count()

    def facets(
        self, only: Collection[str] | None = None, *, matching: str = "", most: int = MOST_VALUES
    ) -> list[Facet]:
        """Count the wished listings by every facet, exactly for the viewer; by verdict only with a purpose.

        Each facet ignores the choice made in it, so that its other values say what choosing them would give.

        Args:
            only: names of facets.
            matching: only values that contain this text or are called so, whatever its case, or that it means.
            most: how many values of a facet, beside those that are chosen.
        """
        names = [name for name in (*BY_NAME, VERDICT) if only is None or name in only]
        if self._indexed is not None:
            with current.lock:
                counted = self._indexed.counts(names, most=MOST_MATCHED if matching else most)
        else:
            counted = sql.counts(self._viewer, self._wish, names, on=self._on)
        return [
            self._facet(name, self._matching(name, values, matching) if matching else values, most)
            for name, values in counted.items()
        ]

    def values(self, name: str) -> Collection[str]:
        """Return the values of a facet that listings have, of which the viewer may see none; count before showing."""
        if self._indexed is not None:
            return self._indexed.values(name)
        return list(sql.counts(self._viewer, self._wish, [name], on=self._on)[name])

    def ways(self, word: str) -> tuple[str, ...]:
        """Return the word and others that may be meant by it, which differ by one letter."""
        if self._indexed is None:
            return mistyped(word)
        with current.lock:
            return self._indexed.ways(word)

    def counts_of(self, name: str, values: Collection[str]) -> Mapping[str, int]:
        """Count the wished listings by these values of one facet; what none has is left out."""
        if self._indexed is not None:
            with current.lock:
                return self._indexed.counts_of(name, values)
        counted = sql.counts(self._viewer, self._wish, [name], on=self._on)[name]
        return {value: counted[value] for value in values if value in counted}

    def _matching(self, name: str, counted: Mapping[str, int], text: str) -> Mapping[str, int]:
        folded = text.casefold()
        labels = self._labels(name, list(counted))
        kept = {*self._wish.chosen.get(name, ()), *(BY_NAME[name].meant(text) if name in BY_NAME else ())}
        return {
            value: count
            for value, count in counted.items()
            if value in kept or folded in value.casefold() or folded in labels.get(value, "").casefold()
        }

    def _facet(self, name: str, counted: Mapping[str, int], most: int) -> Facet:
        chosen = self._wish.chosen.get(name, ())
        counted = {**dict.fromkeys(chosen, 0), **counted}
        commonest = sorted(counted, key=lambda value: (-counted[value], value))
        shown = [value for place, value in enumerate(commonest) if place < most or value in chosen]
        labels = self._labels(name, shown)
        values = [FacetValue(value, labels.get(value, value), counted[value]) for value in shown]
        values.sort(key=lambda one: (-one.count, one.label))
        return Facet(name, tuple(values), name != VERDICT and BY_NAME[name].leaves_out_few_donors)

    def _labels(self, name: str, values: Collection[str]) -> Mapping[str, str]:
        if name == VERDICT:
            return {value: value.capitalize() for value in values}
        if not values:
            return {}
        known_to = BY_NAME[name].known_to
        return known_to(self._viewer) if known_to else BY_NAME[name].labels(values)


def find(viewer: Viewer, wish: Wish, *, now: datetime) -> Search:
    """Return a search of the viewer's."""
    return Search(viewer, wish, now=now, index=current.ready())
