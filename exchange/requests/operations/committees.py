"""How committees are set up, and how their members leave a decision to the others."""

from datetime import datetime

from django.db import transaction

from exchange.kernel import audit, locks, outbox
from exchange.kernel.errors import InvalidInput, Refused, WrongState
from exchange.kernel.transitions import step
from exchange.parties.models import Person, Unit
from exchange.parties.permissions import Permission
from exchange.parties.queries import require
from exchange.requests import models
from exchange.requests.errors import RecuseCode
from exchange.requests.events import RequestEvent
from exchange.requests.models import Recusal, RequestLine, RequestPart
from exchange.requests.operations.decisions import settle_part, text_of
from exchange.requests.queries.committees import able_to_decide
from exchange.requests.rules import CommitteeRules
from exchange.requests.states import LINE_TRANSITIONS, LineCommand, LineState

MOST_VOTES, MOST_DAYS, MOST_UNITS = 50, 250, 100_000


@transaction.atomic
def set_committee_rules(*, unit: Unit, rules: CommitteeRules, by: Person, now: datetime) -> models.CommitteeRules:
    """Set how the committee of a unit decides from now on; what is decided stays.

    Votes on lines that are open count by the new rules with the next vote.

    Raises:
        NotAllowed: the person does not keep the rules of the unit's committee.
        InvalidInput: a number is out of bounds, or the quorum is less than the votes needed.
    """
    require(by, Permission.MANAGE_COMMITTEE, unit.organisation, on=now.date(), unit=unit)
    _check(rules)
    values = {
        "votes_needed": rules.votes_needed,
        "quorum": rules.quorum,
        "is_chair_final": rules.is_chair_final,
        "decides_within_days": rules.decides_within_days,
        "approves_up_to": rules.approves_up_to,
    }
    stored, _ = models.CommitteeRules.objects.update_or_create(unit=unit, defaults=values)
    audit.record("requests.set_committee_rules", stored, by=by, unit=str(unit.pk), rules=values)
    return stored


def _check(rules: CommitteeRules) -> None:
    for field, value, most in (
        ("votes_needed", rules.votes_needed, MOST_VOTES),
        ("quorum", rules.quorum, MOST_VOTES),
        ("decides_within_days", rules.decides_within_days, MOST_DAYS),
        ("approves_up_to", 1 if rules.approves_up_to is None else rules.approves_up_to, MOST_UNITS),
    ):
        if not 1 <= value <= most:
            raise InvalidInput(field, f"Give a number from 1 to {most}.")
    if rules.quorum < rules.votes_needed:
        raise InvalidInput("quorum", "As many must vote as votes are needed, or more.")


@transaction.atomic
def recuse_line(*, line: RequestLine, reason: str, by: Person, now: datetime) -> RequestLine:
    """Leave a line, and all that was asked of the unit with it, to the others of the committee.

    Votes of the person count no more, which may decide lines. Where too few are left to decide, the organisation's
    administrators hear of it. Done before, it changes nothing.

    Raises:
        NotAllowed: the person is not of the committee.
        WrongState: the line does not await a decision.
        InvalidInput: no reason is given.
        Refused: CONFLICT_OF_INTEREST, who belongs to those who ask does not decide anyway.
    """
    if line.part is None:
        raise WrongState(LineCommand.RECUSE.value, line.state)
    part = locks.lock(line.part)
    line = locks.lock(line)
    require(by, Permission.DECIDE_ACCESS, part.unit.organisation, on=now.date(), unit=part.unit)
    step(LINE_TRANSITIONS, LineState(line.state), LineCommand.RECUSE)
    if not reason.strip():
        raise InvalidInput("reason", "Say what conflict there is.")
    if Recusal.objects.filter(part=part, person=by).exists():
        return line
    if by.pk not in able_to_decide([part.pk])[part.pk]:
        raise Refused(RecuseCode.CONFLICT_OF_INTEREST, "You belong to those who ask, so you do not decide anyway.")
    Recusal.objects.create(part=part, person=by, reason=text_of(reason))
    audit.record("requests.recuse_line", line, by=by, reason=text_of(reason), part=str(part.pk))
    _tell_if_too_few(part)
    settle_part(part=part, by=by, now=now)
    line.refresh_from_db()
    return line


def _tell_if_too_few(part: RequestPart) -> None:
    stored = models.CommitteeRules.objects.filter(unit=part.unit_id).first()
    if len(able_to_decide([part.pk])[part.pk]) < (stored.quorum if stored else CommitteeRules.quorum):
        outbox.announce(RequestEvent.COMMITTEE_TOO_FEW, part_id=str(part.pk))
