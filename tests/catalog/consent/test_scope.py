"""Permission against type of research, and diseases."""

from itertools import product
from typing import Any

import pytest

from catalog.consent.rules import ResearchType
from catalog.consent.rules.scope import SCOPE
from tests.catalog.consent.tables import (
    ABSENT,
    BREAST,
    BREAST_CHILD,
    CANCER,
    DIABETES,
    DOID_CANCER,
    DOID_COLORECTAL,
    LUNG,
    LYMPHOMA,
    MELANOMA,
    NEOPLASM,
    TUMOUR,
    UVEAL_MELANOMA,
    answer,
    terms,
)

PERMIT: tuple[str, list[str]] = ("PERMIT", [])
PERMISSIONS: dict[str, dict[str, Any]] = {
    "NRES": terms("DUO:0000004"),
    "GRU": terms("DUO:0000042"),
    "HMB": terms("DUO:0000006"),
    "DS": terms("DUO:0000007", diseases=[BREAST]),
    "POA": terms("DUO:0000011"),
}
# P permit, D deny, M manual; a row is a type, a column a permission in the order above.
LATTICE = {
    "general": "PPDDD",
    "health": "PPPDD",
    "disease": "PPPPD",
    "ancestry": "PPDDP",
    "methods": "PPPPP",
    "clinical-care": "PDDDD",
    "population": "PPMMM",
    "control": "PPMMM",
    "age": "PPMMM",
    "gender": "PPMMM",
    "genetic": "PPMMM",
    "drug-development": "PPPMD",
}
VERDICTS = {"P": "PERMIT", "D": "DENY", "M": "MANUAL"}


def test_lattice_names_every_type_and_permission() -> None:
    assert set(LATTICE) == {kind.value for kind in ResearchType}
    assert set(map(len, LATTICE.values())) == {len(SCOPE)} == {len(PERMISSIONS)}


@pytest.mark.parametrize(("kind", "permission"), list(product(LATTICE, PERMISSIONS)))
def test_permission_against_type(kind: str, permission: str) -> None:
    purpose: dict[str, Any] = {"research_types": [kind], "diseases": [BREAST_CHILD] if kind == "disease" else []}
    verdict, reasons = answer(PERMISSIONS[permission], purpose)
    letter = LATTICE[kind][list(PERMISSIONS).index(permission)]
    assert verdict == VERDICTS[letter]
    if kind == "clinical-care":
        assert reasons == ([] if letter == "P" else ["clinical-care-not-allowed"])
    else:
        named = {
            "P": [],
            "D": [f"type-outside-scope:{kind}:{permission}"],
            "M": [f"type-in-question:{kind}:{permission}"],
        }
        assert reasons == named[letter]


@pytest.mark.parametrize("permission", ["GRU", "HMB", "DS", "POA"])
def test_clinical_care_with_cc_is_within_every_permission(permission: str) -> None:
    consent = PERMISSIONS[permission] | {"modifiers": [{"code": "DUO:0000043"}]}
    assert answer(consent, {"research_types": ["clinical-care"]}) == PERMIT


def test_cc_does_not_widen_the_research_scope() -> None:
    consent = PERMISSIONS["HMB"] | {"modifiers": [{"code": "CC"}]}
    assert answer(consent, {"research_types": ["ancestry"]}) == ("DENY", ["type-outside-scope:ancestry:HMB"])


def test_one_type_outside_denies_whatever_the_others() -> None:
    purpose = {"research_types": ["disease", "methods", "ancestry"], "diseases": [BREAST]}
    assert answer(PERMISSIONS["DS"], purpose) == ("DENY", ["type-outside-scope:ancestry:DS"])


def test_purpose_without_type_asks_even_without_restriction() -> None:
    assert answer(PERMISSIONS["NRES"], {}) == ("MANUAL", ["purpose-without-type"])
    assert answer(PERMISSIONS["GRU"], {"org_type": "for-profit"}) == ("MANUAL", ["purpose-without-type"])


def test_purpose_in_words_asks_and_does_not_repeat_them() -> None:
    purpose = {"research_types": ["health"], "other": "the mayor's cholesterol"}
    assert answer(PERMISSIONS["HMB"], purpose) == ("MANUAL", ["purpose-in-words"])
    assert answer(PERMISSIONS["HMB"], purpose | {"other": False}) == PERMIT


def test_sensitive_purpose_asks_and_names_no_aspect() -> None:
    purpose = {"research_types": ["health"], "sensitive": ["pediatric", "free words"]}
    assert answer(PERMISSIONS["GRU"], purpose) == ("MANUAL", ["sensitive-purpose"])


OUTSIDE, UNKNOWN = "disease-outside-scope:{}", "unknown-disease:{}"
GAP = "oncology-terms-without-is-a-path"
DISEASES: list[tuple[str, list[str], list[str], str, list[str]]] = [
    ("same", [BREAST], [BREAST], "PERMIT", []),
    ("child", [BREAST], [BREAST_CHILD], "PERMIT", []),
    ("parent", [BREAST], [CANCER], "DENY", [OUTSIDE.format(CANCER)]),
    ("sibling", [BREAST], [LUNG], "DENY", [OUTSIDE.format(LUNG)]),
    ("unrelated", [BREAST], [DIABETES], "DENY", [OUTSIDE.format(DIABETES)]),
    ("two asked, one outside", [BREAST], [BREAST_CHILD, LUNG], "DENY", [OUTSIDE.format(LUNG)]),
    ("two granted, one asked", [BREAST, LUNG], [LUNG], "PERMIT", []),
    ("two granted, both asked", [BREAST, LUNG], [BREAST_CHILD, LUNG], "PERMIT", []),
    ("unknown", [BREAST], [ABSENT], "MANUAL", [UNKNOWN.format(ABSENT)]),
    ("unknown but identical", [ABSENT], [ABSENT], "PERMIT", []),
    ("unknown on the consent's side", [ABSENT], [BREAST], "MANUAL", [UNKNOWN.format(BREAST)]),
    ("unknown beside known grant", [ABSENT, BREAST], [BREAST_CHILD], "PERMIT", []),
    ("unknown and one outside", [BREAST], [ABSENT, LUNG], "DENY", [OUTSIDE.format(LUNG), UNKNOWN.format(ABSENT)]),
    ("cancer against melanoma", [CANCER], [MELANOMA], "MANUAL", [GAP]),
    ("cancer against uveal melanoma", [CANCER], [UVEAL_MELANOMA], "PERMIT", []),
    ("cancer against lymphoma of the list", [CANCER], [LYMPHOMA], "MANUAL", [GAP]),
    ("any tumour against melanoma", [TUMOUR], [MELANOMA], "PERMIT", []),
    ("any tumour against lymphoma of the list", [TUMOUR], [LYMPHOMA], "PERMIT", []),
    ("breast against lymphoma of the list", [BREAST], [LYMPHOMA], "MANUAL", [UNKNOWN.format(LYMPHOMA)]),
    ("two specific tumours", [BREAST], [MELANOMA], "DENY", [OUTSIDE.format(MELANOMA)]),
    ("melanoma against cancer", [MELANOMA], [CANCER], "DENY", [OUTSIDE.format(CANCER)]),
    ("cancer against what is above it", [CANCER], [NEOPLASM], "DENY", [OUTSIDE.format(NEOPLASM)]),
    ("cancer against no tumour", [CANCER], [DIABETES], "DENY", [OUTSIDE.format(DIABETES)]),
    ("melanoma beside one outside", [CANCER], [MELANOMA, DIABETES], "DENY", [OUTSIDE.format(DIABETES), GAP]),
    ("DOID within DOID", [DOID_CANCER], [DOID_COLORECTAL], "PERMIT", []),
    ("DOID broader", [DOID_COLORECTAL], [DOID_CANCER], "DENY", [OUTSIDE.format(DOID_CANCER)]),
    ("DOID against MONDO", [CANCER], [DOID_COLORECTAL], "MANUAL", [f"disease-vocabularies-differ:{DOID_COLORECTAL}"]),
    (
        "addresses and underscores",
        ["http://purl.obolibrary.org/obo/DOID_162", "MONDO_0007254"],
        ["doid:9256", "obo:MONDO_0005494"],
        "PERMIT",
        [],
    ),
    ("words in place of a term", [BREAST], ["my neighbour's illness"], "MANUAL", ["unknown-disease"]),
]


@pytest.mark.parametrize(
    ("granted", "asked", "verdict", "reasons"), [row[1:] for row in DISEASES], ids=[r[0] for r in DISEASES]
)
def test_disease_permission_against_diseases(
    granted: list[str], asked: list[str], verdict: str, reasons: list[str]
) -> None:
    found = answer(terms("DS", diseases=granted), {"research_types": ["disease"], "diseases": asked})
    assert found == (verdict, reasons)


@pytest.mark.parametrize("permission", ["NRES", "GRU", "HMB"])
def test_wider_permission_covers_any_disease(permission: str) -> None:
    purpose = {"research_types": ["disease"], "diseases": [ABSENT, DIABETES]}
    assert answer(PERMISSIONS[permission], purpose) == PERMIT


def test_disease_permission_asks_for_the_disease() -> None:
    assert answer(PERMISSIONS["DS"], {"research_types": ["disease"]}) == ("MANUAL", ["purpose-without-disease"])


@pytest.mark.parametrize("kind", ["methods", "clinical-care"])
def test_diseases_are_checked_whatever_the_type(kind: str) -> None:
    consent = PERMISSIONS["DS"] | {"modifiers": [{"code": "CC"}]}
    assert answer(consent, {"research_types": [kind], "diseases": [BREAST_CHILD]}) == PERMIT
    denied = ("DENY", [OUTSIDE.format(LUNG)])
    assert answer(consent, {"research_types": [kind], "diseases": [LUNG]}) == denied


def test_disease_outside_denies_a_purpose_without_type() -> None:
    reasons = ["purpose-without-type", OUTSIDE.format(LUNG)]
    assert answer(PERMISSIONS["DS"], {"diseases": [LUNG]}) == ("DENY", reasons)


def test_disease_beside_ancestry_asks() -> None:
    purpose = {"research_types": ["ancestry"], "diseases": [BREAST]}
    assert answer(PERMISSIONS["POA"], purpose) == ("MANUAL", ["disease-beside-ancestry"])


def test_disease_permission_without_disease_is_never_any_disease() -> None:
    missing: tuple[list[str] | None, ...] = (None, [])
    for diseases in missing:
        consent = terms("DS", diseases=diseases)
        purpose = {"research_types": ["disease"], "diseases": [BREAST]}
        assert answer(consent, purpose) == ("MANUAL", ["ds-without-disease"])
        assert answer(consent, {"research_types": ["health"]}) == ("MANUAL", ["ds-without-disease"])
