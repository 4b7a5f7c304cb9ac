"""Untrusted JSON: what is accepted, and which field an error names."""

import datetime as dt
import json
from typing import Any

import pytest

from catalog.consent.reading import read_case, read_ontology, read_purpose, read_use_terms
from catalog.consent.rules import Collaboration, Ethics, Obligation, Ontology, OrgType, Purpose, ResearchType, UseTerms
from exchange.kernel.case_files import cases_of, members_of
from exchange.kernel.errors import InvalidInput
from tests.catalog.consent.tables import BREAST, CANCER, LYMPHOMA, NEOPLASM

CASE: dict[str, Any] = {
    "id": "one",
    "consent": {"permissions": [{"code": "DUO:0000042"}], "modifiers": []},
    "purpose": {"research_types": ["health"]},
    "today": "2026-06-01",
}


def changed(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in (CASE | fields).items() if value != "ABSENT"}


def modified(**parameters: Any) -> dict[str, Any]:
    return changed(consent={"permissions": [{"code": "GRU"}], "modifiers": [parameters]})


LIST, TEXT, FLAG, OBJECT, MISSING = (
    "must be a list",
    "must be text",
    "must be true or false",
    "must be an object",
    "is missing",
)
DAY, NUMBER, STRANGE = "must be a day such as 2027-01-31", "must be a whole number", "is not a known field"
RESEARCH_TYPES = (
    *("general", "health", "disease", "ancestry", "methods", "clinical-care"),
    *("population", "control", "age", "gender", "genetic", "drug-development"),
)
MALFORMED: list[tuple[Any, str, str]] = [
    ("case", "entry", OBJECT),
    (None, "entry", OBJECT),
    ([CASE], "entry", OBJECT),
    ({}, "id", MISSING),
    (changed(id="ABSENT"), "id", MISSING),
    (changed(id=7), "id", TEXT),
    (changed(id=" "), "id", "must not be blank"),
    (changed(consent="ABSENT"), "consent", MISSING),
    (changed(consent=None), "consent", MISSING),
    (changed(consent="GRU"), "consent", OBJECT),
    (changed(consent=[]), "consent", OBJECT),
    (changed(consent={"permission": []}), "consent.permission", STRANGE),
    (changed(consent={"permissions": {"code": "GRU"}}), "consent.permissions", LIST),
    (changed(consent={"permissions": ["GRU"]}), "consent.permissions[0]", OBJECT),
    (changed(consent={"permissions": [{}]}), "consent.permissions[0].code", MISSING),
    (changed(consent={"permissions": [{"code": 42}]}), "consent.permissions[0].code", TEXT),
    (changed(consent={"permissions": [{"code": "DS", "diseases": CANCER}]}), "consent.permissions[0].diseases", LIST),
    (changed(consent={"permissions": [{"code": "DS", "diseases": [1]}]}), "consent.permissions[0].diseases[0]", TEXT),
    (changed(consent={"permissions": [{"code": "DS", "disease": []}]}), "consent.permissions[0].disease", STRANGE),
    (changed(consent={"modifiers": [{"code": "GRU"}, 3]}), "consent.modifiers[1]", OBJECT),
    (changed(consent={"alternatives": "yes"}), "consent.alternatives", FLAG),
    (
        changed(consent={"status": "gone"}),
        "consent.status",
        "must be one of: active, withdrawn, expired, unknown",
    ),
    (changed(consent={"text": "a", "other": "b"}), "consent.other", "is given under two names"),
    (modified(code="MOR", date="2027-02-30"), "consent.modifiers[0].date", "is no day of the calendar"),
    (modified(code="MOR", date="20270101"), "consent.modifiers[0].date", DAY),
    (modified(code="MOR", date="2027-01-01T00:00"), "consent.modifiers[0].date", DAY),
    (modified(code="MOR", date=2027), "consent.modifiers[0].date", DAY),
    (modified(code="TS", months="24"), "consent.modifiers[0].months", NUMBER),
    (modified(code="TS", months=24.0), "consent.modifiers[0].months", NUMBER),
    (modified(code="TS", months=True), "consent.modifiers[0].months", NUMBER),
    (modified(code="TS", months=0), "consent.modifiers[0].months", "must be between 1 and 1200"),
    (modified(code="US", users="a"), "consent.modifiers[0].users", LIST),
    (modified(code="US", approved=["a"]), "consent.modifiers[0].approved", STRANGE),
    (modified(code="US", **{"users with blanks": []}), "consent.modifiers[0].?", STRANGE),
    (changed(purpose="ABSENT"), "purpose", MISSING),
    (changed(purpose=["health"]), "purpose", OBJECT),
    (changed(purpose={"research_types": "health"}), "purpose.research_types", LIST),
    (changed(purpose={"research_types": ["health", None]}), "purpose.research_types[1]", TEXT),
    (
        changed(purpose={"research_types": ["astrology"]}),
        "purpose.research_types[0]",
        f"must be one of: {', '.join(RESEARCH_TYPES)}",
    ),
    (changed(purpose={"diseases": [BREAST, ""]}), "purpose.diseases[1]", "must not be blank"),
    (changed(purpose={"org_type": "band"}), "purpose.org_type", "must be one of: non-profit, for-profit"),
    (changed(purpose={"commercial": "no"}), "purpose.commercial", FLAG),
    (changed(purpose={"commercial": 0}), "purpose.commercial", FLAG),
    (changed(purpose={"comercial": True}), "purpose.comercial", STRANGE),
    (changed(purpose={"genetic": []}), "purpose.genetic", FLAG),
    (changed(purpose={"countries": "FI"}), "purpose.countries", LIST),
    (changed(purpose={"collaborators": [{}]}), "purpose.collaborators[0].country", MISSING),
    (
        changed(purpose={"collaboration": "letter", "collaboration_letter": True}),
        "purpose.collaboration_letter",
        "is given beside collaboration",
    ),
    (changed(purpose={"months": "12"}), "purpose.months", NUMBER),
    (changed(purpose={"publishes_on": "soon"}), "purpose.publishes_on", DAY),
    (changed(purpose={"accepts": ["return"]}), "purpose.accepts", OBJECT),
    (changed(purpose={"accepts": {"return": "no"}}), "purpose.accepts.return", FLAG),
    (
        changed(purpose={"accepts": {"refund": False}}),
        "purpose.accepts.refund",
        "must be one of: publish, return, collaborate, moratorium, time_limit, ethics",
    ),
    (changed(purpose={"sensitive": True}), "purpose.sensitive", LIST),
    (changed(purpose={"other": 3}), "purpose.other", TEXT),
    (changed(today="ABSENT"), "today", MISSING),
    (changed(today="today"), "today", DAY),
    (changed(today="2026-13-01"), "today", "is no day of the calendar"),
    (changed(purpose={"topics": ["x" * 2001]}), "purpose.topics[0]", "must not be longer than 2000 letters"),
    (changed(purpose={"topics": ["x"] * 10_001}), "purpose.topics", "must not have more than 10000 entries"),
]


@pytest.mark.parametrize(("raw", "field", "message"), MALFORMED, ids=[f"{row[1]} {row[2][:30]}" for row in MALFORMED])
def test_malformed_case_names_the_field(raw: Any, field: str, message: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_case(raw)
    assert (caught.value.field, caught.value.message) == (field, message)


def test_repeated_name_is_malformed_because_either_may_be_meant() -> None:
    raw = json.dumps(CASE).replace('"research_types"', '"commercial": true, "commercial": false, "research_types"')
    (case,) = cases_of(members_of(f'{{"cases": [{raw}]}}'.encode()))
    with pytest.raises(InvalidInput) as caught:
        read_case(case)
    assert (caught.value.field, caught.value.message) == ("purpose", "names a field twice")


def test_case_with_annotations() -> None:
    case = read_case(CASE | {"expected": "PERMIT", "note": "anything", "reasons_or_conditions": []})
    assert (case.id, case.today) == ("one", dt.date(2026, 6, 1))
    assert case.purpose == Purpose(research_types=frozenset({ResearchType.HEALTH}))


def test_null_is_the_same_as_absent() -> None:
    names = (
        "org_type",
        "commercial",
        "genetic",
        "users",
        "ethics",
        "collaboration",
        "months",
        "accepts",
        "sensitive",
        "other",
    )
    assert read_purpose(dict.fromkeys(names)) == Purpose()
    assert read_use_terms({"permissions": None, "modifiers": None, "alternatives": None, "status": None}) == UseTerms()


@pytest.mark.parametrize(
    ("raw", "purpose"),
    [
        ({"research_types": ["Clinical_Care"]}, Purpose(research_types=frozenset({ResearchType.CLINICAL_CARE}))),
        ({"research_types": ["DUO_0000037"]}, Purpose(research_types=frozenset({ResearchType.HEALTH}))),
        ({"research_types": ["biomedical"]}, Purpose(research_types=frozenset({ResearchType.HEALTH}))),
        ({"org_type": "not-for-profit"}, Purpose(org_type=OrgType.NON_PROFIT)),
        ({"ethics": True}, Purpose(ethics=Ethics.VALID)),
        ({"ethics": "waived"}, Purpose(ethics=Ethics.EXEMPT)),
        ({"collaboration": "agreed"}, Purpose(collaboration=Collaboration.LETTER)),
        ({"collaboration_letter": "missing"}, Purpose(collaboration=Collaboration.OPEN)),
        ({"accepts": {"PUB": False, "return": True}}, Purpose(refuses=frozenset({Obligation.PUBLISH}))),
        ({"publication_date": "2027-01-01"}, Purpose(publishes_on=dt.date(2027, 1, 1))),
        ({"regions": ["EU"], "collaborators": [{"country": "us"}]}, Purpose(countries=("EU", "US"))),
    ],
)
def test_synonyms(raw: dict[str, Any], purpose: Purpose) -> None:
    assert read_purpose(raw) == purpose


def read_file(raw: bytes) -> tuple[Ontology, list[Any]]:
    """Read a file as the command does."""
    members = members_of(raw)
    return read_ontology(members), cases_of(members)


def content(**frame: Any) -> bytes:
    return json.dumps({"cases": []} | frame).encode()


@pytest.mark.parametrize(
    ("raw", "field", "message"),
    [
        (b"", "file", "is not JSON (JSONDecodeError)"),
        (b"\xff\xfe\x00", "file", "is not JSON (UnicodeDecodeError)"),
        (b"[" * 100_000, "file", "is not JSON (RecursionError)"),
        (b"9" * 5_000, "file", "is not JSON (ValueError)"),
        (b"[]", "entry", OBJECT),
        (b"{}", "cases", MISSING),
        (content(cases={}), "cases", LIST),
        (content(ancestors=[]), "ancestors", OBJECT),
        (content(ancestors={CANCER: NEOPLASM}), f"ancestors.{CANCER}", LIST),
        (content(ancestors={CANCER: [1]}), f"ancestors.{CANCER}[0]", TEXT),
        (content(oncology_terms_outside_cancer={}), "oncology_terms_outside_cancer", LIST),
        (content(oncology_terms_outside_cancer=[{}]), "oncology_terms_outside_cancer[0].id", MISSING),
    ],
)
def test_file_without_frame(raw: bytes, field: str, message: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_file(raw)
    assert (caught.value.field, caught.value.message) == (field, message)


def test_places_of_tumours_in_the_tree_are_certain_ancestors() -> None:
    flags = {"under_MONDO:0004992_cancer": False, "under_MONDO:0005070_neoplasm": True}
    ontology, _ = read_file(
        content(
            ancestors={"MONDO_0005070": ["http://purl.obolibrary.org/obo/MONDO_0045024"]},
            oncology_terms_outside_cancer=[{"id": LYMPHOMA, "label": "lymphoma", **flags}],
        )
    )
    assert ontology.ancestors == {NEOPLASM: frozenset({"MONDO:0045024"})}
    assert ontology.certain == {LYMPHOMA: frozenset({NEOPLASM, "MONDO:0045024"})}
    assert ontology.oncology == {LYMPHOMA}


def test_byte_order_mark_is_read_over() -> None:
    assert read_file(b"\xef\xbb\xbf" + content()) == (Ontology({}, {}, frozenset()), [])
