"""A search in the one form in which it is kept: its arguments, without what does not narrow, each value once."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import QuerySet

from catalog.consent.rules import Purpose, Verdict
from catalog.listings.models import ListingKind
from catalog.search.models import SavedSearch
from catalog.search.queries.definitions import BY_NAME, MOST_QUANTITY
from catalog.search.queries.wish import VERDICT, Sort, Wish
from catalog.vocabulary.rules import SEARCH_LENGTH, searchable
from exchange.kernel.errors import InvalidInput
from exchange.parties.models import Person, Unit
from exchange.parties.queries import Viewer

MOST_CHOSEN = 100
LONGEST_VALUE = 200
KNOWN: Mapping[str, Collection[str]] = {
    "kind": [kind.value for kind in ListingKind],
    VERDICT: [verdict.value for verdict in Verdict],
}
ALONE = ("text", "quantity_at_least", "unit", "sort", "near")


def visible_to(viewer: Viewer) -> QuerySet[SavedSearch]:
    """Return what the viewer has saved."""
    if not isinstance(viewer, Person):
        return SavedSearch.objects.none()
    return SavedSearch.objects.filter(owner=viewer)


def stated(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return a search's arguments in the form in which they are kept.

    Args:
        given: values by name of a facet or verdict, and ``text``, ``quantity_at_least``, ``unit`` (its key), ``sort``
            and ``near``; what is empty or None narrows nothing.

    Raises:
        InvalidInput: an argument that does not exist, or a value that it cannot have.
    """
    if strange := sorted(given.keys() - {*BY_NAME, VERDICT, *ALONE}):
        raise InvalidInput("wish", f"A search has no argument {strange[0]!r}.", argument=strange[0])
    kept: dict[str, Any] = {name: _values(name, given[name]) for name in (*BY_NAME, VERDICT) if given.get(name)}
    alone = {name: given.get(name) for name in ("text", "unit", "near")}
    kept |= {name: _text(name, value) for name, value in alone.items() if value}
    if (least := given.get("quantity_at_least")) is not None:
        if isinstance(least, bool) or not isinstance(least, int) or not 1 <= least <= MOST_QUANTITY:
            raise _wrong("quantity_at_least", f"A quantity is from 1 to {MOST_QUANTITY}.")
        kept["quantity_at_least"] = least
    if sort := given.get("sort"):
        if sort not in list(Sort):
            raise _wrong("sort", f"There is no order {sort!r}.")
        kept["sort"] = str(sort)
    if kept.get("sort") == Sort.NEAREST and "near" not in kept:
        raise _wrong("near", "Say which country the nearest are near to.")
    return dict(sorted(kept.items()))


def _values(name: str, given: Any) -> list[str]:
    values = list(given) if isinstance(given, list | tuple) else [given]
    if len(values) > MOST_CHOSEN:
        raise _wrong(name, f"Choose at most {MOST_CHOSEN} values.")
    if any(not isinstance(value, str) or not 0 < len(value) <= LONGEST_VALUE for value in values):
        raise _wrong(name, f"A value is a text of at most {LONGEST_VALUE} characters.")
    known = KNOWN.get(name)
    if known is not None and (strange := [value for value in values if value not in known]):
        raise _wrong(name, f"There is no {name} {strange[0]!r}.")
    return sorted({str(value) for value in values})


def _text(name: str, given: Any) -> str:
    if not isinstance(given, str) or len(given) > SEARCH_LENGTH:
        raise _wrong(name, f"It is a text of at most {SEARCH_LENGTH} characters.")
    return searchable(given)


def _wrong(name: str, message: str) -> InvalidInput:
    return InvalidInput("wish", f"{name}: {message}", argument=name)


def wish_stated(kept: Mapping[str, Any], *, purpose: Purpose | None) -> Wish:
    """Return what is wished; verdicts narrow only with a purpose, and a unit that is gone finds nothing of others."""
    unit = kept.get("unit")
    return Wish(
        text=kept.get("text", ""),
        chosen={name: tuple(kept[name]) for name in BY_NAME if name in kept},
        quantity_at_least=kept.get("quantity_at_least", 0),
        unit=Unit.objects.get(pk=unit) if unit else None,
        purpose=purpose,
        verdicts=tuple(map(Verdict, kept.get(VERDICT, ()))) if purpose else (),
        sort=Sort(kept.get("sort", Sort.RELEVANCE)),
        near=kept.get("near", ""),
    )
