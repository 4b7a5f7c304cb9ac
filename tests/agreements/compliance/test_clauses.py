"""Questions to facts: three values, whatever is asked, and versions of rules by the day."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.compliance.reading import read_group, read_rule, shipped_rulebook
from agreements.compliance.reading.facts import read_facts
from agreements.compliance.rules import FACTS, Effect, FactKind, Facts, PersonCount, Rulebook, assess
from agreements.compliance.rules.clauses import Moment
from exchange.kernel.errors import InvalidInput

TODAY = date(2026, 11, 1)
COUNTRIES = ["AT", "DE", "US", "CN", "KE", "BR", "GB", "ZA", "IN", "CA"]
VALUES = {
    FactKind.COUNTRY: st.sampled_from(COUNTRIES),
    FactKind.COUNTRIES: st.frozensets(st.sampled_from(COUNTRIES), max_size=3),
    FactKind.FLAG: st.booleans(),
    FactKind.DAY: st.dates(date(2010, 1, 1), date(2027, 1, 1)),
    FactKind.NUMBER: st.integers(0, 20),
}


def values_of(name: str) -> st.SearchStrategy[Any]:
    fact = FACTS[name]
    if fact.kind is FactKind.CHOICE:
        return st.sampled_from(sorted(fact.choices))
    if fact.kind is FactKind.CHOICES:
        return st.frozensets(st.sampled_from(sorted(fact.choices)))
    if fact.kind is FactKind.PERSONS:
        counts = st.builds(PersonCount, st.sampled_from(sorted(fact.choices)), st.integers(0, 200_000))
        return st.lists(counts, max_size=3).map(tuple)
    return VALUES[fact.kind]


WHOLE = st.fixed_dictionaries({name: values_of(name) for name, fact in FACTS.items() if not fact.is_derived})


@given(WHOLE, st.data())
def test_knowing_more_never_turns_an_answer_round(whole: dict[str, Any], data: st.DataObject) -> None:
    kept = data.draw(st.sets(st.sampled_from(sorted(whole))))
    rulebook = shipped_rulebook()
    all_known = Moment(Facts(whole), TODAY, rulebook.groups)
    part_known = Moment(Facts({name: whole[name] for name in kept}), TODAY, rulebook.groups)
    for rule in rulebook.rules:
        answer, partial = rule.when.answer(all_known), rule.when.answer(part_known)
        assert answer.holds is not None
        assert not answer.missing
        assert partial.holds in {answer.holds, None}
        assert (partial.holds is None) == bool(partial.missing)


@given(WHOLE, st.data())
def test_what_is_not_known_is_never_allowed(whole: dict[str, Any], data: st.DataObject) -> None:
    missing = data.draw(st.sampled_from(["provider_country", "recipient_country", "material", "is_human"]))
    known = {name: value for name, value in whole.items() if name != missing}
    assert assess(shipped_rulebook(), Facts(known), on=TODAY).verdict in {Effect.REVIEW, Effect.BLOCK}


def rule(version: int, **changes: Any) -> Any:
    raw = {"title": "T.", "effect": "review", "citation": "C", "when": {"is_human": True}}
    return read_rule("r", version, raw | changes, {"eea"})


def test_last_version_that_has_begun_counts() -> None:
    first, second = rule(1), rule(2, effect="block", applies_from="2026-12-01")
    book = Rulebook((second, first), {})
    assert book.on(TODAY) == [first]
    assert book.on(date(2026, 12, 1)) == [second]
    ended = replace(second, version=3, applies_from=date(2027, 1, 1), applies_until=date(2027, 6, 30))
    assert Rulebook((first, second, ended), {}).on(date(2027, 7, 1)) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"effect": "forbid"}, "effect"),
        ({"effect": "document"}, "effect"),
        ({"document": "Permit"}, "effect"),
        ({"colour": "red"}, "colour"),
        ({"title": " "}, "title"),
        ({"applies_from": "2026-13-01"}, "applies_from"),
        ({"applies_from": "2026-02-01", "applies_until": "2026-01-31"}, "applies_until"),
        ({"when": {}}, "when"),
        ({"when": {"planet": "Mars"}}, "when.planet"),
        ({"when": {"is_human": "yes"}}, "when.is_human"),
        ({"when": {"material": "gold"}}, "when.material"),
        ({"when": {"recipient_country": ["eea", "efta"]}}, "when.recipient_country[1]"),
        ({"when": {"destinations": {"some_of": ["AT"]}}}, "when.destinations"),
        ({"when": {"persons": {"above": 1}}}, "when.persons"),
        ({"when": {"persons_genomic": 100}}, "when.persons_genomic"),
        ({"when": {"persons_genomic": {"above": -1}}}, "when.persons_genomic.above"),
        ({"when": {"collected_on": {"since": "yesterday"}}}, "when.collected_on.since"),
        ({"when": {"any": []}}, "when.any"),
        ({"when": {"any": [{"none": [{"is_human": 1}]}]}}, "when.any[0].none[0].is_human"),
    ],
)
def test_rule_that_is_malformed_names_the_field(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        rule(1, **changes)
    assert caught.value.field == field


def test_rule_nested_without_end_is_refused() -> None:
    when: dict[str, Any] = {"is_human": True}
    for _ in range(10):
        when = {"all": [when]}
    with pytest.raises(InvalidInput, match="nested deeper"):
        rule(1, when=when)


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        (["AT", "AT"], "members[1]"),
        (["Austria"], "members[0]"),
        ([{"country": "AT", "from": "2026-01-01"}], "members[0].from"),
    ],
)
def test_group_that_is_malformed_names_the_entry(raw: list[Any], field: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_group(raw)
    assert caught.value.field == field


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"colour": "red"}, "facts.colour"),
        ({"destinations": ["AT"]}, "facts.destinations"),
        ({"is_human": "yes"}, "facts.is_human"),
        ({"provider_country": 7}, "facts.provider_country"),
        ({"material": "gold"}, "facts.material"),
        ({"funders": "nih"}, "facts.funders"),
        ({"collected_on": "2026-02-30"}, "facts.collected_on"),
        ({"dry_ice_kg": -1}, "facts.dry_ice_kg"),
        ({"persons": [{"category": "genomic"}]}, "facts.persons[0].persons"),
        ({"persons": [{"category": "souls", "persons": 1}]}, "facts.persons[0].category"),
        ({"persons": [{"category": "genomic", "persons": 1, "when": "now"}]}, "facts.persons[0].when"),
    ],
)
def test_fact_that_is_malformed_is_named(facts: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_facts(facts)
    assert caught.value.field == field
