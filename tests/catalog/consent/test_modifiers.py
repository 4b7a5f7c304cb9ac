"""Each modifier against what a purpose may say."""

from typing import Any

import pytest

from catalog.consent.rules.duo import CC, TERMS, TermKind
from catalog.consent.rules.matcher import MODIFIER_IDS
from tests.catalog.consent.tables import answer, terms

HEALTH = {"research_types": ["health"]}
PERMIT, MANUAL, DENY, CONDITIONAL = "PERMIT", "MANUAL", "DENY", "CONDITIONAL"
Row = tuple[str, dict[str, Any], dict[str, Any], str, list[str]]

ORGANISATION, COMMERCIAL = "organisation-type-not-stated", "commercial-use-not-stated"
NP, FP = {"org_type": "non-profit"}, {"org_type": "for-profit"}
COM, NONCOM = {"commercial": True}, {"commercial": False}
PROFIT: list[Row] = [
    ("NPU non-profit, commercial use", {"code": "NPU"}, NP | COM, PERMIT, []),
    ("NPU for-profit, non-commercial use", {"code": "NPU"}, FP | NONCOM, DENY, ["organisation-for-profit"]),
    ("NPU silent", {"code": "NPU"}, NONCOM, MANUAL, [ORGANISATION]),
    ("NPU said to be unknown", {"code": "NPU"}, {"org_type": "unknown"}, MANUAL, [ORGANISATION]),
    ("NPU null", {"code": "NPU"}, {"org_type": None}, MANUAL, [ORGANISATION]),
    ("NCU non-profit, commercial use", {"code": "NCU"}, NP | COM, DENY, ["use-commercial"]),
    ("NCU for-profit, non-commercial use", {"code": "NCU"}, FP | NONCOM, PERMIT, []),
    ("NCU silent", {"code": "NCU"}, NP, MANUAL, [COMMERCIAL]),
    ("NPUNCU both fine", {"code": "NPUNCU"}, NP | NONCOM, PERMIT, []),
    ("NPUNCU one silent", {"code": "NPUNCU"}, NP, MANUAL, [COMMERCIAL]),
    ("NPUNCU other silent", {"code": "NPUNCU"}, NONCOM, MANUAL, [ORGANISATION]),
    ("NPUNCU both silent", {"code": "NPUNCU"}, {}, MANUAL, [COMMERCIAL, ORGANISATION]),
    ("NPUNCU certain no beside silence", {"code": "NPUNCU"}, FP, DENY, [COMMERCIAL, "organisation-for-profit"]),
    ("NPUNCU the other certain no", {"code": "NPUNCU"}, COM, DENY, [ORGANISATION, "use-commercial"]),
]
KIND: list[Row] = [
    ("GSO genetic", {"code": "GSO"}, {"genetic": True}, PERMIT, []),
    ("GSO phenotype only", {"code": "GSO"}, {"genetic": False}, DENY, ["not-genetic"]),
    ("GSO silent", {"code": "GSO"}, {}, MANUAL, ["genetic-study-not-stated"]),
    ("NMDS without methods", {"code": "NMDS"}, {}, PERMIT, []),
    ("NMDS methods only", {"code": "NMDS"}, {"research_types": ["methods"]}, DENY, ["methods-only"]),
    (
        "NMDS methods beside",
        {"code": "NMDS"},
        {"research_types": ["health", "methods"]},
        MANUAL,
        ["methods-within-scope"],
    ),
    ("NPOA health", {"code": "NPOA"}, {}, PERMIT, []),
    ("NPOA ancestry", {"code": "NPOA"}, {"research_types": ["ancestry"]}, DENY, ["ancestry-prohibited"]),
    (
        "NPOA ancestry beside",
        {"code": "NPOA"},
        {"research_types": ["health", "ancestry"]},
        DENY,
        ["ancestry-prohibited"],
    ),
    ("NPOA methods", {"code": "NPOA"}, {"research_types": ["methods"]}, PERMIT, []),
    ("NPOA population", {"code": "NPOA"}, {"research_types": ["population"]}, MANUAL, ["population-in-question"]),
]
NO_LIST = ["no-structured-list"]
LISTS: list[Row] = [
    (f"{code} {name}", {"code": code, field: granted}, {field: asked} if asked else {}, verdict, reasons)
    for code, field in (("US", "users"), ("PS", "projects"), ("IS", "institutions"), ("RS", "topics"))
    for name, granted, asked, verdict, reasons in (
        ("listed", ["a", "b"], ["a"], PERMIT, []),
        ("not listed", ["a", "b"], ["z"], DENY, [f"not-listed:{field}"]),
        ("one of two not listed", ["a", "b"], ["a", "z"], DENY, [f"not-listed:{field}"]),
        ("silent", ["a", "b"], [], MANUAL, [f"not-stated:{field}"]),
        ("no list", [], ["a"], MANUAL, NO_LIST),
        ("no list and silent", [], [], MANUAL, NO_LIST),
        ("other spelling", ["CSC/REMS"], ["csc rems"], MANUAL, [f"spelling-differs:{field}"]),
        (
            "as address",
            ["https://orcid.org/0000-0002-1825-0097"],
            ["0000-0002-1825-0097"],
            MANUAL,
            [f"spelling-differs:{field}"],
        ),
        ("short ending", ["project-a"], ["a"], DENY, [f"not-listed:{field}"]),
        ("spelling beside a miss", ["A"], ["a", "z"], DENY, [f"not-listed:{field}", f"spelling-differs:{field}"]),
    )
]
UNKNOWN_PLACE = ["place-not-recognised"]
PLACES: list[Row] = [
    ("GS inside", {"code": "GS", "countries": ["FI", "SE"]}, {"countries": ["FI"]}, PERMIT, []),
    ("GS lower case and UK", {"code": "GS", "countries": ["GB", "fi"]}, {"countries": ["uk", "FI"]}, PERMIT, []),
    ("GS outside", {"code": "GS", "countries": ["FI"]}, {"countries": ["US"]}, DENY, ["country-outside:US"]),
    (
        "GS collaborator outside",
        {"code": "GS", "countries": ["FI", "SE"]},
        {"countries": ["FI"], "collaborator_countries": ["US"]},
        DENY,
        ["country-outside:US"],
    ),
    (
        "GS collaborators as objects",
        {"code": "GS", "countries": ["FI", "SE"]},
        {"countries": ["FI"], "collaborators": [{"country": "SE"}, {"country": "BR"}]},
        DENY,
        ["country-outside:BR"],
    ),
    (
        "GS collaborator inside",
        {"code": "GS", "regions": ["EU"]},
        {"countries": ["FI"], "collaborators": ["SE"]},
        PERMIT,
        [],
    ),
    ("GS silent", {"code": "GS", "countries": ["FI"]}, {}, MANUAL, ["not-stated:countries"]),
    ("GS no list", {"code": "GS"}, {"countries": ["FI"]}, MANUAL, NO_LIST),
    ("GS empty list", {"code": "GS", "countries": []}, {"countries": ["FI"]}, MANUAL, NO_LIST),
    ("GS region", {"code": "GS", "regions": ["EU"]}, {"countries": ["DE", "FR"]}, PERMIT, []),
    ("GS one region in the singular", {"code": "GS", "region": "European Union"}, {"countries": ["DE"]}, PERMIT, []),
    ("GS outside the region", {"code": "GS", "regions": ["EU"]}, {"countries": ["NO"]}, DENY, ["country-outside:NO"]),
    ("GS wider region", {"code": "GS", "regions": ["EEA"]}, {"countries": ["NO"], "regions": ["EU"]}, PERMIT, []),
    (
        "GS region asked, country granted",
        {"code": "GS", "countries": ["FI"]},
        {"regions": ["EU"]},
        DENY,
        ["country-outside:EU"],
    ),
    ("GS unknown region", {"code": "GS", "regions": ["Atlantis"]}, {"countries": ["DE"]}, MANUAL, UNKNOWN_PLACE),
    (
        "GS unknown region on both sides",
        {"code": "GS", "regions": ["Atlantis"]},
        {"regions": ["atlantis "]},
        PERMIT,
        [],
    ),
    ("GS unknown beside known", {"code": "GS", "countries": ["FI", "Atlantis"]}, {"countries": ["FI"]}, PERMIT, []),
    (
        "GS unknown country asked",
        {"code": "GS", "countries": ["FI"]},
        {"countries": ["Neverland"]},
        MANUAL,
        UNKNOWN_PLACE,
    ),
    ("GS no country's code", {"code": "GS", "countries": ["FI"]}, {"countries": ["ZZ"]}, MANUAL, UNKNOWN_PLACE),
    (
        "GS certain no beside unknown",
        {"code": "GS", "countries": ["FI"]},
        {"countries": ["ZZ", "US"]},
        DENY,
        ["country-outside:US", *UNKNOWN_PLACE],
    ),
]
PRE_ETHICS, PRE_LETTER = ["pre:ethics-approval"], ["pre:collaboration-letter"]
BEFORE: list[Row] = [
    ("IRB valid", {"code": "IRB"}, {"ethics": "valid"}, PERMIT, []),
    ("IRB silent", {"code": "IRB"}, {}, CONDITIONAL, PRE_ETHICS),
    ("IRB false", {"code": "IRB"}, {"ethics": False}, CONDITIONAL, PRE_ETHICS),
    ("IRB expired", {"code": "IRB"}, {"ethics": "expired"}, CONDITIONAL, PRE_ETHICS),
    ("IRB pending", {"code": "IRB"}, {"ethics": "pending"}, CONDITIONAL, PRE_ETHICS),
    ("IRB exempt", {"code": "IRB"}, {"ethics": "exempt"}, MANUAL, ["ethics-exempt"]),
    ("IRB refused", {"code": "IRB"}, {"ethics": "refused"}, DENY, ["ethics-refused"]),
    ("IRB declined", {"code": "IRB"}, {"accepts": {"ethics": False}}, DENY, ["ethics-refused"]),
    ("COL silent", {"code": "COL"}, {}, CONDITIONAL, PRE_LETTER),
    ("COL letter", {"code": "COL"}, {"collaboration": "letter"}, PERMIT, []),
    ("COL letter as flag", {"code": "COL"}, {"collaboration_letter": True}, PERMIT, []),
    ("COL no letter yet", {"code": "COL"}, {"collaboration_letter": False}, CONDITIONAL, PRE_LETTER),
    ("COL accepted without letter", {"code": "COL"}, {"accepts": {"collaborate": True}}, CONDITIONAL, PRE_LETTER),
    ("COL declined", {"code": "COL"}, {"accepts": {"collaborate": False}}, DENY, ["collaboration-refused"]),
    ("COL declined as flag", {"code": "COL"}, {"collaboration": False}, DENY, ["collaboration-refused"]),
    ("COL names a person", {"code": "COL", "collaborators": ["x"]}, {}, CONDITIONAL, PRE_LETTER),
]
WAIT, MONTHS = ["post:no-publication-before:2027-01-01"], ["post:use-ends-after-months:24"]
MOR, TS = {"code": "MOR", "date": "2027-01-01"}, {"code": "TS", "months": 24}
AFTER: list[Row] = [
    ("PUB silent", {"code": "PUB"}, {}, CONDITIONAL, ["post:publish-results"]),
    ("PUB accepted", {"code": "PUB"}, {"accepts": {"publish": True}}, CONDITIONAL, ["post:publish-results"]),
    ("PUB refused", {"code": "PUB"}, {"accepts": {"publish": False}}, DENY, ["publication-refused"]),
    ("RTN silent", {"code": "RTN"}, {}, CONDITIONAL, ["post:return-derived"]),
    ("RTN with database", {"code": "RTN", "databases": ["EGA"]}, {}, CONDITIONAL, ["post:return-derived"]),
    ("RTN refused", {"code": "RTN"}, {"accepts": {"return": False}}, DENY, ["return-refused"]),
    (
        "another refusal does not matter",
        {"code": "RTN"},
        {"accepts": {"publish": False}},
        CONDITIONAL,
        ["post:return-derived"],
    ),
    ("MOR future", MOR, {}, CONDITIONAL, WAIT),
    ("MOR past", {"code": "MOR", "date": "2026-01-01"}, {"accepts": {"moratorium": False}}, PERMIT, []),
    ("MOR today", {"code": "MOR", "date": "2026-06-01"}, {}, PERMIT, []),
    ("MOR tomorrow", {"code": "MOR", "date": "2026-06-02"}, {}, CONDITIONAL, ["post:no-publication-before:2026-06-02"]),
    ("MOR without date", {"code": "MOR"}, {}, MANUAL, ["no-date"]),
    ("MOR refused", MOR, {"accepts": {"moratorium": False}}, DENY, ["moratorium-refused:2027-01-01"]),
    ("MOR publication later", MOR, {"publishes_on": "2027-01-01"}, CONDITIONAL, WAIT),
    (
        "MOR publication too early",
        MOR,
        {"publishes_on": "2026-12-31"},
        DENY,
        ["publication-before-moratorium:2027-01-01:2026-12-31"],
    ),
    ("TS longer plan", TS, {"months": 36}, CONDITIONAL, MONTHS),
    ("TS shorter plan", TS, {"months": 12}, CONDITIONAL, MONTHS),
    ("TS silent", TS, {}, CONDITIONAL, MONTHS),
    ("TS without months", {"code": "TS"}, {"months": 12}, MANUAL, ["no-months"]),
    ("TS refused", TS, {"accepts": {"time_limit": False}}, DENY, ["time-limit-refused"]),
]
ROWS = PROFIT + KIND + LISTS + PLACES + BEFORE + AFTER


@pytest.mark.parametrize(
    ("modifier", "purpose", "verdict", "reasons"), [row[1:] for row in ROWS], ids=[r[0] for r in ROWS]
)
def test_modifier(modifier: dict[str, Any], purpose: dict[str, Any], verdict: str, reasons: list[str]) -> None:
    assert answer(terms("GRU", modifier), HEALTH | purpose) == (verdict, reasons)


def test_every_modifier_of_the_ontology_has_a_rule() -> None:
    live = {term.id for term in TERMS.values() if term.kind is TermKind.MODIFIER}
    assert set(MODIFIER_IDS) == live - {CC}


def test_genetic_type_of_research_answers_gso() -> None:
    assert answer(terms("GRU", {"code": "GSO"}), {"research_types": ["genetic"]}) == ("PERMIT", [])
    assert answer(terms("GRU", {"code": "GSO"}), {"research_types": ["genetic"], "genetic": False})[0] == "DENY"


def test_same_modifier_twice_counts_each() -> None:
    consent = terms("GRU", {"code": "GS", "countries": ["FI", "SE"]}, {"code": "GS", "countries": ["SE", "NO"]})
    assert answer(consent, HEALTH | {"countries": ["SE"]}) == ("PERMIT", [])
    assert answer(consent, HEALTH | {"countries": ["FI"]}) == ("DENY", ["country-outside:FI"])


def test_conditions_of_several_modifiers_add_up() -> None:
    consent = terms("HMB", {"code": "IRB"}, {"code": "PUB"}, TS, MOR, {"code": "RTN"})
    reasons = ["pre:ethics-approval", "post:publish-results", "post:return-derived", *MONTHS, *WAIT]
    assert answer(consent, HEALTH) == ("CONDITIONAL", reasons)


def test_question_beside_conditions_and_deny_beside_both() -> None:
    consent = terms("HMB", {"code": "PUB"}, {"code": "IS"}, {"code": "NCU"})
    assert answer(consent, HEALTH | NONCOM) == ("MANUAL", ["no-structured-list", "post:publish-results"])
    assert answer(consent, HEALTH | COM) == ("DENY", ["use-commercial", "no-structured-list", "post:publish-results"])
