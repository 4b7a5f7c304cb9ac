"""Reasons for people: every kind has sentences that hold, and the parts of a decision fit together."""

import pytest

from catalog.consent.rules import REASON_KINDS, Reason, ReasonKind, Rule, Verdict
from catalog.consent.rules.reasons import declare
from tests.catalog.consent.tables import LUNG, decide, terms


@pytest.mark.parametrize("kind", REASON_KINDS.values(), ids=list(REASON_KINDS))
def test_kind_has_two_sentences_and_a_code_of_its_verdict(kind: ReasonKind) -> None:
    reason = Reason(Rule("rule", "the label"), kind, ("first", "second"))
    for sentence in (reason.why, reason.change):
        assert sentence[0].isupper()
        assert sentence.endswith(".")
    assert kind.code.startswith(("pre:", "post:")) is (kind.verdict is Verdict.CONDITIONAL)


def test_verdicts_from_best_to_worst() -> None:
    assert sorted(Verdict, key=lambda verdict: verdict.severity) == ["PERMIT", "CONDITIONAL", "MANUAL", "DENY"]


def test_code_is_declared_once() -> None:
    with pytest.raises(ValueError, match="declared twice"):
        declare("consent-withdrawn", Verdict.DENY, "Why.", "Change.")


def test_words_stay_out_of_the_sentences() -> None:
    decision = decide(
        terms("DS", diseases=["MONDO:0007254"]), {"research_types": ["disease"], "diseases": ["her illness"]}
    )
    assert [reason.why for reason in decision.reasons] == [
        "Whether the disease … is a form of those in the consent is not known to the vocabulary in use."
    ]


def test_decision_says_what_would_change_it() -> None:
    consent = terms("DS", {"code": "TS", "months": 24}, {"code": "IS"}, diseases=["MONDO:0007254"])
    decision = decide(consent, {"research_types": ["disease"], "diseases": [LUNG]})
    assert [(reason.rule.id, reason.code, reason.parameters, reason.sentence) for reason in decision.reasons] == [
        (
            "diseases",
            "disease-outside-scope",
            (LUNG,),
            (
                "The disease MONDO:0008903 is none of those in the consent, nor a form of one of them. "
                "Leave the disease out, or choose material whose consent covers it."
            ),
        ),
        (
            "IS",
            "no-structured-list",
            (),
            (
                "The consent carries “institution specific restriction (IS)” without a list that can be compared. "
                "A person must read the consent, or the provider enters the list."
            ),
        ),
        (
            "TS",
            "post:use-ends-after-months",
            ("24",),
            "The consent limits use to 24 months. The agreement will end no later than that.",
        ),
    ]
    assert [str(condition) for condition in decision.conditions] == ["post:use-ends-after-months:24"]
    assert {report.rule.id: report.verdict.value for report in decision.reports if report.reasons} == {
        "diseases": "DENY",
        "IS": "MANUAL",
        "TS": "CONDITIONAL",
    }
    assert decision.rule_version == "1"
