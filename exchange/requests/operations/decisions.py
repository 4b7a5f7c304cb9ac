"""The provider's committee decides line by line; when the last one is decided, the agreements are drafted."""

from datetime import datetime

from django.db import transaction

from catalog.consent.rules import RULE_VERSION, Ethics, Verdict
from catalog.stock import operations as stock
from catalog.stock.models import Hold
from catalog.stock.states import HoldState
from exchange.kernel import audit, locks, outbox
from exchange.kernel.errors import InvalidInput, Refused, WrongState
from exchange.kernel.transitions import step
from exchange.parties.models import Membership, Person
from exchange.parties.permissions import Permission
from exchange.parties.queries import in_force, require
from exchange.requests.errors import DecideCode
from exchange.requests.events import RequestEvent
from exchange.requests.models import Decision, RequestLine
from exchange.requests.operations.agreements import draft_when_decided
from exchange.requests.queries import LineMatch, match_lines
from exchange.requests.states import LINE_TRANSITIONS, LineCommand, LineState

REASON_LENGTH = 2000
BEFORE_RELEASE = "pre:"


@transaction.atomic
def approve_line(*, line: RequestLine, reason: str = "", by: Person, now: datetime) -> RequestLine:
    """Approve a line for the provider's committee. The last decision of a part drafts its agreements.

    Raises:
        NotAllowed: the person is not of the committee.
        WrongState: the line does not await a decision.
        Refused: CONFLICT_OF_INTEREST; CONSENT_DENIES today, which nobody overrides; EVIDENCE_MISSING that the consent
            asks for beforehand; HOLD_EXPIRED; REASON_NEEDED where the consent leaves the answer to a person.
    """
    line = _line_to_decide(line, LineCommand.APPROVE, by, now)
    match = match_lines([line], on=now.date())[line.pk]
    _check_grounds(line, match, now)
    verdict = match.decision.verdict if match.decision else Verdict.MANUAL
    if verdict is Verdict.MANUAL and not reason.strip():
        raise Refused(
            DecideCode.REASON_NEEDED, "The consent leaves this to a person: say why it is allowed.", field="reason"
        )
    return _decide(line, match, LineCommand.APPROVE, reason, by, now)


@transaction.atomic
def decline_line(*, line: RequestLine, reason: str, by: Person, now: datetime) -> RequestLine:
    """Decline a line for the provider's committee, with a reason; what was held for it is free again.

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
    return _decide(line, match, LineCommand.DECLINE, reason, by, now)


def _line_to_decide(line: RequestLine, command: LineCommand, by: Person, now: datetime) -> RequestLine:
    """Lock the part, then the line: two who decide on its last two lines follow each other."""
    if line.part is None:
        raise WrongState(command.value, line.state)
    unit = locks.lock(line.part).unit
    line = locks.lock(line)
    require(by, Permission.DECIDE_ACCESS, unit.organisation, on=now.date(), unit=unit)
    request = line.request
    colleagues = Membership.objects.filter(in_force(now.date()), person=by, organisation=request.organisation_id)
    if by.pk in (request.requester_id, request.project.owner_id) or colleagues.exists():
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


def _decide(
    line: RequestLine, match: LineMatch, command: LineCommand, reason: str, by: Person, now: datetime
) -> RequestLine:
    is_approval = command is LineCommand.APPROVE
    verdict = match.decision.verdict if match.decision else Verdict.MANUAL
    decision = Decision.objects.create(
        line=line,
        person=by,
        is_approval=is_approval,
        reason=text_of(reason),
        verdict=verdict.value,
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
        verdict=verdict.value,
        reasons=match.decision.texts if match.decision else [],
    )
    outbox.announce(RequestEvent.LINE_APPROVED if is_approval else RequestEvent.LINE_DECLINED, line_id=str(line.pk))
    if line.part is not None:
        draft_when_decided(part=line.part, by=by, now=now)
    return line


def text_of(reason: str) -> str:
    """Return a reason as it is stored.

    Raises:
        InvalidInput: it is too long.
    """
    if len(reason.strip()) > REASON_LENGTH:
        raise InvalidInput("reason", f"A reason has at most {REASON_LENGTH} characters.")
    return reason.strip()
