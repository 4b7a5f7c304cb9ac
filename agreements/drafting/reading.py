"""Read the facts that choose a form from JSON; the dataclasses of the rules say what there is."""

import datetime as dt
from dataclasses import MISSING, dataclass, fields, is_dataclass
from enum import StrEnum
from typing import Any, get_args, get_origin, get_type_hints

from agreements.drafting.rules import FormFacts, stated_kind
from exchange.kernel.untrusted import Value
from exchange.parties.rules.identifiers import is_country

MOST_MATERIALS = 50


@dataclass(frozen=True)
class Case:
    """One deal and the day on which its form is chosen."""

    id: str
    on: dt.date
    facts: FormFacts


def read_case(raw: Any) -> Case:
    """Read one case; fields besides the three that are needed are annotations.

    Raises:
        InvalidInput: a field is missing or malformed; the error names it.
    """
    value = Value(raw, "")
    return Case(value.required("id").text(), value.required("on").day(), read_facts(value.required("facts")))


def read_facts(value: Value) -> FormFacts:
    """Return the facts of an object; what is absent or null is not stated, as is a country that nobody can place.

    Raises:
        InvalidInput: a fact is not of the list, or of another type; the error names it.
    """
    facts: FormFacts = _record(FormFacts, value)
    if len(facts.materials) > MOST_MATERIALS:
        value.required("materials").refuse(f"must not have more than {MOST_MATERIALS} entries")
    return facts


@dataclass(frozen=True)
class FactField:
    """A fact of a record: the type of its value when it is stated, what it says, and whether it must be there."""

    name: str
    kind: Any
    says: str
    is_needed: bool


def facts_of(cls: type) -> tuple[FactField, ...]:
    """Return the facts of a record of the rules, as it declares them."""
    hints = get_type_hints(cls, include_extras=True)
    found = []
    for one in fields(cls):
        kind, says = get_args(hints[one.name])
        found.append(FactField(one.name, stated_kind(kind), says, one.default is MISSING))
    return tuple(found)


def _record(cls: type[Any], value: Value) -> Any:
    facts = {fact.name: fact for fact in facts_of(cls)}
    members = value.members()
    for name, member in members.items():
        if name not in facts:
            member.refuse("is not a known fact")
    for fact in facts.values():
        if fact.is_needed:
            value.required(fact.name)
    return cls(**{name: _read(facts[name].kind, name, member) for name, member in members.items()})


def _read(kind: type[Any], name: str, value: Value) -> Any:
    if get_origin(kind) is tuple:
        return tuple(_read(get_args(kind)[0], name, item) for item in value.items())
    if is_dataclass(kind):
        return _record(kind, value)
    if issubclass(kind, StrEnum):
        return value.choice(kind, {})
    if kind is bool:
        return value.flag()
    if kind is dt.date:
        return value.day()
    return _country(value) if name.endswith("_country") else value.text().strip()


def _country(value: Value) -> str | None:
    code = value.text().strip().upper()
    return code if is_country(code) else None
