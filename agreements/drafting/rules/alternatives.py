"""Which single fact, stated otherwise, would change the forms. Plain Python."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from types import UnionType
from typing import Any, get_type_hints

from agreements.drafting.rules.choice import choose_forms
from agreements.drafting.rules.facts import Change, FormFacts, FormId, MaterialFacts, Period, stated_kind

FactValue = StrEnum | bool
# The type of each fact that may be unstated.
KINDS: Mapping[type, Mapping[str, Any]] = {
    cls: {name: stated_kind(hint) for name, hint in get_type_hints(cls).items() if isinstance(hint, UnionType)}
    for cls in (FormFacts, MaterialFacts)
}


def what_would_change(facts: FormFacts, *, on: date) -> list[Change]:
    """Return each single fact that would lead to other forms, with the value that does so.

    Facts with a few values are tried, one value after the other: choices, yes and no, and whether what has a period
    holds on the day. Countries and names are not.
    """
    now = _forms(facts, on)
    return [
        Change(path, value, forms)
        for path, value, changed in _alternatives(facts)
        if (forms := _forms(changed, on)) != now
    ]


def _forms(facts: FormFacts, on: date) -> tuple[FormId, ...]:
    return tuple(dict.fromkeys(choice.form for choice in choose_forms(facts, on=on) if choice.form))


def _alternatives(facts: FormFacts) -> Iterator[tuple[str, FactValue, FormFacts]]:
    for name, value, other in _tried(facts):
        yield name, value, replace(facts, **{name: other})
    for place, material in enumerate(facts.materials):
        for name, value, other in _tried(material):
            changed = (*facts.materials[:place], replace(material, **{name: other}), *facts.materials[place + 1 :])
            yield f"materials[{place}].{name}", value, replace(facts, materials=changed)


def _tried(facts: FormFacts | MaterialFacts) -> Iterator[tuple[str, FactValue, Any]]:
    """Yield the name of a fact, the value as it is told, and the value as it is tried."""
    for name, kind in KINDS[type(facts)].items():
        stated = getattr(facts, name)
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            yield from ((name, value, value) for value in kind if value != stated)
        elif kind is bool:
            yield from ((name, value, value) for value in (True, False) if value is not stated)
        elif kind is Period:
            yield from ((name, value, tried) for value, tried in ((True, Period()), (False, None)) if tried != stated)
