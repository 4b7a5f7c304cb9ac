"""What would change the answer: made as told, the changes bring the verdict that is told, and fewer do not."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.consent.reading import read_shorthand
from catalog.consent.rules import (
    REASON_KINDS,
    Collaboration,
    Ethics,
    Obligation,
    OrgType,
    Purpose,
    ResearchType,
    Standing,
    UseTerms,
    Verdict,
    match,
    remedy,
)
from catalog.consent.rules.remedies import ANSWERS
from tests.catalog.consent.strategies import purposes, use_terms
from tests.catalog.consent.tables import BREAST, BREAST_CHILD, LUNG, ONTOLOGY, TODAY

ALLOWED = {Verdict.PERMIT, Verdict.CONDITIONAL}
HEALTH = Purpose(research_types=frozenset({ResearchType.HEALTH}))
DISEASE = Purpose(research_types=frozenset({ResearchType.DISEASE}), diseases=(BREAST,))


def verdict(binding: list[UseTerms], purpose: Purpose) -> Verdict:
    found = [match(terms, purpose, today=TODAY, ontology=ONTOLOGY).verdict for terms in binding]
    return max(found, key=lambda one: one.severity)


@settings(max_examples=400)
@given(st.lists(use_terms, min_size=1, max_size=2), purposes)
def test_changes_bring_the_verdict_that_is_told(binding: list[UseTerms], purpose: Purpose) -> None:
    found = remedy(binding, purpose, today=TODAY, ontology=ONTOLOGY)
    if verdict(binding, purpose) in ALLOWED:
        assert found is None
    if found is not None:
        assert verdict(binding, found.purpose) is found.verdict
        assert found.verdict in ALLOWED
        assert len(found.changes) == len(set(found.changes))
        assert found.purpose != purpose


FITTING = Purpose(
    research_types=frozenset({ResearchType.DISEASE}),
    diseases=(BREAST,),
    org_type=OrgType.NON_PROFIT,
    commercial=False,
    genetic=True,
    users=("a",),
    countries=("FI",),
    ethics=Ethics.VALID,
    collaboration=Collaboration.LETTER,
)
# Each breaks a purpose in one place, and one change mends it.
BREAKS: list[dict[str, Any]] = [
    {"research_types": FITTING.research_types | {ResearchType.ANCESTRY}},
    {"diseases": (BREAST, LUNG)},
    {"commercial": True},
    {"countries": ("FI", "US")},
    {"countries": ()},
    {"users": ("a", "somebody else")},
    {"sensitive": ("pediatric",)},
    {"other": True},
    {"refuses": frozenset({Obligation.PUBLISH})},
    {"ethics": Ethics.EXEMPT},
    {"collaboration": Collaboration.REFUSED},
]
BINDING = ["HMB; NCU; IRB", f"DS({BREAST}); GS(FI, SE); COL", "HMB; US(a); PUB", "GRU; NPOA; NPU; GSO"]


@given(st.lists(st.sampled_from(BINDING), min_size=1, max_size=3), st.lists(st.sampled_from(BREAKS), max_size=4))
def test_no_more_is_changed_than_was_broken(binding: list[str], breaks: list[dict[str, Any]]) -> None:
    terms = [read_shorthand(text) for text in binding]
    assert verdict(terms, FITTING) in ALLOWED
    broken = replace(FITTING, **{name: value for change in breaks for name, value in change.items()})
    found = remedy(terms, broken, today=TODAY, ontology=ONTOLOGY)
    if verdict(terms, broken) in ALLOWED:
        assert found is None
    else:
        assert found is not None
        assert 1 <= len(found.changes) <= len(breaks)


CASES: list[tuple[str, Purpose, tuple[str, ...] | None, Verdict | None]] = [
    ("GRU", HEALTH, None, None),
    ("HMB; NCU", replace(HEALTH, commercial=True), ("Make no commercial use.",), Verdict.PERMIT),
    ("HMB; NPU", replace(HEALTH, org_type=OrgType.FOR_PROFIT), None, None),
    ("HMB", replace(HEALTH, research_types=HEALTH.research_types | {ResearchType.ANCESTRY}),
     ("Leave out research of the type “ancestry”.",), Verdict.PERMIT),
    ("HMB", Purpose(research_types=frozenset({ResearchType.GENERAL})), ("Study “health” instead of “general”.",),
     Verdict.PERMIT),
    (f"DS({BREAST})", HEALTH, ("Study “disease” instead of “health”.", f"Study {BREAST}, or a form of it."),
     Verdict.PERMIT),
    (f"DS({BREAST})", replace(DISEASE, diseases=(BREAST_CHILD, LUNG)), (f"Leave out {LUNG}.",), Verdict.PERMIT),
    ("HMB; GS(FI, SE)", replace(HEALTH, countries=("FI", "US")),
     ("Leave out the countries that the consent does not list.",), Verdict.PERMIT),
    ("HMB; GS(FI)", HEALTH, ("Name only countries that the consent lists: FI.",), Verdict.PERMIT),
    ("HMB; US(a)", HEALTH, ("Name only users that the consent lists.",), Verdict.PERMIT),
    ("HMB; PUB", replace(HEALTH, refuses=frozenset({Obligation.PUBLISH})),
     ("Accept that results are made available.",), Verdict.CONDITIONAL),
    ("HMB; COL", replace(HEALTH, collaboration=Collaboration.REFUSED),
     ("Add the letter of the primary investigators.",), Verdict.PERMIT),
    ("HMB; IRB", replace(HEALTH, ethics=Ethics.EXEMPT), ("Register an ethics approval that is in force.",),
     Verdict.PERMIT),
    ("HMB; IRB", replace(HEALTH, ethics=Ethics.REFUSED), None, None),
    ("HMB; MOR(2026-07-01)", replace(HEALTH, publishes_on=dt.date(2026, 6, 15)), ("Publish on 2026-07-01 or later.",),
     Verdict.CONDITIONAL),
    ("HMB; NMDS", Purpose(research_types=frozenset({ResearchType.METHODS})), ("Study “health” instead of “methods”.",),
     Verdict.PERMIT),
    ("HMB; NCU; GS(FI)", replace(HEALTH, commercial=True, countries=("US",), sensitive=("pediatric",)),
     ("Leave out what is sensitive: pediatric.", "Make no commercial use.",
      "Name only countries that the consent lists: FI."), Verdict.PERMIT),
]  # fmt: skip


@pytest.mark.parametrize(("terms", "purpose", "changes", "brings"), CASES)
def test_remedy(terms: str, purpose: Purpose, changes: tuple[str, ...] | None, brings: Verdict | None) -> None:
    found = remedy([read_shorthand(terms)], purpose, today=TODAY, ontology=ONTOLOGY)
    assert (found.changes if found else None, found.verdict if found else None) == (changes, brings)


@pytest.mark.parametrize("status", [Standing.WITHDRAWN, Standing.EXPIRED, Standing.UNKNOWN])
def test_nothing_that_a_project_does_lifts_a_consent_that_does_not_stand(status: Standing) -> None:
    assert remedy([read_shorthand("GRU").with_status(status)], Purpose(), today=TODAY, ontology=ONTOLOGY) is None


def test_all_binding_terms_must_permit() -> None:
    binding = [read_shorthand("HMB; NCU"), read_shorthand("HMB; GS(FI)")]
    found = remedy(binding, replace(HEALTH, commercial=True), today=TODAY, ontology=ONTOLOGY)
    assert found is not None
    assert found.changes == ("Make no commercial use.", "Name only countries that the consent lists: FI.")


def test_every_reason_is_answered_or_is_not_the_projects_to_change() -> None:
    assert {
        code
        for code, kind in REASON_KINDS.items()
        if code not in ANSWERS and kind.verdict not in ALLOWED
    } == {
        "consent-expired", "consent-unknown", "consent-withdrawn", "ds-without-disease", "foreign-parameter",
        "free-text-terms", "misplaced-term", "no-date", "no-months", "no-primary", "no-structured-list",
        "not-genetic", "nres-with-modifiers", "obsolete-term", "organisation-for-profit", "root-term",
        "several-primaries", "unknown-term",
    }  # fmt: skip
