"""Codes of old, cross-references and what is below a term."""

from datetime import UTC, datetime

import pytest
from django.db.models import F
from pytest_django import DjangoAssertNumQueries

from catalog.vocabulary import operations, queries
from catalog.vocabulary.models import Term
from catalog.vocabulary.reading import Contents, TermRow
from catalog.vocabulary.rules import Scope

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, tzinfo=UTC)
CANCER = TermRow("DOID:1", "cancer")
SARCOMA = TermRow(
    "DOID:2",
    "angiosarcoma",
    parents=("DOID:1",),
    synonyms=(("hemangiosarcoma", Scope.EXACT), ("vessel tumour", Scope.BROAD)),
    references=("NCIT:C3088",),
    replaces=("DOID:20",),
)
HEART = TermRow("DOID:3", "heart angiosarcoma", parents=("DOID:2",), replaces=("DOID:30",))
GONE = TermRow("DOID:4", "obsolete vessel sarcoma", is_obsolete=True, replaced_by=("DOID:2",))
UNCLEAR = TermRow("DOID:5", "obsolete tumour of old", is_obsolete=True, considered=("DOID:2", "DOID:3"))
LOST = TermRow("DOID:6", "obsolete without successor", is_obsolete=True)


def load(name: str, *rows: TermRow, release: str = "r1") -> None:
    operations.load_release(contents=Contents(rows), name=name, release=release, by=None, now=NOW)


@pytest.fixture(autouse=True)
def loaded() -> None:
    load("DOID", CANCER, SARCOMA, HEART, GONE, UNCLEAR, LOST)
    load("OncoTree", TermRow("ONCOTREE:ANGS", "Angiosarcoma", references=("NCIT:C3088",)))


def found(text: str, *vocabularies: str) -> list[tuple[str, str]]:
    terms = queries.search_terms(text, among=Term.objects.all(), vocabularies=vocabularies)
    return list(terms.annotate(met=F("matched")).values_list("code", "met"))


def test_successors_are_one_that_is_certain_or_several_to_choose_from() -> None:
    successors = queries.successors_of(["DOID:20", "doid_4", "DOID:5", "DOID:6", "DOID:2", "DOID:99"])

    assert {code: [term.code for term in terms] for code, terms in successors.items()} == {
        "DOID:20": ["DOID:2"],
        "doid_4": ["DOID:2"],
        "DOID:5": ["DOID:2", "DOID:3"],
    }
    assert set(queries.exact_successors_of(["DOID:20", "DOID:4", "DOID:5", "DOID:6"])) == {"DOID:20", "DOID:4"}


def test_successors_are_followed_over_releases() -> None:
    load("DOID", CANCER, TermRow("DOID:7", "vessel cancer", replaces=("DOID:2",)), release="r2")

    assert [term.code for term in queries.successors_of(["DOID:20"])["DOID:20"]] == ["DOID:7"]
    assert queries.ancestors_of(["DOID:20"])["DOID:20"] == {"DOID:2", "DOID:7"}


def test_ancestors_count_codes_of_old_on_both_sides(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        current = queries.ancestors_of(["DOID:2", "DOID:3", "DOID:5", "DOID:6"])
    with django_assert_num_queries(2):
        old = queries.ancestors_of(["DOID:30"])

    assert current == {
        "DOID:2": {"DOID:1", "DOID:20", "DOID:4"},
        "DOID:3": {"DOID:1", "DOID:2", "DOID:20", "DOID:30", "DOID:4"},
    }
    assert old == {"DOID:30": {"DOID:1", "DOID:2", "DOID:20", "DOID:3", "DOID:4"}}


def test_a_subtree_holds_codes_of_old(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        below = queries.subtree("doid:1")

    assert below == {"DOID:1", "DOID:2", "DOID:20", "DOID:3", "DOID:30", "DOID:4"}
    assert queries.subtree("DOID:20") == below - {"DOID:1"}
    assert queries.subtree("DOID:3") == {"DOID:3", "DOID:30"}
    assert queries.subtree("LOCAL:1") == {"LOCAL:1"}


def test_equivalents_go_both_ways_and_over_a_shared_code() -> None:
    assert queries.equivalents_of(["DOID:2", "NCIT:C3088", "DOID:3"]) == {
        "DOID:2": {"NCIT:C3088", "ONCOTREE:ANGS"},
        "NCIT:C3088": {"DOID:2", "ONCOTREE:ANGS"},
        "DOID:3": frozenset(),
    }


@pytest.mark.parametrize(
    ("text", "vocabularies", "terms"),
    [
        ("hemangiosarcoma", (), [("DOID:2", "hemangiosarcoma")]),
        ("vessel tumour", (), [("DOID:2", "vessel tumour")]),
        ("angiosarcoma", (), [("ONCOTREE:ANGS", ""), ("DOID:2", ""), ("DOID:3", "")]),
        ("angiosarcoma", ("doid",), [("DOID:2", ""), ("DOID:3", "")]),
        ("angiosarcoma", ("NONE",), []),
        ("DOID:20", (), [("DOID:2", "")]),
        ("DOID:4", (), [("DOID:2", ""), ("DOID:4", "")]),
        ("angs", (), [("ONCOTREE:ANGS", "")]),
        ("sarcoma", ("DOID",), [("DOID:2", ""), ("DOID:3", ""), ("DOID:4", "")]),
    ],
)
def test_terms_are_found_by_synonym_and_code_of_old_and_what_is_obsolete_comes_last(
    text: str, vocabularies: tuple[str, ...], terms: list[tuple[str, str]]
) -> None:
    assert found(text, *vocabularies) == terms
