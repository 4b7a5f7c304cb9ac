"""What must hold for every consent and purpose, not only for those of the tables."""

import random
from dataclasses import replace

from hypothesis import assume, example, given
from hypothesis import strategies as st

from catalog.consent.reading import read_purpose, read_use_terms
from catalog.consent.rules import (
    REASON_KINDS,
    RULES,
    Decision,
    Modifier,
    Permission,
    Purpose,
    ResearchType,
    Standing,
    UseTerms,
    Verdict,
    canonical_json,
    match,
    purpose_json,
    use_terms_hash,
    use_terms_json,
)
from catalog.consent.rules.duo import CC, DS, NMDS
from catalog.consent.rules.matcher import grants
from tests.catalog.consent.strategies import DISEASES, fitting_modifiers, purposes, use_terms
from tests.catalog.consent.tables import BREAST, ONTOLOGY, TODAY

HMB = UseTerms(permissions=(Permission(code="HMB"),))
HEALTH = Purpose(research_types=frozenset({ResearchType.HEALTH}))


def decided(terms: UseTerms, purpose: Purpose) -> Decision:
    return match(terms, purpose, today=TODAY, ontology=ONTOLOGY)


def severity(terms: UseTerms, purpose: Purpose) -> int:
    return decided(terms, purpose).verdict.severity


def carries(terms: UseTerms, code: str) -> bool:
    every = [*terms.modifiers, *(modifier for entry in terms.permissions for modifier in entry.modifiers)]
    return any(modifier.code == code for modifier in every) or any(entry.code == code for entry in terms.permissions)


@given(use_terms, purposes)
@example(HMB, HEALTH)
def test_every_input_gets_a_verdict_that_follows_from_its_reasons(terms: UseTerms, purpose: Purpose) -> None:
    decision = decided(terms, purpose)
    severities = [reason.verdict.severity for reason in decision.reasons]
    assert decision.verdict.severity == max(severities, default=0)
    assert [report.rule for report in decision.reports] == list(RULES)
    assert [reason for report in decision.reports for reason in report.reasons] == list(decision.reasons)
    assert len(set(decision.reasons)) == len(decision.reasons)
    assert all(REASON_KINDS[reason.code] is reason.kind and "{" not in reason.sentence for reason in decision.reasons)


@given(use_terms, purposes)
def test_no_free_text_comes_back(terms: UseTerms, purpose: Purpose) -> None:
    assert not any("words" in text.replace("in-words", "") for text in decided(terms, purpose).texts)


@given(use_terms, fitting_modifiers(), purposes)
def test_another_modifier_never_helps(terms: UseTerms, modifier: Modifier, purpose: Purpose) -> None:
    assume(modifier.code != CC)
    stricter = replace(terms, modifiers=(*terms.modifiers, modifier))
    assert severity(stricter, purpose) >= severity(terms, purpose)


@given(use_terms, purposes, st.sampled_from(DISEASES))
def test_another_disease_never_helps_a_purpose_that_names_one(terms: UseTerms, purpose: Purpose, disease: str) -> None:
    assume(purpose.diseases)
    wider = replace(purpose, diseases=(*purpose.diseases, disease))
    assert severity(terms, wider) >= severity(terms, purpose)


@given(use_terms, purposes, st.sampled_from(ResearchType))
def test_another_type_never_helps_a_purpose_that_has_one(terms: UseTerms, purpose: Purpose, kind: ResearchType) -> None:
    # NMDS refuses methods alone and asks about methods beside other research; a genetic type answers what GSO asks.
    assume(purpose.research_types and not carries(terms, NMDS))
    assume(kind is not ResearchType.GENETIC or purpose.genetic is not None)
    wider = replace(purpose, research_types=purpose.research_types | {kind})
    assert severity(terms, wider) >= severity(terms, purpose)


@given(use_terms, purposes)
def test_sensitive_aspect_never_helps_and_never_hides_a_deny(terms: UseTerms, purpose: Purpose) -> None:
    sensitive = replace(purpose, sensitive=("stigmatised-disease",))
    expected = max(severity(terms, replace(purpose, sensitive=())), Verdict.MANUAL.severity)
    assert severity(terms, sensitive) == expected


@given(use_terms, purposes)
def test_withdrawn_and_expired_are_always_denied(terms: UseTerms, purpose: Purpose) -> None:
    for standing in (Standing.WITHDRAWN, Standing.EXPIRED):
        assert decided(terms.with_status(standing), purpose).verdict is Verdict.DENY
    assert severity(terms.with_status(Standing.UNKNOWN), purpose) >= Verdict.MANUAL.severity


@given(use_terms, purposes, st.randoms(use_true_random=False))
def test_order_and_repetition_do_not_matter(terms: UseTerms, purpose: Purpose, chance: random.Random) -> None:
    raw = use_terms_json(terms)
    for name in ("permissions", "modifiers"):
        raw[name] = raw[name] + raw[name]
        chance.shuffle(raw[name])
    shuffled = read_use_terms(raw).with_status(terms.status)
    assert shuffled == terms
    assert use_terms_hash(shuffled) == use_terms_hash(terms)
    assert decided(shuffled, purpose) == decided(terms, purpose)


@given(use_terms, purposes)
def test_alternatives_are_the_best_of_each(terms: UseTerms, purpose: Purpose) -> None:
    declared = replace(terms, alternatives=True)
    assume(grants(declared))
    strange = tuple(entry for entry in terms.permissions if entry not in grants(declared))
    alone = (replace(declared, permissions=(entry, *strange)) for entry in grants(declared))
    best = min(severity(single, purpose) for single in alone)
    # What cannot be read in one alternative is asked about although another may suffice.
    asked = {"codes", "words"} & {reason.rule.id for reason in decided(declared, purpose).reasons}
    assert severity(declared, purpose) == (max(best, Verdict.MANUAL.severity) if asked else best)


@given(use_terms)
def test_use_terms_come_back_from_their_json(terms: UseTerms) -> None:
    active = terms.with_status(Standing.ACTIVE)
    back = read_use_terms(use_terms_json(terms))
    assert back == active
    assert canonical_json(use_terms_json(back)) == canonical_json(use_terms_json(terms))
    assert use_terms_hash(terms) == use_terms_hash(active)


@given(purposes)
def test_purpose_comes_back_from_its_json(purpose: Purpose) -> None:
    assert read_purpose(purpose_json(purpose)) == purpose


@given(use_terms, use_terms)
def test_hash_tells_terms_apart(one: UseTerms, other: UseTerms) -> None:
    same = one.with_status(Standing.ACTIVE) == other.with_status(Standing.ACTIVE)
    assert (use_terms_hash(one) == use_terms_hash(other)) is same


def test_hash_is_stable() -> None:
    terms = UseTerms(
        permissions=(Permission(code=DS, diseases=(BREAST,)),), modifiers=(Modifier(code="TS", months=24),)
    )
    assert canonical_json(use_terms_json(terms)) == (
        '{"modifiers":[{"code":"DUO:0000025","months":24}],'
        '"permissions":[{"code":"DUO:0000007","diseases":["MONDO:0007254"]}]}'
    )
    assert use_terms_hash(terms) == "cd96b7b2cd2bd258de67033a82ee5b104a1cf8488b889198e8ef36d4a2c31be0"
