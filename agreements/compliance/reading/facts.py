"""Read the facts of a transfer from JSON."""

from collections.abc import Callable, Mapping
from typing import Any

from agreements.compliance.rules.facts import FACTS, Fact, FactKind, Facts, PersonCount, Said
from exchange.kernel.untrusted import Value
from exchange.parties.rules.identifiers import is_country

MOST_PERSONS = 10_000_000_000
MOST_KILOGRAMS = 100_000


def read_facts(raw: Any, path: str = "facts") -> Facts:
    """Return the facts of an object; what is absent or null is not known, as is a country that nobody can place.

    Raises:
        InvalidInput: a fact is not of the list, or of another type; the error names it.
    """
    said: dict[str, Said] = {}
    unknown: set[str] = set()
    for name, value in Value(raw, path).members().items():
        fact = FACTS.get(name)
        if fact is None or fact.is_derived:
            value.refuse("is not a known fact")
        found, is_whole = _read(fact, value)
        if found is not None:
            said[name] = found
        if not is_whole:
            unknown.add(name)
    return Facts(said, frozenset(unknown))


def _read(fact: Fact, value: Value) -> tuple[Said | None, bool]:
    """Return what is said, and whether all of it was understood."""
    if fact.kind is FactKind.COUNTRY:
        country = _country(value)
        return country, country is not None
    if fact.kind is FactKind.COUNTRIES:
        countries = [_country(item) for item in value.items()]
        return frozenset(country for country in countries if country), None not in countries
    return READERS[fact.kind](fact, value), True


def _country(value: Value) -> str | None:
    code = value.text().strip().upper()
    return code if is_country(code) else None


def _choice(fact: Fact, value: Value) -> str:
    text = value.text().strip().casefold().replace("-", "_")
    if text not in fact.choices:
        value.refuse(f"must be one of: {', '.join(sorted(fact.choices))}")
    return text


def _persons(fact: Fact, value: Value) -> PersonCount:
    members = value.members()
    for name, member in members.items():
        if name not in {"category", "persons", "on"}:
            member.refuse("is not a known field")
    on = members.get("on")
    return PersonCount(
        _choice(fact, value.required("category")),
        value.required("persons").count(least=0, most=MOST_PERSONS),
        on.day() if on else None,
    )


READERS: Mapping[FactKind, Callable[[Fact, Value], Said]] = {
    FactKind.FLAG: lambda _, value: value.flag(),
    FactKind.CHOICE: _choice,
    FactKind.CHOICES: lambda fact, value: frozenset(_choice(fact, item) for item in value.items()),
    FactKind.DAY: lambda _, value: value.day(),
    FactKind.NUMBER: lambda _, value: value.count(least=0, most=MOST_KILOGRAMS),
    FactKind.PERSONS: lambda fact, value: tuple(_persons(fact, item) for item in value.items()),
}
