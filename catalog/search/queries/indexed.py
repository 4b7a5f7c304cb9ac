"""Find and count in the index, as of the moment of the statement that fetches the rows."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import BigIntegerField
from django.db.models.expressions import RawSQL
from pyroaring import BitMap

from catalog.consent.models import UseTermsSet
from catalog.consent.rules import Standing
from catalog.listings import queries as listings
from catalog.listings.models import Listing
from catalog.listings.states import Visibility
from catalog.search.index import Place, Tier, counts, page
from catalog.search.index.words import found_by
from catalog.search.queries.current import CurrentIndex
from catalog.search.queries.definitions import BY_NAME, QUANTITY
from catalog.search.queries.regions import REGIONS
from catalog.search.queries.sql import ELSEWHERE, SAME_COUNTRY, SAME_REGION, as_shown
from catalog.search.queries.text import MENTIONED, NAMED, TITLED, meaning_of
from catalog.search.queries.wish import ORDERS, VERDICT, Sort, Wish
from catalog.search.rules import MOST_TYPED, mistyped, names_typed, signs_before, typed_query, words_typed
from catalog.stock import queries as stock
from catalog.stock.queries.usability import Ground, Usability
from catalog.vocabulary.rules import searchable
from exchange.parties.models import Person
from exchange.parties.queries import Viewer

ATTEMPTS = 5
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class NotInIndexError(Exception):
    """The index does not answer this; SQL does."""


@dataclass(frozen=True)
class Found:
    """What a wish finds, each facet's own choice left aside in ``leaving``.

    Args:
        version: of the index that it was found in.
    """

    wished: BitMap
    leaving: Mapping[str, BitMap]
    tiers: tuple[Tier, ...]
    by_verdict: Mapping[str, BitMap]
    version: int


class IndexSearch:
    """One wish of one viewer, answered from the index."""

    def __init__(self, current: CurrentIndex, viewer: Viewer, wish: Wish, now: datetime) -> None:
        self._current = current
        self._index = current.index
        self._viewer = viewer
        self._wish = replace(wish, text=searchable(wish.text))
        self._now = now
        self._found: Found | None = None

    def page(
        self, *, size: int, after: tuple[Any, ...] | None, before: tuple[Any, ...] | None, is_backward: bool
    ) -> list[Listing]:
        """Return the rows, and settle on the state of the index that the same answer counts in.

        Raises:
            NotInIndexError: the order is not one of the index, or only likeness may find something.
            OutdatedError: the index is too far behind.
        """
        if self._wish.sort is Sort.NAME:
            raise NotInIndexError
        below, above = self._place(after), self._place(before)
        fetched: list[UUID] | None = None
        for attempt in range(ATTEMPTS):
            found = self._found = self._find()
            ranked = page(self._index, found.tiers, size=size, below=below, above=above, is_backward=is_backward)
            keys = [UUID(bytes=key) for _, key in ranked]
            if keys == fetched:
                break
            rows, noted = self._fetch(keys)
            is_complete = len(rows) == len(keys) or attempt == ATTEMPTS - 1
            if self._current.is_current(noted, on=self._now.date()) and is_complete:
                break
            # Rows that saw the very notes that are entered now need not be fetched again.
            fetched = keys if self._current.catch_up(now=self._now) == noted and is_complete else None
        name = ORDERS[self._wish.sort][0].removeprefix("-")
        shown = [(rank, rows[key]) for rank, packed in ranked if (key := UUID(bytes=packed)) in rows]
        for rank, row in shown if name != "listed_at" else ():
            setattr(row, name, rank)
        return [row for _, row in shown]

    def total(self) -> int:
        """Return how many listings are wished."""
        return len(self._settled().wished)

    def values(self, name: str) -> list[str]:
        """Return every value of a facet that the index knows."""
        return [self._index.tokens.names[number].partition(":")[2] for number in self._index.facets.get(name, [])]

    def ways(self, word: str) -> tuple[str, ...]:
        """Return the word and those words that the catalogue has which differ from it by one letter."""
        known = self._index.words.has_beginning
        return (word, *(way for way in mistyped(word) if any(known(sign + way) for sign in signs_before(way))))

    def counts_of(self, name: str, values: Collection[str]) -> Mapping[str, int]:
        """Count the wished listings by these values of a facet; what none has is left out."""
        return self._each(name, values, self._settled().wished)

    def counts(self, names: Collection[str], *, most: int) -> Mapping[str, Mapping[str, int]]:
        """Count the wished listings by value of the facets; each leaves its own choice aside."""
        found = self._settled()
        counted: dict[str, Mapping[str, int]] = {}
        everybodys = [name for name in names if name != VERDICT and BY_NAME[name].known_to is None]
        shared = [name for name in everybodys if name not in found.leaving]
        apart = [name for name in everybodys if name in found.leaving]
        chosen = [f"{name}:{value}" for name, values in self._wish.chosen.items() for value in values]
        for group, positions in [(shared, found.wished), *(([name], found.leaving[name]) for name in apart)]:
            for name, values in counts(self._index, positions, group, most=most, chosen=chosen).items():
                counted[name] = {one.value: one.count for one in values}
        for name in names:
            if name != VERDICT and (known_to := BY_NAME[name].known_to):
                positions = found.leaving.get(name, found.wished)
                # Nobody is asked who may know of what is not there.
                known = known_to(self._viewer) if self._index.facets.get(name) else ()
                counted[name] = self._each(name, known, positions)
        if self._wish.purpose is not None and VERDICT in names:
            rows = found.leaving.get(VERDICT, found.wished)
            by_rank = {name: rows.intersection_cardinality(having) for name, having in found.by_verdict.items()}
            counted[VERDICT] = {name: count for name, count in by_rank.items() if count}
        return {name: counted[name] for name in names if name in counted}

    def _each(self, name: str, values: Iterable[str], positions: BitMap) -> Mapping[str, int]:
        having = {value: self._index.tokens.bitmap(f"{name}:{value}") for value in values}
        counted = {value: positions.intersection_cardinality(bitmap) for value, bitmap in having.items()}
        return {value: count for value, count in counted.items() if count}

    def _settled(self) -> Found:
        if self._found is None or self._found.version != self._current.version:
            self._found = self._find()
        return self._found

    def _find(self) -> Found:
        wish = self._wish
        seen = self._visible() & self._own() & self._of_quantity()
        tiers = self._tiers(seen)
        seen = BitMap.union(*(tier.positions for tier in tiers)) if wish.text else seen
        narrowed = {
            name: self._index.with_any(f"{name}:{value}" for value in BY_NAME[name].told(values, self._viewer))
            for name, values in wish.chosen.items()
            if values
        }
        by_verdict = self._by_verdict() if wish.purpose is not None else {}
        if wish.purpose is not None and wish.verdicts:
            having = [by_verdict[verdict.value] for verdict in wish.verdicts]
            narrowed[VERDICT] = BitMap.union(*having)
        wished = _all_of(seen, narrowed.values())
        leaving = {
            name: _all_of(seen, (having for other, having in narrowed.items() if other != name)) for name in narrowed
        }
        within = tuple(Tier(tier.rank, tier.positions & wished) for tier in tiers)
        return Found(wished, leaving, within, by_verdict, self._current.version)

    def _visible(self) -> BitMap:
        public = self._index.with_any([f"visibility:{Visibility.PUBLIC.value}"])
        if not isinstance(self._viewer, Person):
            return public
        hidden = listings.visible_to(self._viewer).exclude(visibility=Visibility.PUBLIC).values_list("pk", flat=True)
        return public | self._index.positions_of(key.bytes for key in hidden)

    def _own(self) -> BitMap:
        wish = self._wish
        units: list[Any] | None = None
        if wish.is_mine:
            viewer = self._viewer
            units = list(listings.own_units(viewer).values_list("pk", flat=True)) if isinstance(viewer, Person) else []
        if wish.unit is not None:
            units = [wish.unit.pk] if units is None or wish.unit.pk in units else []
        return self._index.live if units is None else self._index.with_any(f"unit:{key}" for key in units)

    def _of_quantity(self) -> BitMap:
        least = self._wish.quantity_at_least
        if not least:
            return self._index.live
        told = [self._index.tokens.names[number] for number in self._index.facets.get(QUANTITY.name, [])]
        return self._index.with_any(name for name in told if int(name.partition(":")[2]) >= least)

    def _tiers(self, seen: BitMap) -> list[Tier]:
        """Divide what is seen by what comes first.

        Raises:
            NotInIndexError: no word is found, so that likeness may find something.
        """
        tiers = [Tier(0.0, seen)]
        if self._wish.text:
            tiers = self._as_typed(seen) if self._wish.is_typed else self._by_text(seen)
        if self._wish.sort is Sort.RELEVANCE:
            return tiers
        found = BitMap.union(*(tier.positions for tier in tiers))
        if self._wish.sort is Sort.NEAREST:
            return self._by_distance(found)
        return [Tier(0.0, found)]

    def _by_text(self, seen: BitMap) -> list[Tier]:
        with connection.cursor() as cursor:
            meaning = meaning_of(cursor, self._wish.text)
        titled, mentioned = found_by(self._index, meaning.query)
        identified = self._index.named([meaning.identifier]) if meaning.identifier else BitMap()
        found = (mentioned | identified) & seen
        if not found:
            raise NotInIndexError
        named = self._index.named(meaning.names) & found
        titled = (titled & found) - named
        return [Tier(NAMED, named), Tier(TITLED, titled), Tier(MENTIONED, found - named - titled)]

    def _as_typed(self, seen: BitMap) -> list[Tier]:
        words = words_typed(self._wish.text)[:MOST_TYPED]
        named = self._index.named(names_typed(self._wish.text)) & seen
        for ways in (((word,) for word in words), map(self.ways, words)):
            titled, mentioned = found_by(self._index, typed_query(ways))
            found = (mentioned & seen) | named
            if found:
                break
        titled = (titled & found) - named
        return [Tier(NAMED, named), Tier(TITLED, titled), Tier(MENTIONED, found - named - titled)]

    def _by_distance(self, found: BitMap) -> list[Tier]:
        near = self._wish.near.upper()
        same = self._index.with_any([f"country:{near}"]) & found
        alike = (self._index.with_any([f"region:{REGIONS.get(near, '')}"]) & found) - same
        return [Tier(SAME_COUNTRY, same), Tier(SAME_REGION, alike), Tier(ELSEWHERE, found - same - alike)]

    def _by_verdict(self) -> Mapping[str, BitMap]:
        """Return the positions of each verdict: the mildest that any of a listing's grounds has."""
        tokens = self._index.tokens
        numbers = self._index.facets.get("ground", [])
        key = (self._wish.purpose, self._current.on)
        decided: dict[int, int] = self._current.decided.setdefault(key, {})
        if new := [number for number in numbers if number not in decided]:
            assert self._wish.purpose is not None
            usability = Usability.of(self._wish.purpose, UseTermsSet.objects.all(), on=self._current.on)
            for number in new:
                decided[number] = usability.decision(_ground(tokens.names[number])).verdict.severity
        found: dict[str, BitMap] = {}
        taken = BitMap()
        for rank in sorted(stock.RANKS):
            grounds = [tokens.bitmaps[number] for number in numbers if decided[number] == rank]
            having = BitMap.union(*grounds) if grounds else BitMap()
            found[stock.RANKS[rank].value] = having - taken
            taken |= having
        return found

    def _fetch(self, keys: list[UUID]) -> tuple[dict[UUID, Listing], int]:
        """Return the rows of the keys, and how many notes of changes that same statement saw."""
        rows = list(
            as_shown(listings.visible_to(self._viewer).filter(pk__in=keys)).annotate(
                noted=RawSQL(f"({self._current.noted()})", [], output_field=BigIntegerField())
            )
        )
        for row in rows:
            row.listed_at = row.published_at or row.created_at
        if rows:
            return {row.pk: row for row in rows}, rows[0].noted
        with connection.cursor() as cursor:
            cursor.execute(self._current.noted())
            return {}, cursor.fetchone()[0]

    def _place(self, values: tuple[Any, ...] | None) -> Place | None:
        if values is None:
            return None
        *rank, listed_at, key = values
        return Place(rank[0] if rank else 0.0, _microseconds(listed_at), key.bytes)


def _microseconds(moment: datetime) -> int:
    return (moment - EPOCH) // timedelta(microseconds=1)


def _all_of(seen: BitMap, narrowed: Any) -> BitMap:
    return BitMap.intersection(seen, *narrowed)


def _ground(token: str) -> Ground:
    origin, provider_terms, is_specimen, donor_terms, standing = token.partition(":")[2].split("|")
    return Ground(
        origin,
        UUID(provider_terms) if provider_terms else None,
        is_specimen == "true",
        UUID(donor_terms) if donor_terms else None,
        Standing(standing) if standing else Standing.ACTIVE,
    )
