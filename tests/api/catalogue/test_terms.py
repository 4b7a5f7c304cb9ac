"""Terms of the vocabularies, as anybody reads them."""

from datetime import UTC, datetime
from typing import Any

import pytest

from catalog.vocabulary import operations
from catalog.vocabulary.reading import Contents, TermRow
from catalog.vocabulary.rules import Scope
from tests.api.asking import ask

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, tzinfo=UTC)
EVERYTHING = """query($search: String!, $vocabulary: [String!]) { terms(search: $search, vocabulary: $vocabulary) {
    totalCount edges { node { code label vocabulary release synonyms matchedSynonym isObsolete crossReferences
        successors { code vocabulary } parents { code } children { code } } } } }"""


def load(name: str, *rows: TermRow) -> None:
    operations.load_release(contents=Contents(rows), name=name, release="2026-07", by=None, now=NOW)


def sarcomas(count: int) -> list[TermRow]:
    """Return so many sarcomas below one term, each with one below it, one of old and one that is obsolete."""
    rows = [TermRow("DOID:1", "cancer")]
    for number in range(count):
        code = f"DOID:{number}2"
        rows += [
            TermRow(
                code,
                f"sarcoma {number}",
                parents=("DOID:1",),
                synonyms=((f"vessel tumour {number}", Scope.EXACT),),
                references=(f"NCIT:C{number}",),
            ),
            TermRow(f"DOID:{number}3", f"heart {number}", parents=(code,)),
            TermRow(f"DOID:{number}4", f"obsolete sarcoma {number}", is_obsolete=True, replaced_by=(code,)),
        ]
    return rows


def terms(search: str, **variables: Any) -> list[dict[str, Any]]:
    answer = ask(EVERYTHING, search=search, **variables)
    assert "errors" not in answer, answer
    return [edge["node"] for edge in answer["data"]["terms"]["edges"]]


def test_a_term_says_where_it_stands_and_what_became_of_it() -> None:
    load("DOID", *sarcomas(1))

    assert terms("sarcoma") == [
        {
            "code": "DOID:02",
            "label": "sarcoma 0",
            "vocabulary": "DOID",
            "release": "2026-07",
            "synonyms": ["vessel tumour 0"],
            "matchedSynonym": None,
            "isObsolete": False,
            "crossReferences": ["NCIT:C0"],
            "successors": [],
            "parents": [{"code": "DOID:1"}],
            "children": [{"code": "DOID:03"}],
        },
        {
            "code": "DOID:04",
            "label": "obsolete sarcoma 0",
            "vocabulary": "DOID",
            "release": "2026-07",
            "synonyms": [],
            "matchedSynonym": None,
            "isObsolete": True,
            "crossReferences": [],
            "successors": [{"code": "DOID:02", "vocabulary": "DOID"}],
            "parents": [],
            "children": [],
        },
    ]
    assert [(term["code"], term["matchedSynonym"]) for term in terms("vessel")] == [("DOID:02", "vessel tumour 0")]


@pytest.mark.parametrize("count", [1, 3])
def test_terms_take_as_many_statements_for_three_as_for_one(count: int, django_assert_num_queries: Any) -> None:
    load("DOID", *sarcomas(count))

    # 1 the list, which tells its count; 2 vocabularies and releases; 1 synonyms; 2 references both ways; 1 successors
    # and 1 their vocabularies; 2 parents; 2 children.
    with django_assert_num_queries(12):
        found = terms("sarcoma")
    assert len(found) == 2 * count


def test_diseases_leave_vocabularies_of_other_things_aside() -> None:
    load("DUO", TermRow("DUO:0000007", "disease specific research"))
    load("DOID", TermRow("DOID:4", "disease"))
    load("ICD10", TermRow("ICD10:II", "disease of the second kind"))
    document = """query($vocabulary: [String!]) { diseases(search: "disease", vocabulary: $vocabulary) {
        edges { node { code } } } }"""

    def codes(**variables: Any) -> list[str]:
        return [edge["node"]["code"] for edge in ask(document, **variables)["data"]["diseases"]["edges"]]

    assert codes() == ["DOID:4", "ICD10:II"]
    assert codes(vocabulary=["icd10"]) == ["ICD10:II"]
    assert codes(vocabulary=["DUO"]) == []
    assert [term["code"] for term in terms("disease", vocabulary=["DUO"])] == ["DUO:0000007"]
