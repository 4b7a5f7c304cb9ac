"""The gate of a line: facts in, conditions out. Plain Python.

Five conditions stand between an approved line and a parcel. Each says whether it is met, in one sentence why, who must
act, until when, on what evidence it rests and where the rule comes from. PostgreSQL repeats none of this reasoning, it
re-reads the facts and refuses (`exchange.shipping.gate_trigger`).
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from enum import StrEnum

from catalog.consent.rules import Ethics, Verdict
from exchange.requests.rules.facts import LineFacts
from exchange.requests.states import LineState

# Stored with every clearance; raise it whenever some facts get another answer than before.
RULE_VERSION = "1"

TAIPEI = "World Medical Association, Declaration of Taipei on health databases and biobanks, 2016"
HELSINKI = "World Medical Association, Declaration of Helsinki: research ethics committees"
OECD = "OECD Guidelines on Human Biobanks and Genetic Research Databases, 2009: access"
UBMTA = "Uniform Biological Material Transfer Agreement, 60 FR 12771, 1995-03-08"
HOUSE = "House rule: what is not held for the line does not leave for it"


class ConditionKey(StrEnum):
    """What must be in order before a line is released."""

    CONSENT = "consent"
    ETHICS = "ethics"
    COMMITTEE = "committee"
    AGREEMENT = "agreement"
    HOLD = "hold"


class ConditionState(StrEnum):
    """How a condition stands."""

    MET = "met"
    OPEN = "open"  # somebody must act
    REFUSED = "refused"  # nobody can mend it


@dataclass(frozen=True, kw_only=True)
class Condition:
    """One condition as it stands."""

    key: ConditionKey
    title: str
    state: ConditionState
    sentence: str
    who_acts: str = ""
    due_at: datetime | None = None
    evidence: str = ""
    citation: str = ""


@dataclass(frozen=True)
class Gate:
    """All conditions of a line, in the order in which they come up."""

    conditions: tuple[Condition, ...]

    @property
    def is_green(self) -> bool:
        """Say whether every condition is met."""
        return all(condition.state is ConditionState.MET for condition in self.conditions)

    @property
    def problems(self) -> tuple[str, ...]:
        """The sentences of what is not met."""
        return tuple(condition.sentence for condition in self.conditions if condition.state is not ConditionState.MET)


def gate(facts: LineFacts, *, now: datetime) -> Gate:
    """Return the gate of a line at a moment."""
    return Gate(
        (
            _consent(facts),
            _ethics(facts),
            _committee(facts),
            _agreement(facts),
            _hold(facts, now),
        )
    )


@dataclass(frozen=True)
class _Answer:
    """How to say that one condition is met, open or refused."""

    key: ConditionKey
    title: str
    citation: str
    due_at: datetime | None

    def met(self, sentence: str, evidence: str = "") -> Condition:
        return self._said(ConditionState.MET, sentence, evidence)

    def open(self, sentence: str, who_acts: str, evidence: str = "") -> Condition:
        return replace(self._said(ConditionState.OPEN, sentence, evidence), who_acts=who_acts, due_at=self.due_at)

    def refused(self, sentence: str, evidence: str = "") -> Condition:
        return self._said(ConditionState.REFUSED, sentence, evidence)

    def _said(self, state: ConditionState, sentence: str, evidence: str) -> Condition:
        return Condition(
            key=self.key, title=self.title, state=state, sentence=sentence, evidence=evidence, citation=self.citation
        )


def _consent(facts: LineFacts) -> Condition:
    say = _Answer(ConditionKey.CONSENT, "Consent", TAIPEI, facts.hold.expires_at)
    consent = facts.consent
    if facts.state is LineState.DRAFT:
        return say.open("The consent is matched when the request is submitted.", facts.requester)
    if consent.verdict is None:
        return say.refused("Nothing is held for this line, so there is no consent to look at.")
    if consent.denials:
        return say.refused(" ".join(consent.denials))
    if consent.missing_records:
        specimens = ", ".join(consent.missing_records)
        return say.open(f"There is no record of the donor's consent for {specimens}.", facts.provider_unit)
    return _questions(facts, say)


def _questions(facts: LineFacts, say: _Answer) -> Condition:
    """Say whether what the consent leaves open was answered, by papers or by the committee."""
    consent, decided = facts.consent, facts.committee
    if consent.evidence_due:
        return say.open(" ".join(consent.evidence_due), facts.requester)
    if not consent.questions:
        return _duties(facts, say)
    if decided.is_approval is None:
        return say.open(" ".join(consent.questions), facts.committee_name)
    if decided.verdict is Verdict.MANUAL:
        return _duties(facts, say)
    return say.refused(f"The consent has changed since the committee decided. {' '.join(consent.questions)}")


def _duties(facts: LineFacts, say: _Answer) -> Condition:
    """Say whether what the consent asks of the recipient stands in the agreement."""
    consent = facts.consent
    answered = facts.committee.reason if consent.questions else ""
    allowed = (
        "The committee answered what the consent leaves to a person" if answered else "The consent allows this use"
    )
    if not consent.duties:
        return say.met(f"{allowed}.", answered)
    if consent.agreed is None:
        return say.met(f"{allowed}, on conditions which the agreement will carry.", answered)
    if set(consent.duties) <= consent.agreed:
        return say.met(f"{allowed}, on conditions which the agreement carries.", facts.agreement.number)
    return say.open(
        "The consent asks for more than the agreement says, so a new agreement is needed.", facts.provider_office
    )


def _ethics(facts: LineFacts) -> Condition:
    say = _Answer(ConditionKey.ETHICS, "Ethics approval", HELSINKI, facts.hold.expires_at)
    ethics = facts.ethics
    if ethics.standing is Ethics.VALID:
        until = f" until {ethics.valid_until.isoformat()}" if ethics.valid_until else ""
        return say.met(f"The project's ethics approval is in force{until}.", ethics.approval)
    if not ethics.is_needed:
        return say.met("This material needs no ethics approval of the recipient.")
    if ethics.standing is Ethics.REFUSED:
        return say.refused("The project's ethics approval was refused.", ethics.approval)
    if ethics.standing is Ethics.EXPIRED:
        return say.open("The project's ethics approval has expired.", facts.requester, ethics.approval)
    if ethics.standing is Ethics.PENDING:
        return say.open("The project's ethics approval is not in force yet.", facts.requester, ethics.approval)
    return say.open("The project has no ethics approval on record.", facts.requester)


def _committee(facts: LineFacts) -> Condition:
    decided = facts.committee
    say = _Answer(ConditionKey.COMMITTEE, "Access committee", OECD, _earlier(decided.due_on, facts.hold.expires_at))
    if decided.is_approval:
        day = f" on {decided.decided_at.date().isoformat()}" if decided.decided_at else ""
        return say.met(f"The committee approved{day}.", decided.reason)
    if decided.is_approval is False:
        return say.refused("The committee declined.", decided.reason)
    if facts.state is LineState.DRAFT:
        return say.open("The request is not submitted yet.", facts.requester)
    if facts.state is LineState.REQUESTED:
        return say.open("The committee has not decided yet.", facts.committee_name)
    return say.refused("The committee never decided.")


def _earlier(day: date | None, moment: datetime | None) -> datetime | None:
    """Return the end of a day, or a moment that comes before it."""
    ends_at = datetime.combine(day, time.max, tzinfo=UTC) if day else None
    return min(filter(None, (ends_at, moment)), default=None)


PROGRESS = {
    "draft": "is being prepared.",
    "in_review": "is with the legal offices.",
    "signing": "is being signed.",
}


def _agreement(facts: LineFacts) -> Condition:
    say = _Answer(ConditionKey.AGREEMENT, "Agreement", UBMTA, facts.hold.expires_at)
    agreement = facts.agreement
    named = f"Agreement {agreement.number}"
    if agreement.state == "executed":
        day = f" on {agreement.executed_at.date().isoformat()}" if agreement.executed_at else ""
        return say.met(f"{named} was signed and sealed for both sides{day}.", agreement.number)
    if facts.state not in (LineState.DRAFT, LineState.REQUESTED, LineState.APPROVED):
        return say.refused("No agreement covers this line.")
    if not agreement.state:
        waits_for = facts.requester if facts.state is LineState.DRAFT else facts.committee_name
        return say.open(
            "The agreement is drafted once the committee has decided on every line of the provider.", waits_for
        )
    if agreement.state == "declined":
        why = f": {agreement.decline_reason}" if agreement.decline_reason else "."
        return say.open(f"{named} was declined{why}", facts.provider_office, agreement.number)
    sentence = f"{named} {PROGRESS[agreement.state]}" if agreement.has_form else "A legal officer must choose the form."
    return say.open(sentence, " and ".join(agreement.turns), agreement.number)


def _hold(facts: LineFacts, now: datetime) -> Condition:
    say = _Answer(ConditionKey.HOLD, "Hold", HOUSE, facts.hold.expires_at)
    hold = facts.hold
    if facts.state in (LineState.SHIPPED, LineState.RECEIVED):
        return say.met("What was held has left with a shipment.")
    if facts.state is LineState.DRAFT:
        return say.open("Nothing is held before the request is submitted.", facts.requester)
    if hold.expires_at is not None and hold.expires_at <= now:
        return say.refused(f"The hold expired on {hold.expires_at.date().isoformat()}.")
    if hold.held < hold.wanted:
        return say.refused(f"Only {hold.held} of {hold.wanted} are held.")
    until = f" until {hold.expires_at.date().isoformat()}" if hold.expires_at else ""
    return say.met(f"{hold.held} held for this line{until}.")
