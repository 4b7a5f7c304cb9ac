"""How many of a set of listings have each value of a facet."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from pyroaring import BitMap

from catalog.search.index.base import Array
from catalog.search.index.live import FacetIndex

# Below this share of the catalogue it is quicker to gather what the listings have than to intersect bitmaps.
NARROW = 0.12


@dataclass(frozen=True)
class Counted:
    """A value of a facet and how many listings have it."""

    value: str
    count: int


def counts(
    index: FacetIndex, found: BitMap, facets: Collection[str], *, most: int, chosen: Collection[str] = ()
) -> dict[str, list[Counted]]:
    """Return, by facet, the values that most of the found listings have, and those chosen whatever their number.

    Args:
        most: how many values a facet may show; of equally frequent ones the first in the alphabet stay.
        chosen: tokens.
    """
    gathered = _gathered(index, found) if len(found) < NARROW * index.size or not index.size else None
    numbers = {index.tokens.numbers[token] for token in chosen if token in index.tokens.numbers}
    shown: dict[str, list[Counted]] = {}
    for facet in facets:
        of_facet = index.facets.get(facet, [])
        counted = (
            _most_of(index, _nonzero(gathered, of_facet), most)
            if gathered is not None
            else _most_of(index, _intersected(index, found, facet, most), most)
        )
        for number in numbers.intersection(of_facet):
            counted.setdefault(number, index.tokens.bitmaps[number].intersection_cardinality(found))
        shown[facet] = [
            Counted(index.tokens.names[number].partition(":")[2], count) for number, count in counted.items()
        ]
    return shown


def _gathered(index: FacetIndex, found: BitMap) -> Array:
    """Count every token at once, by what each listing of the base has."""
    unchanged = found - index.changed_positions
    positions = np.frombuffer(unchanged.to_array(), np.uint32) if unchanged else np.empty(0, np.uint32)
    rows = index.base.tokens.rows
    starts = rows.starts[positions].astype(np.int64)
    lengths = rows.starts[positions + 1] - starts
    total = int(lengths.sum())
    places = np.repeat(starts - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths) if total else starts[:0]
    counted = np.bincount(rows.values[places + np.arange(total)], minlength=len(index.tokens.names))
    for position in found & index.changed_positions:
        for number in index.changed[position].tokens:
            counted[number] += 1
    return counted


def _nonzero(gathered: Array, numbers: list[int]) -> Mapping[int, int]:
    of_facet = gathered[numbers]
    return {numbers[place]: int(of_facet[place]) for place in np.flatnonzero(of_facet).tolist()}


def _intersected(index: FacetIndex, found: BitMap, facet: str, most: int) -> Mapping[int, int]:
    """Count the commonest values first, and stop where no further one can be among those shown."""
    values, grown = index.commonest_first(facet)
    counted: dict[int, int] = {}
    least = 1
    for place, (number, total) in enumerate(zip(values.numbers, values.totals, strict=True)):
        if total + grown < least:
            break
        if count := index.tokens.bitmaps[number].intersection_cardinality(found):
            counted[number] = count
        if place % most == most - 1 and len(counted) >= most:
            least = sorted(counted.values(), reverse=True)[most - 1]
    return counted


def _most_of(index: FacetIndex, counted: Mapping[int, int], most: int) -> dict[int, int]:
    if len(counted) > most:
        first = sorted(counted, key=lambda number: (-counted[number], index.tokens.names[number]))[:most]
        return {number: counted[number] for number in first}
    return dict(counted)
