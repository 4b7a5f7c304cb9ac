"""What a viewer looks for, and what a list can be narrowed by."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Self

from catalog.consent.rules import Purpose, Verdict
from exchange.parties.models import Unit


class Sort(StrEnum):
    """Which listings come first."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    NAME = "name"
    NEAREST = "nearest"


# By sort, the names by which listings are annotated and ordered; all fall but those of SORT_RISES.
ORDERS: Mapping[Sort, tuple[str, ...]] = {
    Sort.RELEVANCE: ("-relevance", "-listed_at", "-pk"),
    Sort.NEWEST: ("-listed_at", "-pk"),
    Sort.NAME: ("sort_name", "pk"),
    Sort.NEAREST: ("-nearness", "-listed_at", "-pk"),
}


@dataclass(frozen=True)
class Wish:
    """What a viewer looks for; an empty part does not narrow.

    Args:
        text: words, a name, or an identifier such as CVCL_0031.
        is_typed: the text is still being typed: words may go on, and one letter be wrong where none begins so.
        chosen: values by name of a facet; a listing has one of the values of each.
        quantity_at_least: how many can be asked for; what comes from too few donors to tell is left out.
        is_mine: only what the viewer's own units list.
        purpose: of the project it is for; without it verdicts cannot narrow.
        verdicts: of the purpose.
        near: ISO 3166-1 alpha-2 of the country that the nearest are near to.
    """

    text: str = ""
    is_typed: bool = False
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    quantity_at_least: int = 0
    unit: Unit | None = None
    is_mine: bool = False
    purpose: Purpose | None = None
    verdicts: tuple[Verdict, ...] = ()
    sort: Sort = Sort.RELEVANCE
    near: str = ""

    def without(self, facet: str) -> Self:
        """Return the wish without what is chosen in one facet."""
        if facet == VERDICT:
            return replace(self, verdicts=())
        return replace(self, chosen={name: values for name, values in self.chosen.items() if name != facet})


VERDICT = "verdict"


@dataclass(frozen=True)
class FacetValue:
    """A value and how many of the wished listings have it, this facet's own choice left aside."""

    value: str
    label: str
    count: int


@dataclass(frozen=True)
class Facet:
    """A property by which a list can be narrowed.

    Args:
        leaves_out_few_donors: what fewer than ten donors of a listing share is neither shown nor found.
    """

    name: str
    values: tuple[FacetValue, ...]
    leaves_out_few_donors: bool = False
