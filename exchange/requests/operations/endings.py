"""How requests and lines end early: withdrawn by who asked, or run out."""

from datetime import datetime

from django.db import transaction

from catalog.consent.models import ConsentRecord
from catalog.stock import operations as stock
from catalog.stock.models import Hold
from catalog.stock.states import HoldState
from exchange.kernel import audit, locks, outbox
from exchange.kernel.errors import Refused
from exchange.kernel.transitions import step
from exchange.parties.models import Person
from exchange.requests.errors import WithdrawCode
from exchange.requests.events import RequestEvent
from exchange.requests.models import AccessRequest, RequestLine, RequestPart
from exchange.requests.operations.agreements import draft_when_decided, void_without_lines
from exchange.requests.operations.basket import own_request
from exchange.requests.operations.decisions import text_of
from exchange.requests.queries.resting import WAITING, lines_resting_on
from exchange.requests.states import (
    LINE_TRANSITIONS,
    REQUEST_TRANSITIONS,
    LineCommand,
    LineState,
    RequestCommand,
    RequestState,
)

GONE = (LineState.SHIPPED, LineState.RECEIVED)


@transaction.atomic
def withdraw(*, request: AccessRequest, reason: str = "", by: Person, now: datetime) -> AccessRequest:
    """Withdraw one's request while nothing of it was shipped: holds are free again, unfinished agreements end.

    Raises:
        NotAllowed: it is somebody else's, or the person may not request access any more.
        WrongState: it was withdrawn before.
        Refused: ALREADY_SHIPPED.
    """
    request = own_request(request, by, now)
    state = step(REQUEST_TRANSITIONS, RequestState(request.state), RequestCommand.WITHDRAW).to
    parts = locks.lock_rows(RequestPart.objects.filter(request=request))
    lines = locks.lock_rows(RequestLine.objects.filter(request=request))
    if any(line.state in GONE for line in lines):
        raise Refused(WithdrawCode.ALREADY_SHIPPED, "A part of this request has left already.")
    ended = [line for line in lines if (LineState(line.state), LineCommand.WITHDRAW) in LINE_TRANSITIONS]
    for line in ended:
        line.state = step(LINE_TRANSITIONS, LineState(line.state), LineCommand.WITHDRAW).to.value
        line.save(update_fields=["state"])
    stock.free_holds_of_lines(references=[line.pk for line in ended], by=by, now=now)
    for part in parts:
        void_without_lines(part=part, reason="The request was withdrawn.", by=by, now=now)
    request.state = state.value
    request.save(update_fields=["state"])
    audit.record("requests.withdraw", request, by=by, reason=text_of(reason), lines=[str(line.pk) for line in ended])
    outbox.announce(RequestEvent.REQUEST_WITHDRAWN, request_id=str(request.pk))
    return request


@transaction.atomic
def stop_lines(*, consent: ConsentRecord, now: datetime) -> list[RequestLine]:
    """End every line, requested or approved, that rests on a consent which is withdrawn; done again, it ends none.

    Their other lots are free again: what is left may be asked for anew.
    """
    resting = lines_resting_on(consent, states=WAITING)
    parts = locks.lock_rows(RequestPart.objects.filter(pk__in={line.part_id for line in resting}))
    lines = locks.lock_rows(RequestLine.objects.filter(pk__in=[line.pk for line in resting]))
    stopped = [line for line in lines if (LineState(line.state), LineCommand.STOP) in LINE_TRANSITIONS]
    for line in stopped:
        line.state = step(LINE_TRANSITIONS, LineState(line.state), LineCommand.STOP).to.value
        line.save(update_fields=["state"])
        audit.record("requests.stop_lines", line, by=None, consent=str(consent.pk))
        outbox.announce(RequestEvent.LINE_STOPPED, line_id=str(line.pk))
    stock.free_holds_of_lines(references=[line.pk for line in stopped], by=None, now=now)
    for part in parts:
        void_without_lines(part=part, reason="A donor of its lines has withdrawn.", by=None, now=now)
        draft_when_decided(part=part, by=None, now=now)
    return stopped


@transaction.atomic
def expire_line(*, line: RequestLine, now: datetime) -> RequestLine:
    """End a line of which a hold has run out: a line is held in full or not at all. Done before, it changes nothing."""
    part = locks.lock(line.part) if line.part else None
    line = locks.lock(line)
    has_expired = Hold.objects.filter(reference=line.pk, state=HoldState.EXPIRED).exists()
    if part is None or not has_expired or (LineState(line.state), LineCommand.EXPIRE) not in LINE_TRANSITIONS:
        return line
    line.state = step(LINE_TRANSITIONS, LineState(line.state), LineCommand.EXPIRE).to.value
    line.save(update_fields=["state"])
    stock.free_holds(reference=line.pk, by=None, now=now)
    audit.record("requests.expire_line", line, by=None)
    outbox.announce(RequestEvent.LINE_EXPIRED, line_id=str(line.pk))
    void_without_lines(part=part, reason="The hold on its lines has expired.", by=None, now=now)
    draft_when_decided(part=part, by=None, now=now)
    return line
