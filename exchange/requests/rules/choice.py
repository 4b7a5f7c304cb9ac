"""Which lots to take for a line. Plain Python."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from catalog.consent.rules import Verdict


@dataclass(frozen=True)
class Candidate:
    """A lot that could be taken: how many of it are free, and what its terms mean for the purpose."""

    lot: UUID
    available: int
    verdict: Verdict


def choose(candidates: Sequence[Candidate], quantity: int) -> dict[UUID, int]:
    """Return how many to take of which lots: of the best verdict first, else in the order given; never of a denied one.

    Returns:
        lots and amounts that add up to the quantity, or to less when there is not enough.
    """
    usable = [candidate for candidate in candidates if candidate.verdict is not Verdict.DENY]
    return _take(sorted(usable, key=lambda candidate: candidate.verdict.severity), quantity)


def spread(candidates: Sequence[Candidate], quantity: int) -> dict[UUID, int]:
    """Return how many to take of lots that somebody named: at least one of each, then in the order given.

    Returns:
        as `choose`; empty when more lots are named than units are wanted.
    """
    if len(candidates) > quantity:
        return {}
    first = _take([Candidate(c.lot, min(c.available, 1), c.verdict) for c in candidates], quantity)
    rest = [Candidate(c.lot, c.available - first.get(c.lot, 0), c.verdict) for c in candidates]
    more = _take(rest, quantity - sum(first.values()))
    return {lot: taken + more.get(lot, 0) for lot, taken in first.items()}


def _take(candidates: Sequence[Candidate], quantity: int) -> dict[UUID, int]:
    taken: dict[UUID, int] = {}
    for candidate in candidates:
        if amount := min(candidate.available, quantity):
            taken[candidate.lot] = amount
            quantity -= amount
    return taken
