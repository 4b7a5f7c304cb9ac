"""Tell legal offices and signatories when it is their turn, and everybody concerned how it ended."""

from collections.abc import Iterable

from agreements.drafting.events import DraftingEvent
from agreements.drafting.models import Agreement
from agreements.signature.events import SignatureEvent
from exchange.kernel.models import OutboxEvent
from exchange.kernel.outbox import handles
from exchange.notify import audiences, operations
from exchange.notify.links import Page
from exchange.notify.texts import Text
from exchange.parties.models import Person
from exchange.requests.models import RequestPart


@handles(DraftingEvent.AGREEMENT_IN_REVIEW)
def tell_legal_offices(event: OutboxEvent) -> None:
    agreement = _agreement(event)
    _tell(event, agreement, audiences.legal(agreement), Text.AGREEMENT_IN_REVIEW_TO_LEGAL)


@handles(DraftingEvent.AGREEMENT_NEEDS_FORM)
def tell_legal_offices_of_missing_form(event: OutboxEvent) -> None:
    agreement = _agreement(event)
    _tell(event, agreement, audiences.legal(agreement), Text.AGREEMENT_NEEDS_FORM_TO_LEGAL)


@handles(DraftingEvent.AGREEMENT_SIGNING)
@handles(SignatureEvent.AGREEMENT_SIGNED)
def tell_next_signatories(event: OutboxEvent) -> None:
    """Tell those whose turn it is to sign, at first and after each signature."""
    agreement = _agreement(event)
    _tell(event, agreement, audiences.signing_next(agreement), Text.AGREEMENT_SIGNING_TO_SIGNATORIES)


@handles(SignatureEvent.AGREEMENT_EXECUTED)
def tell_all_of_execution(event: OutboxEvent) -> None:
    agreement = _agreement(event)
    part = _part(agreement)
    if part is not None:
        _tell_requester(event, agreement, part, Text.AGREEMENT_EXECUTED_TO_REQUESTER)
        managers = audiences.shipping(part.unit)
        _tell(event, agreement, managers, Text.AGREEMENT_EXECUTED_TO_MANAGERS, link=Page.PART.of(part.pk))
    people = [*audiences.legal(agreement), *audiences.signing(agreement)]
    _tell(event, agreement, people, Text.AGREEMENT_EXECUTED_TO_PARTIES)


@handles(DraftingEvent.AGREEMENT_DECLINED)
def tell_all_of_refusal(event: OutboxEvent) -> None:
    agreement = _agreement(event)
    part = _part(agreement)
    people = audiences.legal(agreement)
    if part is not None:
        _tell_requester(event, agreement, part, Text.AGREEMENT_DECLINED_TO_REQUESTER)
        people += audiences.shipping(part.unit)
    _tell(event, agreement, people, Text.AGREEMENT_DECLINED_TO_PARTIES)


def _agreement(event: OutboxEvent) -> Agreement:
    return Agreement.objects.select_related("provider", "recipient").get(pk=event.payload["agreement_id"])


def _part(agreement: Agreement) -> RequestPart | None:
    parts = RequestPart.objects.select_related("request__requester", "unit__organisation")
    return parts.filter(pk=agreement.part_reference).first()


def _tell_requester(event: OutboxEvent, agreement: Agreement, part: RequestPart, text: Text) -> None:
    request = part.request
    link = Page.REQUEST.of(request.pk)
    _tell(event, agreement, [request.requester], text, link=link, request=request.number)


def _tell(
    event: OutboxEvent, agreement: Agreement, people: Iterable[Person], text: Text, link: str = "", **values: object
) -> None:
    operations.notify(
        event=event,
        people=people,
        text=text,
        link=link or Page.AGREEMENT.of(agreement.pk),
        number=agreement.number,
        provider=agreement.provider,
        recipient=agreement.recipient,
        reason=agreement.decline_reason,
        **values,
    )
