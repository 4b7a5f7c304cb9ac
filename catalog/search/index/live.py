"""An index that changes with its catalogue: a base, and what has changed since."""

from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable
from dataclasses import dataclass

import numpy as np
from pyroaring import BitMap

from catalog.search.index.base import Base, Entry, Postings, name_hash

# Changes after which a facet's values are sorted anew.
SORTED_FOR = 500

# Names that came since the last sorting and are looked through one by one.
MOST_UNSORTED = 500


class Vocabulary:
    """Tokens or words by name, with their bitmaps; grows with what entries bring."""

    def __init__(self, postings: Postings) -> None:
        self.names = postings.names
        self.bitmaps = postings.bitmaps
        self.rows = postings.rows
        self.numbers = {name: number for number, name in enumerate(self.names)}
        self._sorted: list[str] = []
        self._sorted_numbers = array("I")

    def bitmap(self, name: str) -> BitMap:
        """Return the positions that have a name; do not change it."""
        number = self.numbers.get(name)
        return self.bitmaps[number] if number is not None else BitMap()

    def has_beginning(self, prefix: str) -> bool:
        """Say whether any name has this beginning, even one that no position has any more."""
        return bool(self._numbers_beginning(prefix))

    def beginning(self, prefix: str) -> BitMap:
        """Return the positions that have a name with this beginning."""
        found = [self.bitmaps[number] for number in self._numbers_beginning(prefix)]
        return BitMap.union(*found) if found else BitMap()

    def _numbers_beginning(self, prefix: str) -> list[int]:
        if len(self.names) - len(self._sorted) > MOST_UNSORTED or not self._sorted:
            order = sorted(range(len(self.names)), key=self.names.__getitem__)
            self._sorted, self._sorted_numbers = [self.names[number] for number in order], array("I", order)
        first = last = bisect_left(self._sorted, prefix)
        while last < len(self._sorted) and self._sorted[last].startswith(prefix):
            last += 1
        new = range(len(self._sorted), len(self.names))
        return [*self._sorted_numbers[first:last], *(one for one in new if self.names[one].startswith(prefix))]

    def number(self, name: str) -> int:
        """Return the number of a name, a new one for a name not met before."""
        number = self.numbers.get(name)
        if number is None:
            number = self.numbers[name] = len(self.names)
            self.names.append(name)
            self.bitmaps.append(BitMap())
        return number


@dataclass(frozen=True)
class Sorted:
    """A facet's values by falling total, as they were when so many changes had been entered."""

    numbers: list[int]
    totals: list[int]
    entered: int


@dataclass(frozen=True)
class Changed:
    """What a position has since it changed; it has nothing once its listing is gone."""

    tokens: frozenset[int]
    words: frozenset[int]
    names: frozenset[int]


class FacetIndex:
    """Which listings have a token, a word or a name, and where each stands in the order of listing.

    A position belongs to a listing until its moment of listing changes; then the listing moves to a new one, behind
    the base. Positions of the base are in order, those behind it are not.
    """

    def __init__(self, base: Base) -> None:
        self.base = base
        self.size = len(base.keys)
        self.tokens = Vocabulary(base.tokens)
        self.words = Vocabulary(base.words)
        self.live = BitMap()
        self.live.add_range(0, self.size)
        self.behind = BitMap()
        self.changed: dict[int, Changed] = {}
        self.changed_positions = BitMap()
        self._new_keys: list[bytes] = []
        self._new_listed_us: list[int] = []
        self._position: dict[bytes, int] = {}
        self.facets: dict[str, list[int]] = {}
        self.entered = 0
        self._sorted: dict[str, Sorted] = {}
        for number in range(len(self.tokens.names)):
            self._add_to_facet(number)

    def key_of(self, position: int) -> bytes:
        if position >= self.size:
            return self._new_keys[position - self.size]
        return bytes(self.base.keys[position]).ljust(16, b"\0")

    def listed_us_of(self, position: int) -> int:
        if position >= self.size:
            return self._new_listed_us[position - self.size]
        return int(self.base.listed_us[position])

    def position_of(self, key: bytes) -> int | None:
        """Return where a listing stands, None when it is not here."""
        position = self._position.get(key)
        if position is None:
            place = int(np.searchsorted(self.base.keys, np.bytes_(key), sorter=self.base.by_key))
            if place < self.size:
                found = int(self.base.by_key[place])
                position = found if self.key_of(found) == key else None
        return position if position is not None and position in self.live else None

    def positions_of(self, keys: Iterable[bytes]) -> BitMap:
        return BitMap([place for key in keys if (place := self.position_of(key)) is not None])

    def with_any(self, tokens: Iterable[str]) -> BitMap:
        """Return the positions that have one of the tokens."""
        found = [self.tokens.bitmap(token) for token in tokens]
        return BitMap.union(*found) if found else BitMap()

    def named(self, names: Iterable[str]) -> BitMap:
        """Return the positions of listings of one of the names, given in lower case."""
        wanted = {name_hash(name) for name in names}
        found = BitMap()
        for number in wanted:
            low = int(np.searchsorted(self.base.name_hashes, np.uint64(number), "left"))
            high = int(np.searchsorted(self.base.name_hashes, np.uint64(number), "right"))
            found.update(self.base.name_owners[low:high].tolist())
        found -= self.changed_positions
        found.update(position for position, change in self.changed.items() if change.names & wanted)
        return found

    def commonest_first(self, facet: str) -> tuple[Sorted, int]:
        """Return a facet's values by falling total, and by how much a total may have grown since they were sorted."""
        known, of_facet = self._sorted.get(facet), self.facets.get(facet, [])
        if known is None or len(known.numbers) != len(of_facet) or self.entered - known.entered > SORTED_FOR:
            by_total = sorted(((len(self.tokens.bitmaps[number]), number) for number in of_facet), reverse=True)
            numbers, totals = [number for _, number in by_total], [total for total, _ in by_total]
            known = self._sorted[facet] = Sorted(numbers, totals, self.entered)
        return known, self.entered - known.entered

    def put(self, entry: Entry) -> None:
        """Enter a listing as it is now, whatever was known of it."""
        position = self.position_of(entry.key)
        if position is not None and self.listed_us_of(position) != entry.listed_us:
            self._clear(position)
            position = None
        if position is None:
            position = self.size + len(self._new_keys)
            self._new_keys.append(entry.key)
            self._new_listed_us.append(entry.listed_us)
            self._position[entry.key] = position
            self.live.add(position)
            self.behind.add(position)
        tokens = frozenset(self._token(name) for name in entry.tokens)
        words = frozenset(self.words.number(name) for name in entry.words)
        self._set(position, Changed(tokens, words, frozenset(map(name_hash, entry.names))))

    def remove(self, keys: Collection[bytes]) -> None:
        """Forget listings that are gone; what is not here is no mistake."""
        for key in keys:
            if (position := self.position_of(key)) is not None:
                self._clear(position)

    def _clear(self, position: int) -> None:
        self._set(position, Changed(frozenset(), frozenset(), frozenset()))
        self.live.discard(position)
        self.behind.discard(position)

    def _set(self, position: int, now: Changed) -> None:
        self.entered += 1
        before = self.changed.get(position)
        for vocabulary, had, has in (
            (self.tokens, before.tokens if before else None, now.tokens),
            (self.words, before.words if before else None, now.words),
        ):
            old = had if had is not None else self._stated(vocabulary, position)
            for number in old - has:
                vocabulary.bitmaps[number].discard(position)
            for number in has - old:
                vocabulary.bitmaps[number].add(position)
        self.changed[position] = now
        self.changed_positions.add(position)

    def _stated(self, vocabulary: Vocabulary, position: int) -> frozenset[int]:
        return frozenset(vocabulary.rows.row(position)) if position < self.size else frozenset()

    def _token(self, name: str) -> int:
        known = len(self.tokens.names)
        number = self.tokens.number(name)
        if number == known:
            self._add_to_facet(number)
        return number

    def _add_to_facet(self, number: int) -> None:
        facet = self.tokens.names[number].partition(":")[0]
        self.facets.setdefault(facet, []).append(number)
