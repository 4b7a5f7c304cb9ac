"""Tell providers what is asked of them, and requesters what became of it."""

from catalog.listings.states import Visibility
from exchange.kernel.models import OutboxEvent
from exchange.kernel.outbox import handles
from exchange.notify import audiences, operations
from exchange.notify.links import Page
from exchange.notify.texts import Text, counted
from exchange.requests.events import RequestEvent
from exchange.requests.models import AccessRequest, Decision, RequestLine


@handles(RequestEvent.REQUEST_SUBMITTED)
def tell_providers(event: OutboxEvent) -> None:
    _tell_each_provider(event, Text.REQUEST_SUBMITTED_TO_PROVIDER)


@handles(RequestEvent.REQUEST_WITHDRAWN)
def tell_providers_of_withdrawal(event: OutboxEvent) -> None:
    _tell_each_provider(event, Text.REQUEST_WITHDRAWN_TO_PROVIDER)


def _tell_each_provider(event: OutboxEvent, text: Text) -> None:
    """Tell each unit about its own part only."""
    request = AccessRequest.objects.select_related("organisation").get(pk=event.payload["request_id"])
    for part in request.parts.select_related("unit__organisation").order_by("pk"):
        operations.notify(
            event=event,
            people=audiences.deciding(part.unit),
            text=text,
            link=Page.PART.of(part.pk),
            number=request.number,
            organisation=request.organisation,
            unit=part.unit,
            lines=counted(part.lines.count(), "item"),
        )


@handles(RequestEvent.LINE_APPROVED)
def tell_requester_of_approval(event: OutboxEvent) -> None:
    _tell_requester(event, Text.LINE_APPROVED_TO_REQUESTER)


@handles(RequestEvent.LINE_DECLINED)
def tell_requester_of_refusal(event: OutboxEvent) -> None:
    _tell_requester(event, Text.LINE_DECLINED_TO_REQUESTER)


@handles(RequestEvent.LINE_EXPIRED)
def tell_both_of_expiry(event: OutboxEvent) -> None:
    line = _tell_requester(event, Text.LINE_EXPIRED_TO_REQUESTER)
    if line.part is not None:
        operations.notify(
            event=event,
            people=audiences.deciding(line.part.unit),
            text=Text.LINE_EXPIRED_TO_PROVIDER,
            link=Page.PART.of(line.part.pk),
            number=line.request.number,
            organisation=line.request.organisation,
            unit=line.part.unit,
        )


def _tell_requester(event: OutboxEvent, text: Text) -> RequestLine:
    line = RequestLine.objects.select_related(
        "request__requester", "request__organisation", "part__unit__organisation", "listing__unit"
    ).get(pk=event.payload["line_id"])
    decision = Decision.objects.filter(line=line).first()
    operations.notify(
        event=event,
        people=[line.request.requester],
        text=text,
        link=Page.REQUEST.of(line.request_id),
        number=line.request.number,
        listing=title_for(line),
        unit=line.listing.unit,
        reason=decision.reason if decision else "",
    )
    return line


def title_for(line: RequestLine) -> str:
    """Return the title of a line's listing, unless the listing is no longer public."""
    return line.listing.title if line.listing.visibility == Visibility.PUBLIC else "an item"
