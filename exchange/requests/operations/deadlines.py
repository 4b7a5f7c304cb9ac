"""Remind committees of what they have to decide: before the deadline, after it, and when who asked wishes it."""

from datetime import date, datetime, timedelta

from django.db import transaction

from exchange.kernel import audit, locks, outbox
from exchange.kernel.errors import Refused
from exchange.kernel.transitions import step
from exchange.kernel.working_days import working_day_after
from exchange.parties.models import Person
from exchange.requests.errors import NudgeCode
from exchange.requests.events import RequestEvent
from exchange.requests.models import CommitteeNotice, Nudge, RequestLine
from exchange.requests.operations.basket import own_request
from exchange.requests.queries.committees import committee_rules_of, due_on
from exchange.requests.states import LINE_TRANSITIONS, LineCommand, LineState

# Working days before the deadline on which the committee is reminded.
REMIND_DAYS = 2
PORTION = 500
# After its submission, and after each reminder, who asked leaves the committee so long in peace.
NUDGE_AFTER = timedelta(days=3)
EVENTS = {CommitteeNotice.Kind.DUE: RequestEvent.LINE_DUE, CommitteeNotice.Kind.OVERDUE: RequestEvent.LINE_OVERDUE}


def announce_deadlines(*, now: datetime) -> int:
    """Announce of each line that awaits its committee that it is due in two working days, or is overdue.

    Returns how many were announced; each is once, however many processes do it at once. A reminder that comes too late
    is left out.
    """
    waiting = RequestLine.objects.filter(state=LineState.REQUESTED).order_by("pk")
    waiting = waiting.select_related("request", "listing__unit__organisation")
    rules = committee_rules_of(set(waiting.order_by().values_list("listing__unit", flat=True)))
    announced = 0
    for line in waiting.iterator(chunk_size=PORTION):
        unit = line.listing.unit
        if (due := due_on(line, rules[unit.pk])) is not None:
            announced += _announce(line, due, unit.organisation.country_code, now.date())
    return announced


def _announce(line: RequestLine, due: date, country: str, today: date) -> bool:
    if today > due:
        kind = CommitteeNotice.Kind.OVERDUE
    elif working_day_after(today, REMIND_DAYS, country) >= due:
        kind = CommitteeNotice.Kind.DUE
    else:
        return False
    with transaction.atomic():
        _, is_new = CommitteeNotice.objects.get_or_create(line=line, kind=kind)
        if is_new:
            outbox.announce(EVENTS[kind], line_id=str(line.pk))
    return is_new


@transaction.atomic
def nudge_line(*, line: RequestLine, by: Person, now: datetime) -> RequestLine:
    """Remind those of the committee who have not voted on one's line.

    Raises:
        NotAllowed: it is somebody else's request.
        WrongState: the line does not await a decision.
        Refused: TOO_SOON after the submission or the last reminder; says when it can be done.
    """
    request = own_request(line.request, by, now)
    line = locks.lock(line)
    step(LINE_TRANSITIONS, LineState(line.state), LineCommand.NUDGE)
    last = line.nudges.order_by("-created_at").values_list("created_at", flat=True).first() or request.submitted_at
    if last is not None and now < last + NUDGE_AFTER:
        again_at = last + NUDGE_AFTER
        raise Refused(
            NudgeCode.TOO_SOON,
            f"The committee can be reminded from {again_at.date().isoformat()} on.",
            again_at=again_at.isoformat(),
        )
    Nudge.objects.create(created_at=now, line=line, person=by)
    audit.record("requests.nudge_line", line, by=by)
    outbox.announce(RequestEvent.LINE_NUDGED, line_id=str(line.pk))
    return line
