"""What the gate of a line looks at. Plain Python."""

from dataclasses import dataclass
from datetime import date, datetime

from catalog.consent.rules import Ethics, Verdict
from exchange.requests.states import LineState


@dataclass(frozen=True, kw_only=True)
class ConsentFacts:
    """What the consent match says today of the lots that are held.

    Args:
        verdict: the worst over the lots, None when nothing is held.
        denials: sentences of what forbids the use, e.g. a withdrawn consent.
        questions: sentences of what a person must decide.
        missing_records: codes of specimens without a consent record.
        evidence_due: sentences of documents that the recipient owes before release, an ethics approval left out.
        duties: codes of what becomes a clause of the agreement, e.g. "post:publish-results".
        agreed: conditions that the agreement's schedule carries for the line; None without an agreement.
    """

    verdict: Verdict | None
    denials: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    missing_records: tuple[str, ...] = ()
    evidence_due: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    agreed: frozenset[str] | None = None


@dataclass(frozen=True, kw_only=True)
class EthicsFacts:
    """How the project's ethics approval stands today; `approval` names the one in force or the last one."""

    is_needed: bool
    standing: Ethics
    approval: str = ""
    valid_until: date | None = None


@dataclass(frozen=True, kw_only=True)
class CommitteeFacts:
    """What the provider's committee decided; `is_approval` is None while it has not.

    Args:
        due_on: the day by which it decides, by its own rules.
    """

    due_on: date | None = None
    is_approval: bool | None = None
    verdict: Verdict | None = None
    reason: str = ""
    decided_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class AgreementFacts:
    """The latest agreement that names the line.

    Args:
        state: of `agreements.drafting.states.AgreementState`; empty when there is none.
        turns: who must act, e.g. "The legal office of Sample University".
    """

    number: str = ""
    state: str = ""
    has_form: bool = True
    turns: tuple[str, ...] = ()
    executed_at: datetime | None = None
    decline_reason: str = ""


@dataclass(frozen=True, kw_only=True)
class HoldFacts:
    """What is held for the line: how many, and until when the first of it runs out."""

    wanted: int
    held: int
    expires_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class LineFacts:
    """All that the gate looks at.

    Args:
        requester, committee_name, provider_office, provider_unit: who acts, as people are told, e.g. "Ada Example".
    """

    state: LineState
    consent: ConsentFacts
    ethics: EthicsFacts
    committee: CommitteeFacts
    agreement: AgreementFacts
    hold: HoldFacts
    requester: str
    committee_name: str
    provider_office: str
    provider_unit: str
