"""The gate: every fact that can be out of order, and what people are told then. Without a database."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from catalog.consent.rules import Ethics, Verdict
from exchange.requests.rules import (
    AgreementFacts,
    CommitteeFacts,
    Condition,
    ConditionKey,
    ConditionState,
    ConsentFacts,
    EthicsFacts,
    HoldFacts,
    LineFacts,
    gate,
)
from exchange.requests.states import LineState

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
LATER = NOW + timedelta(days=30)
MET, OPEN, REFUSED = ConditionState.MET, ConditionState.OPEN, ConditionState.REFUSED

IN_ORDER = LineFacts(
    state=LineState.APPROVED,
    consent=ConsentFacts(verdict=Verdict.PERMIT, agreed=frozenset()),
    ethics=EthicsFacts(is_needed=True, standing=Ethics.VALID, approval="REC 1/2026", valid_until=date(2027, 12, 31)),
    committee=CommitteeFacts(is_approval=True, verdict=Verdict.PERMIT, reason="Fits.", decided_at=NOW),
    agreement=AgreementFacts(number="A-2026-00001", state="executed", executed_at=NOW),
    hold=HoldFacts(wanted=2, held=2, expires_at=LATER),
    requester="Ada Example",
    committee_name="The access committee of Biobank",
    provider_office="The legal office of Provider",
    provider_unit="The resource manager of Biobank",
)


def condition(key: ConditionKey, facts: LineFacts) -> Condition:
    (found,) = [entry for entry in gate(facts, now=NOW).conditions if entry.key is key]
    return found


def test_gate_is_green_when_everything_is_in_order() -> None:
    answer = gate(IN_ORDER, now=NOW)

    assert answer.is_green
    assert answer.problems == ()
    assert [entry.key for entry in answer.conditions] == list(ConditionKey)
    assert [entry.sentence for entry in answer.conditions] == [
        "The consent allows this use.",
        "The project's ethics approval is in force until 2027-12-31.",
        "The committee approved on 2026-03-02.",
        "Agreement A-2026-00001 was signed and sealed for both sides on 2026-03-02.",
        "2 held for this line until 2026-04-01.",
    ]
    assert all(entry.citation for entry in answer.conditions)
    assert {entry.who_acts for entry in answer.conditions} == {""}
    assert {entry.due_at for entry in answer.conditions} == {None}


def test_gate_with_one_condition_out_of_order_is_not_green() -> None:
    for change in (
        {"consent": ConsentFacts(verdict=Verdict.DENY, denials=("The donor has withdrawn the consent.",))},
        {"ethics": EthicsFacts(is_needed=True, standing=Ethics.EXPIRED)},
        {"committee": CommitteeFacts()},
        {"agreement": AgreementFacts(number="A-1", state="signing", turns=("The authorised signatory of X",))},
        {"hold": HoldFacts(wanted=2, held=1, expires_at=LATER)},
    ):
        answer = gate(replace(IN_ORDER, **change), now=NOW)
        assert not answer.is_green
        assert len(answer.problems) == 1


QUESTION = ("A person must decide.",)
CONSENTS: dict[str, tuple[ConsentFacts, dict[str, Any], ConditionState, str, str]] = {
    "nothing held": (ConsentFacts(verdict=None), {}, REFUSED, "Nothing is held", ""),
    "withdrawn": (
        ConsentFacts(verdict=Verdict.DENY, denials=("The donor has withdrawn the consent.",), questions=QUESTION),
        {}, REFUSED, "The donor has withdrawn the consent.", "",
    ),
    "no record": (
        ConsentFacts(verdict=Verdict.MANUAL, missing_records=("P-1", "P-2"), questions=QUESTION),
        {}, OPEN, "no record of the donor's consent for P-1, P-2", "The resource manager of Biobank",
    ),
    "letter owed": (
        ConsentFacts(verdict=Verdict.CONDITIONAL, evidence_due=("Collaboration is required. Add the letter.",)),
        {}, OPEN, "Collaboration is required. Add the letter.", "Ada Example",
    ),
    "question undecided": (
        ConsentFacts(verdict=Verdict.MANUAL, questions=QUESTION),
        {"committee": CommitteeFacts()}, OPEN, "A person must decide.", "The access committee of Biobank",
    ),
    "question answered": (
        ConsentFacts(verdict=Verdict.MANUAL, questions=QUESTION),
        {"committee": CommitteeFacts(is_approval=True, verdict=Verdict.MANUAL, reason="We read it.")},
        MET, "The committee answered what the consent leaves to a person.", "",
    ),
    "question raised after the decision": (
        ConsentFacts(verdict=Verdict.MANUAL, questions=QUESTION), {}, REFUSED, "has changed since", "",
    ),
    "duties before the agreement": (
        ConsentFacts(verdict=Verdict.CONDITIONAL, duties=("post:publish-results",)),
        {}, MET, "on conditions which the agreement will carry", "",
    ),
    "duties agreed": (
        ConsentFacts(
            verdict=Verdict.CONDITIONAL,
            duties=("post:publish-results",),
            agreed=frozenset({"post:publish-results", "post:return-derived"}),
        ),
        {}, MET, "which the agreement carries", "",
    ),
    "duties beyond the agreement": (
        ConsentFacts(
            verdict=Verdict.CONDITIONAL, duties=("post:return-derived",), agreed=frozenset({"post:publish-results"})
        ),
        {}, OPEN, "a new agreement is needed", "The legal office of Provider",
    ),
    "basket": (
        ConsentFacts(verdict=None), {"state": LineState.DRAFT}, OPEN, "matched when the request is submitted",
        "Ada Example",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CONSENTS.values(), ids=CONSENTS)
def test_consent(case: tuple[ConsentFacts, dict[str, Any], ConditionState, str, str]) -> None:
    facts, changes, state, sentence, who = case
    found = condition(ConditionKey.CONSENT, replace(IN_ORDER, consent=facts, **changes))
    assert (found.state, found.who_acts) == (state, who)
    assert sentence in found.sentence
    assert found.due_at == (LATER if state is OPEN else None)


@pytest.mark.parametrize(
    ("is_needed", "standing", "state"),
    [
        (True, Ethics.VALID, MET),
        (False, Ethics.MISSING, MET),
        (False, Ethics.EXPIRED, MET),
        (True, Ethics.MISSING, OPEN),
        (True, Ethics.EXPIRED, OPEN),
        (True, Ethics.PENDING, OPEN),
        (True, Ethics.REFUSED, REFUSED),
    ],
)
def test_ethics(is_needed: bool, standing: Ethics, state: ConditionState) -> None:
    facts = EthicsFacts(is_needed=is_needed, standing=standing)
    found = condition(ConditionKey.ETHICS, replace(IN_ORDER, ethics=facts))
    assert found.state is state
    assert found.who_acts == ("Ada Example" if state is OPEN else "")


@pytest.mark.parametrize(
    ("committee", "line", "state", "who"),
    [
        (CommitteeFacts(), LineState.DRAFT, OPEN, "Ada Example"),
        (CommitteeFacts(), LineState.REQUESTED, OPEN, "The access committee of Biobank"),
        (CommitteeFacts(), LineState.EXPIRED, REFUSED, ""),
        (CommitteeFacts(is_approval=False, reason="No."), LineState.DECLINED, REFUSED, ""),
        (CommitteeFacts(is_approval=True), LineState.APPROVED, MET, ""),
        (CommitteeFacts(is_approval=True), LineState.SHIPPED, MET, ""),
    ],
)
def test_committee(committee: CommitteeFacts, line: LineState, state: ConditionState, who: str) -> None:
    found = condition(ConditionKey.COMMITTEE, replace(IN_ORDER, committee=committee, state=line))
    assert (found.state, found.who_acts) == (state, who)


TURN = ("The legal office of Provider",)
AGREEMENTS: dict[str, tuple[AgreementFacts, LineState, ConditionState, str, str]] = {
    "none yet": (
        AgreementFacts(), LineState.REQUESTED, OPEN, "drafted once the committee", "The access committee of Biobank",
    ),
    "basket": (AgreementFacts(), LineState.DRAFT, OPEN, "drafted once the committee", "Ada Example"),
    "no form": (
        AgreementFacts(number="A-1", state="draft", has_form=False, turns=TURN), LineState.APPROVED, OPEN,
        "A legal officer must choose the form.", TURN[0],
    ),
    "draft": (AgreementFacts(number="A-1", state="draft"), LineState.APPROVED, OPEN, "is being prepared", ""),
    "review": (
        AgreementFacts(number="A-1", state="in_review", turns=(*TURN, "The legal office of Recipient")),
        LineState.APPROVED, OPEN, "with the legal offices", f"{TURN[0]} and The legal office of Recipient",
    ),
    "signing": (AgreementFacts(number="A-1", state="signing", turns=TURN), LineState.APPROVED, OPEN, "signed", TURN[0]),
    "declined": (
        AgreementFacts(number="A-1", state="declined", decline_reason="No indemnity."), LineState.APPROVED, OPEN,
        "Agreement A-1 was declined: No indemnity.", "The legal office of Provider",
    ),
    "executed": (AgreementFacts(number="A-1", state="executed"), LineState.SHIPPED, MET, "sealed for both", ""),
    "out": (AgreementFacts(), LineState.WITHDRAWN, REFUSED, "No agreement covers this line.", ""),
}  # fmt: skip


@pytest.mark.parametrize("case", AGREEMENTS.values(), ids=AGREEMENTS)
def test_agreement(case: tuple[AgreementFacts, LineState, ConditionState, str, str]) -> None:
    agreement, line, state, sentence, who = case
    found = condition(ConditionKey.AGREEMENT, replace(IN_ORDER, agreement=agreement, state=line))
    assert (found.state, found.who_acts) == (state, who)
    assert sentence in found.sentence


@pytest.mark.parametrize(
    ("hold", "line", "state", "sentence"),
    [
        (HoldFacts(wanted=2, held=2, expires_at=LATER), LineState.APPROVED, MET, "2 held for this line"),
        (HoldFacts(wanted=2, held=2, expires_at=NOW), LineState.APPROVED, REFUSED, "expired on 2026-03-02"),
        (HoldFacts(wanted=2, held=1, expires_at=LATER), LineState.APPROVED, REFUSED, "Only 1 of 2 are held."),
        (HoldFacts(wanted=2, held=0), LineState.EXPIRED, REFUSED, "Only 0 of 2 are held."),
        (HoldFacts(wanted=2, held=0), LineState.DRAFT, OPEN, "before the request is submitted"),
        (HoldFacts(wanted=2, held=2, expires_at=NOW), LineState.RECEIVED, MET, "left with a shipment"),
    ],
)
def test_hold(hold: HoldFacts, line: LineState, state: ConditionState, sentence: str) -> None:
    found = condition(ConditionKey.HOLD, replace(IN_ORDER, hold=hold, state=line))
    assert found.state is state
    assert sentence in found.sentence
