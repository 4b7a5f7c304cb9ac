"""The provider's committee votes line by line; when the last line is decided, the agreements are drafted."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from catalog.consent.rules import RULE_VERSION, Ethics, Verdict
from catalog.stock import operations as stock
from catalog.stock.models import Hold
from catalog.stock.states import HoldState
from exchange.kernel import audit, locks, outbox
from exchange.kernel.errors import InvalidInput, Refused, WrongState
from exchange.kernel.transitions import step
from exchange.parties.models import Person
from exchange.parties.permissions import Permission
from exchange.parties.queries import require
from exchange.parties.vocabulary import Sector
from exchange.requests.errors import DecideCode
from exchange.requests.events import RequestEvent
from exchange.requests.models import Decision, RequestLine, RequestPart, Vote
from exchange.requests.operations.agreements import draft_when_decided
from exchange.requests.queries import LineMatch, has_conflict, match_lines
from exchange.requests.queries.committees import committee_rules_of, is_recused, standings_of
from exchange.requests.rules import Outcome, is_plain, outcome_of
from exchange.requests.states import LINE_TRANSITIONS, LineCommand, LineState

REASON_LENGTH = 2000
BEFORE_RELEASE = "pre:"
BY_RULE = "Approved at once by the committee's rules: the consent permits it without conditions."
DECIDING = {Outcome.APPROVED: LineCommand.APPROVE, Outcome.DECLINED: LineCommand.DECLINE}


@transaction.atomic
def approve_line(*, line: RequestLine, reason: str = "", by: Person, now: datetime) -> RequestLine:
    """Vote to approve a line, in place of an earlier vote; the vote that carries it decides for the committee.

    The last decision of a part drafts its agreements.

    Raises:
        NotAllowed: the person is not of the committee.
        WrongState: the line does not await a decision.
        Refused: CONFLICT_OF_INTEREST; CONSENT_DENIES today, which nobody overrides; EVIDENCE_MISSING that the consent
            asks for beforehand; HOLD_EXPIRED; REASON_NEEDED where the consent leaves the answer to a person.
    """
    line = _line_to_decide(line, LineCommand.APPROVE, by, now)
    match = match_lines([line], on=now.date())[line.pk]
    _check_grounds(line, match, now)
    if _verdict(match) is Verdict.MANUAL and not reason.strip():
        raise Refused(
            DecideCode.REASON_NEEDED, "The consent leaves this to a person: say why it is allowed.", field="reason"
        )
    return _vote(line, match, LineCommand.APPROVE, reason, by, now)


@transaction.atomic
def decline_line(*, line: RequestLine, reason: str, by: Person, now: datetime) -> RequestLine:
    """Vote to decline a line, with a reason; the vote that carries it decides, and what was held is free again.

    Raises:
        NotAllowed: the person is not of the committee.
        WrongState: the line does not await a decision.
        InvalidInput: no reason is given.
        Refused: CONFLICT_OF_INTEREST.
    """
    line = _line_to_decide(line, LineCommand.DECLINE, by, now)
    if not reason.strip():
        raise InvalidInput("reason", "Say why it is declined.")
    match = match_lines([line], on=now.date())[line.pk]
    return _vote(line, match, LineCommand.DECLINE, reason, by, now)


def approve_plain_lines(*, part: RequestPart, now: datetime) -> list[RequestLine]:
    """Approve those lines of a part just submitted that its committee lets the system approve, and return them.

    The caller has locked the part.
    """
    rules = committee_rules_of([part.unit_id])[part.unit_id]
    is_industry = part.request.organisation.sector == Sector.INDUSTRY
    lines = list(part.lines.filter(state=LineState.REQUESTED).select_related("request").order_by("pk"))
    plain = [
        line for line in lines if is_plain(rules, verdict=line.verdict, quantity=line.quantity, is_industry=is_industry)
    ]
    matches = match_lines(plain, on=now.date()) if plain else {}
    # What needs an approval or another paper beforehand is not plain.
    plain = [line for line in plain if not matches[line.pk].needs_ethics and not matches[line.pk].duties]
    for line in plain:
        _decide(line, _Grounds(matches[line.pk], BY_RULE), LineCommand.APPROVE, None, now)
    if plain:
        draft_when_decided(part=part, by=None, now=now)
    return plain


def settle_part(*, part: RequestPart, by: Person, now: datetime) -> None:
    """Decide those lines of a part which the votes carry now that somebody votes no more.

    The caller has locked the part.
    """
    lines = locks.lock_rows(RequestLine.objects.filter(part=part, state=LineState.REQUESTED))
    matches = match_lines(lines, on=now.date()) if lines else {}
    for line in lines:
        with suppress(Refused):
            _check_grounds(line, matches[line.pk], now)
            _settle(line, matches[line.pk], by, now)
    draft_when_decided(part=part, by=by, now=now)


def _line_to_decide(line: RequestLine, command: LineCommand, by: Person, now: datetime) -> RequestLine:
    """Lock the part, then the line: two who decide on its last two lines follow each other."""
    if line.part is None:
        raise WrongState(command.value, line.state)
    part = locks.lock(line.part)
    line = locks.lock(line)
    require(by, Permission.DECIDE_ACCESS, part.unit.organisation, on=now.date(), unit=part.unit)
    if is_recused(part, by):
        raise Refused(DecideCode.CONFLICT_OF_INTEREST, "You left this to the others of the committee.")
    if has_conflict(by, line.request, on=now.date()):
        raise Refused(
            DecideCode.CONFLICT_OF_INTEREST, "You belong to those who ask, so others of the committee must decide."
        )
    step(LINE_TRANSITIONS, LineState(line.state), command)
    return line


def _check_grounds(line: RequestLine, match: LineMatch, now: datetime) -> None:
    reasons = match.decision.reasons if match.decision else ()
    denials = [reason.why for reason in reasons if reason.verdict is Verdict.DENY]
    if denials:
        raise Refused(DecideCode.CONSENT_DENIES, " ".join(dict.fromkeys(denials)))
    missing = [f"{reason.why} {reason.change}" for reason in reasons if reason.code.startswith(BEFORE_RELEASE)]
    if match.needs_ethics and match.ethics is not Ethics.VALID and not missing:
        missing = ["This material needs an ethics approval of the recipient, and none is in force."]
    if missing:
        raise Refused(DecideCode.EVIDENCE_MISSING, " ".join(dict.fromkeys(missing)))
    if not Hold.objects.filter(reference=line.pk, state=HoldState.ACTIVE, expires_at__gt=now).exists():
        raise Refused(DecideCode.HOLD_EXPIRED, "The hold on this line has expired; it must be asked for anew.")


def _verdict(match: LineMatch) -> Verdict:
    return match.decision.verdict if match.decision else Verdict.MANUAL


def _vote(
    line: RequestLine, match: LineMatch, command: LineCommand, reason: str, by: Person, now: datetime
) -> RequestLine:
    vote = Vote.objects.create(
        line=line,
        person=by,
        is_approval=command is LineCommand.APPROVE,
        reason=text_of(reason),
        verdict=_verdict(match).value,
        rule_version=RULE_VERSION,
    )
    audit.record(
        "requests.vote_line", line, by=by, reason=vote.reason, rule_version=RULE_VERSION, is_approval=vote.is_approval
    )
    _settle(line, match, by, now)
    if line.part is not None:
        draft_when_decided(part=line.part, by=by, now=now)
    return line


def _settle(line: RequestLine, match: LineMatch, by: Person, now: datetime) -> None:
    """Decide a line if the votes carry it."""
    standing = standings_of([line])[line.pk]
    outcome = outcome_of(standing.rules, standing.ballots, able=len(standing.able))
    if outcome not in DECIDING:
        return
    agreeing = [vote for vote in standing.votes if vote.is_approval is (outcome is Outcome.APPROVED)]
    reason = "\n".join(dict.fromkeys(vote.reason for vote in agreeing if vote.reason))
    last = next((vote.person for vote in standing.votes[::-1] if vote.person == by), standing.votes[-1].person)
    _decide(line, _Grounds(match, reason), DECIDING[outcome], last, now)


@dataclass(frozen=True)
class _Grounds:
    """What a decision rests on."""

    match: LineMatch
    reason: str


def _decide(line: RequestLine, grounds: _Grounds, command: LineCommand, by: Person | None, now: datetime) -> None:
    """Write a decision and move the line; the system's is nobody's."""
    is_approval = command is LineCommand.APPROVE
    match = grounds.match
    decision = Decision.objects.create(
        line=line,
        person=by,
        is_approval=is_approval,
        reason=grounds.reason,
        verdict=_verdict(match).value,
        rule_version=RULE_VERSION,
    )
    line.state = step(LINE_TRANSITIONS, LineState(line.state), command).to.value
    line.save(update_fields=["state"])
    if not is_approval:
        stock.free_holds(reference=line.pk, by=by, now=now)
    audit.record(
        f"requests.{command.value}_line",
        line,
        by=by,
        reason=decision.reason,
        rule_version=RULE_VERSION,
        verdict=decision.verdict,
        reasons=match.decision.texts if match.decision else [],
    )
    outbox.announce(RequestEvent.LINE_APPROVED if is_approval else RequestEvent.LINE_DECLINED, line_id=str(line.pk))


def text_of(reason: str) -> str:
    """Return a reason as it is stored.

    Raises:
        InvalidInput: it is too long.
    """
    if len(reason.strip()) > REASON_LENGTH:
        raise InvalidInput("reason", f"A reason has at most {REASON_LENGTH} characters.")
    return reason.strip()
