"""When a rule applies: questions to the facts, answered yes, no, or not known (Kleene's three values).

A clause is a mapping whose entries must all hold:

``{provider_country: [eea], persons_genomic: {above: 100}, none: [{destinations: {all_of: [eea]}}]}``

``any``, ``all`` and ``none`` take a list of clauses. Besides those an entry names a fact and what is asked of it:
a value (``true``, ``research``), a list of which one must be there, ``{any_of: …}``, ``{all_of: …}``, ``{above: n}``,
``{at_least: n}``, ``{below: n}``, ``{since: day}`` or ``{before: day}``. A country is named by its code, or by a group
in small letters.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from agreements.compliance.rules.facts import Facts, Known, known


@dataclass(frozen=True)
class Answer:
    """Whether something holds; None with the names of the facts that would tell."""

    holds: bool | None
    missing: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Members:
    """The countries of a group; each from a day on and until one, both inclusive."""

    spans: Mapping[str, tuple[date, date]]

    def on(self, day: date) -> frozenset[str]:
        """Return the members of a day."""
        return frozenset(country for country, (since, until) in self.spans.items() if since <= day <= until)


@dataclass(frozen=True)
class Moment:
    """The day on which facts are looked at, and the groups to which rules refer."""

    facts: Facts
    on: date
    groups: Mapping[str, Members]

    def known(self, fact: str) -> Known:
        return known(self.facts, fact, on=self.on)

    def members(self, names: frozenset[str]) -> frozenset[str]:
        """Return countries by code, and those of groups by name."""
        return frozenset().union(*(self.groups[name].on(self.on) if name in self.groups else {name} for name in names))


class Clause(ABC):
    """Something that holds of the facts, or does not."""

    @abstractmethod
    def answer(self, moment: Moment) -> Answer:
        """Return whether it holds at a moment."""


@dataclass(frozen=True)
class OneOf(Clause):
    """One value of the fact, or with `is_every` each, is among these."""

    fact: str
    wanted: frozenset[str | bool]
    is_every: bool = False

    def answer(self, moment: Moment) -> Answer:
        found = moment.known(self.fact)
        wanted = moment.members(frozenset(map(str, self.wanted))) if _names(self.wanted) else self.wanted
        inside, outside = found.values & wanted, found.values - wanted
        if self.is_every and outside:
            return Answer(holds=False)
        if not self.is_every and inside:
            return Answer(holds=True)
        if not found.is_whole:
            return Answer(None, frozenset({self.fact}))
        return Answer(bool(inside) and not (self.is_every and outside))


@dataclass(frozen=True)
class Between(Clause):
    """A number or a day is at least the one bound and below the other."""

    fact: str
    least: int | date | None = None
    below: int | date | None = None

    def answer(self, moment: Moment) -> Answer:
        found = moment.known(self.fact)
        if not found.is_whole:
            return Answer(None, frozenset({self.fact}))
        (value,) = found.values
        return Answer(
            (self.least is None or self.least <= value)  # type: ignore[operator] # both of the fact's kind
            and (self.below is None or value < self.below)  # type: ignore[operator]
        )


@dataclass(frozen=True)
class Every(Clause):
    """All of these hold; one that does not settles it, whatever is not known."""

    clauses: tuple[Clause, ...]

    def answer(self, moment: Moment) -> Answer:
        return _joined([clause.answer(moment) for clause in self.clauses], settled_by=False)


@dataclass(frozen=True)
class Some(Clause):
    """One of these holds."""

    clauses: tuple[Clause, ...]

    def answer(self, moment: Moment) -> Answer:
        return _joined([clause.answer(moment) for clause in self.clauses], settled_by=True)


@dataclass(frozen=True)
class Nothing(Clause):
    """None of these holds."""

    clauses: tuple[Clause, ...]

    def answer(self, moment: Moment) -> Answer:
        found = Some(self.clauses).answer(moment)
        return Answer(None if found.holds is None else not found.holds, found.missing)


def _joined(answers: list[Answer], *, settled_by: bool) -> Answer:
    if any(answer.holds is settled_by for answer in answers):
        return Answer(settled_by)
    missing = frozenset[str]().union(*(answer.missing for answer in answers))
    is_open = any(answer.holds is None for answer in answers)
    return Answer(None, missing) if is_open else Answer(not settled_by)


def _names(wanted: frozenset[str | bool]) -> bool:
    return not any(isinstance(value, bool) for value in wanted)
