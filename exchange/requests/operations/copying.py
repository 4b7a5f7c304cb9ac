"""Ask anew for what was asked for before."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from exchange.kernel import audit
from exchange.kernel.errors import DomainError, Refused
from exchange.kernel.transitions import step
from exchange.parties.models import Person
from exchange.requests.errors import CopyCode
from exchange.requests.models import AccessRequest
from exchange.requests.operations.basket import add_line, own_request
from exchange.requests.states import REQUEST_TRANSITIONS, RequestCommand, RequestState


@dataclass(frozen=True)
class LeftOut:
    """What could not be put into the basket again, and why."""

    title: str
    why: str


@dataclass(frozen=True)
class Copied:
    """The basket, and what is not in it."""

    basket: AccessRequest
    left_out: tuple[LeftOut, ...]


@transaction.atomic
def copy(*, request: AccessRequest, by: Person, now: datetime) -> Copied:
    """Put what a request asked for into the basket of its project; lots are chosen anew, and nothing is held.

    What is in the basket already stays as it is, so that copying twice changes nothing.

    Raises:
        NotAllowed: it is somebody else's, or the person may not request access any more.
        WrongState: it is a basket itself.
        Refused: NOTHING_LEFT, none of it can be asked for now.
    """
    request = own_request(request, by, now)
    step(REQUEST_TRANSITIONS, RequestState(request.state), RequestCommand.COPY)
    baskets = AccessRequest.objects.filter(project=request.project, requester=by, state=RequestState.DRAFT)
    there = set(baskets.values_list("lines__listing", flat=True))
    left_out = []
    for line in request.lines.select_related("listing__unit__organisation").order_by("pk"):
        if line.listing_id in there:
            continue
        try:
            add_line(project=request.project, listing=line.listing, quantity=line.quantity, by=by, now=now)
        except DomainError as error:
            left_out.append(LeftOut(line.listing.title, error.message))
    basket = baskets.first()
    if basket is None:
        raise Refused(CopyCode.NOTHING_LEFT, "None of it can be asked for now.")
    audit.record("requests.copy", basket, by=by, copied=str(request.pk), left_out=len(left_out))
    return Copied(basket, tuple(left_out))
