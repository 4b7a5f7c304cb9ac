"""How an access committee comes to a decision by its votes. Plain Python."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, kw_only=True)
class CommitteeRules:
    """How a committee decides; by the defaults the first vote does.

    Args:
        votes_needed: how many votes of one kind decide.
        quorum: how many must have voted before anything is decided.
        is_chair_final: whether the chair's vote decides once the quorum has voted.
        decides_within_days: working days of the unit's country, from the day after submission.
        approves_up_to: a plain request of at most so many is approved at once; None has every one voted on.
    """

    votes_needed: int = 1
    quorum: int = 1
    is_chair_final: bool = False
    decides_within_days: int = 10
    approves_up_to: int | None = None


@dataclass(frozen=True)
class Ballot:
    """The vote that counts of one who may decide."""

    is_approval: bool
    is_chair: bool = False


class Outcome(StrEnum):
    """What the votes come to."""

    APPROVED = "approved"
    DECLINED = "declined"
    OPEN = "open"  # more votes are needed
    TOO_FEW = "too_few"  # those who may decide are not enough


def outcome_of(rules: CommitteeRules, ballots: Collection[Ballot], *, able: int) -> Outcome:
    """Return what the votes come to.

    Nothing is decided before the quorum has voted. Then the chair's vote decides where the rules say so, else as many
    votes of one kind as are needed, and a refusal as soon as those are out of reach.

    Args:
        able: how many may decide, those who have voted included.
    """
    approvals = sum(ballot.is_approval for ballot in ballots)
    refusals = len(ballots) - approvals
    if len(ballots) >= rules.quorum:
        chair = next((ballot for ballot in ballots if ballot.is_chair), None)
        if rules.is_chair_final and chair is not None:
            return Outcome.APPROVED if chair.is_approval else Outcome.DECLINED
        if approvals >= rules.votes_needed:
            return Outcome.APPROVED
        if refusals >= rules.votes_needed or (refusals and able - refusals < rules.votes_needed):
            return Outcome.DECLINED
    return Outcome.TOO_FEW if able < rules.quorum else Outcome.OPEN


def is_plain(rules: CommitteeRules, *, verdict: str, quantity: int, is_industry: bool) -> bool:
    """Say whether a request is one that the committee lets the system approve.

    Only what the consent permits without any condition, of a nonprofit, and not more than the committee said.
    """
    return rules.approves_up_to is not None and (
        verdict == "PERMIT" and quantity <= rules.approves_up_to and not is_industry
    )
