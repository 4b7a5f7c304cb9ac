"""Submit a basket: match, choose, hold, split by provider, and fix what was asked for. All of it or nothing."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from agreements.drafting.text import clean_lines
from catalog.listings.models import Listing
from catalog.listings.queries import not_offered
from catalog.stock import operations as stock
from catalog.stock.models import Lot
from exchange.kernel import audit, locks, numbers, outbox
from exchange.kernel.errors import InvalidInput, Refused
from exchange.kernel.transitions import step
from exchange.parties.models import Organisation, Person
from exchange.requests.errors import SubmitCode
from exchange.requests.events import RequestEvent
from exchange.requests.models import AccessRequest, LineLot, RequestLine, RequestPart
from exchange.requests.operations.basket import own_request
from exchange.requests.operations.decisions import approve_plain_lines
from exchange.requests.queries.choices import Choice, choice_for, reasons_json
from exchange.requests.queries.purposes import purpose_of
from exchange.requests.queries.snapshots import snapshot_of
from exchange.requests.states import (
    LINE_TRANSITIONS,
    REQUEST_TRANSITIONS,
    LineCommand,
    LineState,
    RequestCommand,
    RequestState,
)

SEQUENCE, PREFIX = "requests_number", "R"
ADDRESS_LENGTH = 500

Choices = Mapping[UUID, Choice]


@transaction.atomic
def submit(*, request: AccessRequest, shipping_address: str, by: Person, now: datetime) -> AccessRequest:
    """Submit one's basket: every line is matched, held in full until it expires, and put before its provider.

    Args:
        shipping_address: where parcels go, one or more lines.

    Raises:
        NotAllowed: it is somebody else's, or the person may not request access any more.
        WrongState: it was submitted or withdrawn before.
        InvalidInput: the address is missing or malformed.
        Refused: EMPTY, NOT_OFFERED, DENIED by the consent with each line's reasons, or NOT_ENOUGH.
    """
    request = own_request(request, by, now)
    state = step(REQUEST_TRANSITIONS, RequestState(request.state), RequestCommand.SUBMIT).to
    address = clean_lines("shipping_address", shipping_address)
    if not 0 < len(address) <= ADDRESS_LENGTH:
        raise InvalidInput("shipping_address", f"Say where parcels go, in at most {ADDRESS_LENGTH} characters.")
    lines = list(request.lines.select_related("listing__unit", "listing__use_terms").order_by("pk"))
    if not lines:
        raise Refused(SubmitCode.EMPTY, "The basket is empty.")
    _lock_offers(lines, request.organisation, on=now.date())
    purpose = purpose_of(request.project, on=now.date())
    choices = {line.pk: choice_for(line, purpose, on=now.date()) for line in lines}
    _refuse_denied(lines, choices)
    _refuse_shortage(lines, choices)
    _hold(lines, choices, by, now)
    parts = {
        unit: RequestPart.objects.create(request=request, unit_id=unit)
        for unit in dict.fromkeys(line.listing.unit_id for line in lines)
    }
    request.snapshot = snapshot_of(request, purpose, lines, choices, on=now.date())
    request.number = numbers.next_number(SEQUENCE, prefix=PREFIX, now=now)
    request.shipping_address, request.submitted_at, request.state = address, now, state.value
    request.save(update_fields=["snapshot", "number", "shipping_address", "submitted_at", "state"])
    for line in lines:
        _ask(line, parts[line.listing.unit_id], choices[line.pk])
    _record(request, lines, choices, by)
    for part in locks.lock_rows(RequestPart.objects.filter(request=request)):
        approve_plain_lines(part=part, now=now)
    return request


def _lock_offers(lines: Sequence[RequestLine], organisation: Organisation, *, on: date) -> None:
    """Lock the listings, so that two who let the platform choose do not choose the same lots.

    What is withdrawn at the same moment is either withdrawn before, and refused, or after, and goes on.
    """
    offers = locks.lock_rows(Listing.objects.filter(pk__in=[line.listing_id for line in lines]))
    withdrawn = [offer.title for offer in not_offered(offers, organisation, on=on)]
    if withdrawn:
        raise Refused(SubmitCode.NOT_OFFERED, f"{withdrawn[0]} is no longer offered.", listings=withdrawn)


def _refuse_denied(lines: Sequence[RequestLine], choices: Choices) -> None:
    denied = [
        {"line": str(line.pk), "title": line.listing.title, "reasons": reasons_json(decision)}
        for line in lines
        if (decision := choices[line.pk].decision) is not None and choices[line.pk].is_denied
    ]
    if denied:
        titles = ", ".join(str(line["title"]) for line in denied)
        raise Refused(SubmitCode.DENIED, f"The consent does not allow this use of {titles}.", lines=denied)


def _refuse_shortage(lines: Sequence[RequestLine], choices: Choices) -> None:
    short = [line for line in lines if sum(choices[line.pk].amounts.values()) != line.quantity]
    if short:
        line = short[0]
        raise Refused(
            SubmitCode.NOT_ENOUGH,
            f"Of {line.listing.title} there are not {line.quantity} that are free and may be used for the project.",
            lines=[str(line.pk) for line in short],
        )


def _hold(lines: Sequence[RequestLine], choices: Choices, by: Person, now: datetime) -> None:
    """Write down the lots that were chosen, and hold all of them at once."""
    LineLot.objects.bulk_create(
        LineLot(line=line, lot_id=lot, quantity=amount)
        for line in lines
        if not line.lots.exists()
        for lot, amount in choices[line.pk].amounts.items()
    )
    keys = {lot for choice in choices.values() for lot in choice.amounts}
    lots = Lot.objects.in_bulk(list(keys))
    stock.place_holds_of_lines(
        wanted={line.pk: [(lots[lot], amount) for lot, amount in choices[line.pk].amounts.items()] for line in lines},
        expires_at=now + timedelta(days=settings.HOLD_DAYS),
        by=by,
        now=now,
    )


def _ask(line: RequestLine, part: RequestPart, choice: Choice) -> None:
    """Put a line before its provider with what the match said of it."""
    line.part = part
    line.state = step(LINE_TRANSITIONS, LineState(line.state), LineCommand.SUBMIT).to.value
    if choice.decision is not None:
        line.verdict, line.reasons = choice.decision.verdict.value, reasons_json(choice.decision)
        line.rule_version = choice.decision.rule_version
    line.save(update_fields=["part", "state", "verdict", "reasons", "rule_version"])


def _record(request: AccessRequest, lines: Sequence[RequestLine], choices: Choices, by: Person) -> None:
    audit.record(
        "requests.submit",
        request,
        by=by,
        rule_version=lines[0].rule_version,
        number=request.number,
        purpose=request.snapshot["purpose"],
        lines={
            str(line.pk): {
                "verdict": line.verdict,
                "reasons": [reason["code"] for reason in line.reasons],
                "lots": {str(lot): amount for lot, amount in choices[line.pk].amounts.items()},
            }
            for line in lines
        },
    )
    outbox.announce(RequestEvent.REQUEST_SUBMITTED, request_id=str(request.pk))
