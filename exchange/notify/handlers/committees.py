"""Tell committees of their deadlines, and who answers for them when they miss one or cannot decide."""

from collections.abc import Iterable

from exchange.kernel.models import OutboxEvent
from exchange.kernel.outbox import handles
from exchange.notify import audiences, operations
from exchange.notify.links import Page
from exchange.notify.texts import Text
from exchange.parties.models import Person
from exchange.requests.events import RequestEvent
from exchange.requests.models import RequestLine, RequestPart
from exchange.requests.queries import able_to_decide, committee_rules_of, due_on


@handles(RequestEvent.LINE_DUE)
def remind_committee(event: OutboxEvent) -> None:
    line = _line(event)
    _tell(event, line, _who_has_not_voted(line), Text.LINE_DUE_TO_COMMITTEE)


@handles(RequestEvent.LINE_NUDGED)
def pass_nudge_on(event: OutboxEvent) -> None:
    line = _line(event)
    _tell(event, line, _who_has_not_voted(line), Text.LINE_NUDGED_TO_COMMITTEE)


def _who_has_not_voted(line: RequestLine) -> Iterable[Person]:
    if line.part is None:
        return []
    able = able_to_decide([line.part.pk])[line.part.pk]
    return Person.objects.filter(pk__in=able).exclude(pk__in=line.votes.values("person"))


@handles(RequestEvent.LINE_OVERDUE)
def tell_who_answers_for_committee(event: OutboxEvent) -> None:
    line = _line(event)
    if line.part is not None:
        _tell(event, line, audiences.answering_for_committee(line.part.unit), Text.LINE_OVERDUE_TO_PROVIDER)


@handles(RequestEvent.COMMITTEE_TOO_FEW)
def tell_that_too_few_decide(event: OutboxEvent) -> None:
    part = RequestPart.objects.select_related("unit__organisation", "request__organisation").get(
        pk=event.payload["part_id"]
    )
    operations.notify(
        event=event,
        people=audiences.answering_for_committee(part.unit),
        text=Text.COMMITTEE_TOO_FEW_TO_ADMINS,
        link=Page.PART.of(part.pk),
        number=part.request.number,
        organisation=part.request.organisation,
        unit=part.unit,
    )


def _line(event: OutboxEvent) -> RequestLine:
    lines = RequestLine.objects.select_related(
        "part__unit__organisation", "listing__unit__organisation", "request__organisation"
    )
    return lines.get(pk=event.payload["line_id"])


def _tell(event: OutboxEvent, line: RequestLine, people: Iterable[Person], text: Text) -> None:
    part = line.part
    if part is None:
        return
    due = due_on(line, committee_rules_of([part.unit_id])[part.unit_id])
    operations.notify(
        event=event,
        people=people,
        text=text,
        link=Page.PART.of(part.pk),
        number=line.request.number,
        organisation=line.request.organisation,
        unit=part.unit,
        due_on=due.isoformat() if due else "",
    )
