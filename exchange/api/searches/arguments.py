"""The arguments of `listings` as a saved search keeps them, and back."""

from collections.abc import Mapping
from typing import Any

from graphql_relay import to_global_id

from catalog.consent.rules import Verdict
from catalog.listings.models import ListingKind
from catalog.search.models import SavedSearch
from catalog.search.queries import Sort
from catalog.search.queries.definitions import FACETS
from exchange.api.catalogue.facets import IN_CAPITALS
from exchange.kernel.errors import InvalidInput
from exchange.parties.models import Unit

# By argument of `listings`, the name by which it is kept; the others are called alike.
KEPT_AS = {"search": "text", "quantityAtLeast": "quantity_at_least"}
NAMES = {value: name for name, value in KEPT_AS.items()}
ENUMS: Mapping[str, Mapping[str, str]] = {
    "kind": {kind.name: kind.value for kind in ListingKind},
    "verdict": {verdict.name: verdict.value for verdict in Verdict},
    "sort": {sort.name: sort.value for sort in Sort},
}
ARGUMENTS = frozenset({"search", "quantityAtLeast", "verdict", "sort", "near", *(facet.name for facet in FACETS)})


def kept(given: Any, *, unit: Unit | None) -> dict[str, Any]:
    """Return what is kept of the arguments of `listings`, with the unit, which comes as a row.

    Raises:
        InvalidInput: it is no object of arguments, or one of them has a value that it cannot have.
    """
    if not isinstance(given, dict):
        raise InvalidInput("wish", "Give an object with the arguments of listings.")
    if strange := sorted(given.keys() - ARGUMENTS):
        raise InvalidInput("wish", f"There is no argument {strange[0]!r}.", argument=strange[0])
    found: dict[str, Any] = {}
    for name, value in given.items():
        found[KEPT_AS.get(str(name), str(name))] = _value(name, value)
    return {**found, "unit": str(unit.pk)} if unit is not None else found


def told(saved: SavedSearch) -> dict[str, Any]:
    """Return the arguments of `listings` that a saved search stands for."""
    arguments = {NAMES.get(name, name): value for name, value in saved.wish.items()}
    for name, known in ENUMS.items():
        called = {value: key for key, value in known.items()}
        if name in arguments:
            value = arguments[name]
            arguments[name] = called[value] if isinstance(value, str) else [called[one] for one in value]
    if "unit" in arguments:
        arguments["unit"] = to_global_id("Unit", arguments["unit"])
    if saved.project_id is not None:
        arguments["usableFor"] = to_global_id("Project", str(saved.project_id))
    return arguments


def _value(name: str, given: Any) -> Any:
    known = ENUMS.get(name)
    if isinstance(given, list):
        return [_value(name, one) for one in given]
    if known is not None and isinstance(given, str):
        if given not in known:
            raise InvalidInput("wish", f"{name} is not {given!r} but one of {', '.join(known)}.", argument=name)
        return known[given]
    return given.upper() if name in IN_CAPITALS and isinstance(given, str) else given
