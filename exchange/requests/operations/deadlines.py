"""Tell committees which lines they must decide soon, and who answers for them which they have not."""

from datetime import date, datetime

from django.db import transaction

from exchange.kernel import outbox
from exchange.kernel.working_days import working_day_after
from exchange.requests.events import RequestEvent
from exchange.requests.models import CommitteeNotice, RequestLine
from exchange.requests.queries.committees import committee_rules_of, due_on
from exchange.requests.states import LineState

# Working days before the deadline on which the committee is reminded.
REMIND_DAYS = 2
PORTION = 500
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
