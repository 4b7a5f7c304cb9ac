"""The published verdicts of other matchers: where we agree, and where we differ on purpose."""

import json
from typing import Any

import pytest

from catalog.consent.reading import read_ontology
from catalog.consent.rules import (
    Modifier,
    Ontology,
    OrgType,
    Permission,
    Purpose,
    ResearchType,
    UseTerms,
    Verdict,
    match,
)
from exchange.kernel.case_files import members_of
from tests.catalog.consent.tables import TODAY, field_file

PRIMARIES = {"generalUse": "GRU", "hmbResearch": "HMB", "populationOriginsAncestry": "POA"}
TYPES = {
    "generalUse": ResearchType.GENERAL,
    "hmbResearch": ResearchType.HEALTH,
    "populationOriginsAncestry": ResearchType.ANCESTRY,
    "methodsResearch": ResearchType.METHODS,
}
SENSITIVE = {
    "controls",
    "gender",
    "illegalBehavior",
    "notHealth",
    "pediatric",
    "population",
    "psychologicalTraits",
    "sexualDiseases",
    "stigmatizeDiseases",
    "vulnerablePopulations",
}

# What we answer instead, and why.
ON_PURPOSE = {
    # The is-a paths at hand do not hold DOID:1612, so that nobody can be certain; in the real ontology it is a cancer.
    "derived-DSin+DSout-vs-DScancer": Verdict.MANUAL,
}


def consent_of(dataset: dict[str, Any] | None) -> UseTerms:
    """Translate a dataset's data use; a false flag is no flag."""
    data = dataset or {}
    permissions = [Permission(code=code) for key, code in PRIMARIES.items() if data.get(key)]
    if diseases := data.get("diseaseRestrictions"):
        permissions.append(Permission(code="DS", diseases=tuple(diseases)))
    if "other" in data:
        permissions.append(Permission(code="other"))
    modifiers = []
    if data.get("nonProfitUse"):
        modifiers.append(Modifier(code="NPU"))
    if data.get("commercialUse") is False:
        modifiers.append(Modifier(code="NCU"))
    return UseTerms(
        permissions=tuple(permissions), modifiers=tuple(modifiers), text="text" if "secondaryOther" in data else ""
    )


def purpose_of(request: dict[str, Any]) -> Purpose:
    """Translate a request's purpose."""
    kinds = {kind for key, kind in TYPES.items() if request.get(key)}
    diseases = tuple(request.get("diseaseRestrictions", ()))
    if diseases:
        kinds.add(ResearchType.DISEASE)
    # Version 3 asked for commercial use where version 4 asks for non-profit use.
    profit = False if request.get("commercialUse") else request.get("nonProfitUse")
    return Purpose(
        research_types=frozenset(kinds),
        diseases=diseases,
        org_type=None if profit is None else OrgType.NON_PROFIT if profit else OrgType.FOR_PROFIT,
        commercial=request.get("commercialUse"),
        sensitive=tuple(key for key in request if key in SENSITIVE and request[key]),
        other=bool(request.get("other")),
    )


def rows(prefix: str) -> list[dict[str, Any]]:
    every = json.loads(field_file("peer-verdicts.json").read_text())["cases"]
    return [row for row in every if row["algorithm"].startswith(prefix)]


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return read_ontology(members_of(field_file("consent-cases.json").read_bytes()))


def test_recommended_verdicts_of_the_duos_rows(ontology: Ontology) -> None:
    compared = [row for row in rows("DUOS") if "recommended" in row]
    assert len(compared) == 125
    differing = {}
    for row in compared:
        decision = match(consent_of(row["dataset"]), purpose_of(row["purpose"]), today=TODAY, ontology=ontology)
        if decision.verdict.value != row["recommended"]:
            differing[row["id"]] = decision.verdict
    assert differing == ON_PURPOSE


def test_upstream_verdicts_that_we_do_not_share_are_not_kinder(ontology: Ontology) -> None:
    same = {"APPROVE": "PERMIT", "DENY": "DENY", "ABSTAIN": "MANUAL"}
    stricter = set()
    for row in rows("DUOS-V4"):
        if not isinstance(row["expected"], str) or row["expected"] not in same:
            continue
        verdict = match(consent_of(row["dataset"]), purpose_of(row["purpose"]), today=TODAY, ontology=ontology).verdict
        theirs = Verdict(same[row["expected"]])
        assert verdict.severity >= theirs.severity, row["id"]
        if verdict is not theirs:
            stricter.add(row["id"])
    assert stricter == {"duos-v4-npu-2"}


def test_rems_disease_rows(ontology: Ontology) -> None:
    verdicts = {}
    for row in rows("REMS"):
        if row["dataset"]["code"] == row["purpose"]["code"] == "DUO:0000007":
            terms = UseTerms(permissions=(Permission(code="DS", diseases=tuple(row["dataset"]["mondo"])),))
            asked = Purpose(research_types=frozenset({ResearchType.DISEASE}), diseases=tuple(row["purpose"]["mondo"]))
            verdicts[row["id"]] = match(terms, asked, today=TODAY, ontology=ontology).verdict.value
    # REMS calls the first incompatible and the second compatible: we ask for the disease, and want all of them covered.
    assert verdicts == {"rems-DS-empty-dataset": "MANUAL", "rems-DS-ancestor-2": "DENY"}


def test_what_duos_approves_automatically_is_permitted() -> None:
    approved = {row["id"]: row for row in rows("RADAR") if row["expected"] is True}
    assert len(approved) == 4
    for row in approved.values():
        asked = Purpose(research_types=frozenset({ResearchType.DISEASE}), diseases=("MONDO:0007254",))
        assert match(consent_of(row["dataset"]), asked, today=TODAY).verdict is Verdict.PERMIT
