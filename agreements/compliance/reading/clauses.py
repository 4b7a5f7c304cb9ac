"""Read when a rule applies, see `agreements.compliance.rules.clauses` for the words."""

import datetime as dt
from collections.abc import Callable, Collection, Mapping

from agreements.compliance.rules.clauses import Between, Clause, Every, Nothing, OneOf, Some
from agreements.compliance.rules.facts import FACTS, Fact, FactKind
from exchange.kernel.untrusted import Value
from exchange.parties.rules.identifiers import is_country

JOINED: Mapping[str, Callable[[tuple[Clause, ...]], Clause]] = {"all": Every, "any": Some, "none": Nothing}
DEEPEST = 6
LARGEST_BOUND = 10_000_000_000


def read_clause(value: Value, groups: Collection[str], *, depth: int = 0) -> Clause:
    """Return the clause of a mapping whose entries must all hold.

    Raises:
        InvalidInput: a fact, value, group or word is not known; the error names the place.
    """
    if depth > DEEPEST:
        value.refuse(f"is nested deeper than {DEEPEST} times")
    members = value.members()
    if not members:
        value.refuse("must ask for something")
    clauses: list[Clause] = []
    for name, member in members.items():
        if name in JOINED:
            parts = tuple(read_clause(item, groups, depth=depth + 1) for item in member.items())
            if not parts:
                member.refuse("must not be empty")
            clauses.append(JOINED[name](parts))
        elif name in FACTS and FACTS[name].kind is not FactKind.PERSONS:
            clauses.append(_question(name, FACTS[name], member, groups))
        else:
            member.refuse("is not a known fact")
    return clauses[0] if len(clauses) == 1 else Every(tuple(clauses))


def _question(name: str, fact: Fact, value: Value, groups: Collection[str]) -> Clause:
    if fact.kind in {FactKind.NUMBER, FactKind.DAY}:
        return _between(name, fact, value)
    if fact.kind is FactKind.FLAG:
        return OneOf(name, frozenset({value.flag()}))
    if isinstance(value.raw, dict):
        members = value.members()
        if len(members) != 1 or not members.keys() <= {"any_of", "all_of"}:
            value.refuse("must be any_of or all_of")
        (word, listed) = members.popitem()
        return OneOf(name, _values(fact, listed, groups), is_every=word == "all_of")
    return OneOf(name, _values(fact, value, groups))


def _values(fact: Fact, value: Value, groups: Collection[str]) -> frozenset[str | bool]:
    items = value.items() if isinstance(value.raw, list) else [value]
    if not items:
        value.refuse("must not be empty")
    return frozenset(_value(fact, item, groups) for item in items)


def _value(fact: Fact, value: Value, groups: Collection[str]) -> str:
    text = value.text()
    if fact.kind in {FactKind.COUNTRY, FactKind.COUNTRIES}:
        if text not in groups and not is_country(text):
            value.refuse("must be a country's two-letter code or a group on record")
    elif text not in fact.choices:
        value.refuse(f"must be one of: {', '.join(sorted(fact.choices))}")
    return text


def _between(name: str, fact: Fact, value: Value) -> Between:
    is_day = fact.kind is FactKind.DAY
    words = {"since", "before"} if is_day else {"above", "at_least", "below"}
    members = value.members()
    if not members or not members.keys() <= words:
        value.refuse(f"must be one of: {', '.join(sorted(words))}")
    if is_day:
        days = {word: member.day() for word, member in members.items()}
        return Between(name, days.get("since"), days.get("before"))
    numbers = {word: member.count(least=0, most=LARGEST_BOUND) for word, member in members.items()}
    least: int | dt.date | None = numbers.get("at_least")
    if "above" in numbers:
        least = numbers["above"] + 1
    return Between(name, least, numbers.get("below"))
