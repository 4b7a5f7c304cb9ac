"""What a Beacon query filters by, read and checked. Plain Python."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from catalog.vocabulary.rules import canonical_id
from exchange.kernel.errors import InvalidInput

MOST_FILTERS = 20
LONGEST_VALUE = 200
LONGEST_CODE = 60
_CURIE = re.compile(r"\w[^:\s]+:[^\s]+")
_COMPARISON = re.compile(r"(?P<id>[A-Za-z]+)=(?P<value>.+)")


class Property(StrEnum):
    """A property of a specimen that is compared with a value."""

    MATERIAL = "material"
    SAMPLE_TYPE = "sampleType"
    ANATOMICAL_SITE = "anatomicalSite"
    SEX = "sex"
    AGE_BAND = "ageBand"


@dataclass(frozen=True)
class TermFilter:
    """The diagnosis is this term or, with ``descendants``, anything below it."""

    code: str
    descendants: bool = True

    def __str__(self) -> str:
        return self.code


@dataclass(frozen=True)
class ValueFilter:
    """A property is exactly this, whatever the case of its letters."""

    property: Property
    value: str

    def __str__(self) -> str:
        return f"{self.property}={self.value}"


Filter = TermFilter | ValueFilter


def read_filters(given: Iterable[Any]) -> tuple[Filter, ...]:
    """Return the filters of a query, given as Beacon's objects or, as in an address, as text.

    Raises:
        InvalidInput: there are too many, or one is malformed or of a form that is not offered.
    """
    listed = list(given)
    if len(listed) > MOST_FILTERS:
        raise InvalidInput("filters", f"At most {MOST_FILTERS} filters can be combined.")
    return tuple(_of_text(one) if isinstance(one, str) else _of_object(one) for one in listed)


def _of_text(text: str) -> Filter:
    if comparison := _COMPARISON.fullmatch(text.strip()):
        return _value_filter(comparison["id"], comparison["value"])
    return _term_filter(text, descendants=True)


def _of_object(given: Any) -> Filter:
    if not isinstance(given, dict) or not isinstance(given.get("id"), str):
        raise InvalidInput("filters", "A filter is an object with an id.")
    if unknown := sorted(given.keys() - {"id", "includeDescendantTerms", "similarity", "scope", "operator", "value"}):
        raise InvalidInput("filters", f"A filter has no property {unknown[0]!r}.")
    if given.get("similarity", "exact") != "exact":
        raise InvalidInput("filters", "Only exact similarity is offered.")
    if "value" in given or "operator" in given:
        if given.get("operator", "=") != "=":
            raise InvalidInput("filters", "Only the operator = is offered.")
        return _value_filter(given["id"], given.get("value"))
    descendants = given.get("includeDescendantTerms", True)
    if not isinstance(descendants, bool):
        raise InvalidInput("filters", "includeDescendantTerms is true or false.")
    return _term_filter(given["id"], descendants=descendants)


def _term_filter(text: str, *, descendants: bool) -> TermFilter:
    code = canonical_id(text)
    if len(code) > LONGEST_CODE or not _CURIE.fullmatch(code) or not code.isprintable():
        raise InvalidInput("filters", "A filter is the id of a term such as MONDO:0004992, or property=value.")
    return TermFilter(code, descendants)


def _value_filter(name: str, value: Any) -> ValueFilter:
    if name not in set(Property):
        raise InvalidInput("filters", f"A value is compared with one of {', '.join(Property)}.")
    if not isinstance(value, str) or not 0 < len(value.strip()) <= LONGEST_VALUE or not value.isprintable():
        raise InvalidInput("filters", f"A value is text of at most {LONGEST_VALUE} characters.")
    return ValueFilter(Property(name), value.strip())
