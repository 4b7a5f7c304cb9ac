"""How a project's ethics approvals stand on a day. Plain Python."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from catalog.consent.rules import Ethics

# So many days before an approval ends its people are told, the last of them first.
NOTICE_DAYS = (7, 30, 60)


def notice_due(valid_until: date, *, on: date) -> int | None:
    """Return which notice an approval is due on a day: the nearest, None when it lasts longer or has ended."""
    days_left = (valid_until - on).days
    return next((days for days in NOTICE_DAYS if 0 <= days_left <= days), None)


@dataclass(frozen=True)
class Approval:
    """A committee's approval; both days are inclusive."""

    label: str
    valid_from: date
    valid_until: date


@dataclass(frozen=True)
class Standing:
    """How the approvals stand, and the one that says so; None when there is none."""

    ethics: Ethics
    approval: Approval | None = None


def standing_of(approvals: Collection[Approval], *, on: date) -> Standing:
    """Return the approval in force that lasts longest; else the next one, else the one that expired last."""
    in_force = [approval for approval in approvals if approval.valid_from <= on <= approval.valid_until]
    if in_force:
        return Standing(Ethics.VALID, max(in_force, key=lambda approval: (approval.valid_until, approval.label)))
    coming = [approval for approval in approvals if approval.valid_from > on]
    if coming:
        return Standing(Ethics.PENDING, min(coming, key=lambda approval: (approval.valid_from, approval.label)))
    if approvals:
        return Standing(Ethics.EXPIRED, max(approvals, key=lambda approval: (approval.valid_until, approval.label)))
    return Standing(Ethics.MISSING)
