"""Which listings come next: tier by tier, and in each the newest first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import islice

import numpy as np
from pyroaring import BitMap

from catalog.search.index.live import FacetIndex


@dataclass(frozen=True)
class Tier:
    """Listings that stand before all of the following tiers; no two tiers share one."""

    rank: float
    positions: BitMap


@dataclass(frozen=True, order=True)
class Place:
    """Where a row stands in the order; a greater place comes first."""

    rank: float
    listed_us: int
    key: bytes


def page(
    index: FacetIndex, tiers: Sequence[Tier], *, size: int, below: Place | None, above: Place | None, is_backward: bool
) -> list[tuple[float, bytes]]:
    """Return rank and key of at most so many rows between two places, from the first on or from the last.

    Args:
        tiers: by falling rank.
        below: only rows behind it.
        above: only rows before it.
        is_backward: begin at the end of the list.
    """
    rows = _rising(index, tiers[::-1], below, above) if is_backward else _falling(index, tiers, below, above)
    return list(islice(rows, size))


def _falling(
    index: FacetIndex, tiers: Sequence[Tier], below: Place | None, above: Place | None
) -> Iterator[tuple[float, bytes]]:
    for tier in tiers:
        for _, key in merge(
            _ordered(index, tier, below, above, is_rising=False),
            _unordered(index, tier, below, above, is_rising=False),
            reverse=True,
        ):
            yield tier.rank, key


def _rising(
    index: FacetIndex, tiers: Sequence[Tier], below: Place | None, above: Place | None
) -> Iterator[tuple[float, bytes]]:
    for tier in tiers:
        for _, key in merge(
            _ordered(index, tier, below, above, is_rising=True), _unordered(index, tier, below, above, is_rising=True)
        ):
            yield tier.rank, key


def _ordered(
    index: FacetIndex, tier: Tier, below: Place | None, above: Place | None, *, is_rising: bool
) -> Iterator[tuple[int, bytes]]:
    """Yield moment and key of the tier's rows in the base, in portions."""
    positions = tier.positions - index.behind if index.behind else tier.positions
    low = _rank_in(index, positions, tier, above, is_upper=True)
    high = _rank_in(index, positions, tier, below, is_upper=False)
    while low < high:
        middle = min(low + _PORTION, high) if is_rising else max(high - _PORTION, low)
        portion = list(positions[low:middle] if is_rising else positions[middle:high])
        for position in portion if is_rising else reversed(portion):
            yield index.listed_us_of(position), index.key_of(position)
        low, high = (middle, high) if is_rising else (low, middle)


def _rank_in(index: FacetIndex, positions: BitMap, tier: Tier, place: Place | None, *, is_upper: bool) -> int:
    """Return how many of the positions stand at or before the place in rising order, or before it only."""
    if place is None:
        return 0 if is_upper else len(positions)
    if place.rank != tier.rank:
        return len(positions) if tier.rank < place.rank else 0
    bound = _base_position(index, place, is_upper=is_upper)
    return positions.rank(bound - 1) if bound else 0


def _base_position(index: FacetIndex, place: Place, *, is_upper: bool) -> int:
    """Return the first position of the base behind the place, or the first that is not before it."""
    listed_us = index.base.listed_us
    low = int(np.searchsorted(listed_us, place.listed_us, "left"))
    high = int(np.searchsorted(listed_us, place.listed_us, "right"))
    keys, key = index.base.keys[low:high], np.bytes_(place.key)
    within = np.searchsorted(keys, key, "right") if is_upper else np.searchsorted(keys, key, "left")
    return low + int(within)


def _unordered(
    index: FacetIndex, tier: Tier, below: Place | None, above: Place | None, *, is_rising: bool
) -> list[tuple[int, bytes]]:
    """Return moment and key of the tier's rows behind the base."""
    rows = [(index.listed_us_of(position), index.key_of(position)) for position in tier.positions & index.behind]
    within = [
        row
        for row in rows
        if (below is None or Place(tier.rank, *row) < below) and (above is None or Place(tier.rank, *row) > above)
    ]
    return sorted(within, reverse=not is_rising)


_PORTION = 64
