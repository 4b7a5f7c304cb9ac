"""Fill a project's basket. What is in it is a wish; only submitting holds anything."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from catalog.consent.rules import Verdict
from catalog.kinds.registry import kind_of
from catalog.listings.models import Listing
from catalog.listings.queries import not_offered
from catalog.stock import queries as stock
from catalog.stock.models import Lot
from catalog.stock.rules import told
from exchange.kernel import audit, locks
from exchange.kernel.errors import InvalidInput, NotAllowed, Refused
from exchange.kernel.transitions import step
from exchange.parties.models import Person
from exchange.parties.permissions import Permission
from exchange.parties.queries import require
from exchange.requests.errors import AddLineCode
from exchange.requests.models import AccessRequest, LineLot, Project, RequestLine
from exchange.requests.rules import Candidate, spread
from exchange.requests.states import REQUEST_TRANSITIONS, RequestCommand, RequestState

MOST_LINES = 100
MOST_UNITS = 10_000


@transaction.atomic
def add_line(
    *, project: Project, listing: Listing, quantity: int, lots: Sequence[Lot] = (), by: Person, now: datetime
) -> RequestLine:
    """Put a listing into one's basket for a project, which is made when there is none.

    A listing that is in it already gets the new quantity and lots. That there is enough now is checked to spare
    people a detour; whether there is enough is decided by the holds.

    Args:
        quantity: how many units: specimens, vials, tubes.
        lots: which ones to take; without them they are chosen on submission, those with the best verdict first.

    Raises:
        NotAllowed: the person may not request access for the project's organisation.
        InvalidInput: the quantity is out of bounds, or the lots do not fit.
        Refused: NOT_OFFERED, WITHOUT_STOCK, OWN_ORGANISATION, NOT_ENOUGH or TOO_MANY_LINES.
    """
    require(by, Permission.REQUEST_ACCESS, project.organisation, on=now.date())
    _check_wish(project, listing, quantity, now.date())
    chosen = _amounts(listing, quantity, lots, now)
    request, _ = AccessRequest.objects.get_or_create(
        project=project,
        requester=by,
        state=RequestState.DRAFT.value,
        defaults={"organisation": project.organisation},
    )
    request = locks.lock(request)
    step(REQUEST_TRANSITIONS, RequestState(request.state), RequestCommand.ADD_LINE)
    others = request.lines.exclude(listing=listing)
    if others.count() >= MOST_LINES:
        raise Refused(AddLineCode.TOO_MANY_LINES, f"A request has at most {MOST_LINES} lines.")
    line, _ = RequestLine.objects.update_or_create(request=request, listing=listing, defaults={"quantity": quantity})
    line.lots.all().delete()
    LineLot.objects.bulk_create(LineLot(line=line, lot=lot, quantity=chosen[lot.pk]) for lot in lots)
    audit.record(
        "requests.add_line",
        request,
        by=by,
        line=str(line.pk),
        listing=str(listing.pk),
        quantity=quantity,
        lots=[str(lot.pk) for lot in lots],
    )
    return line


def _check_wish(project: Project, listing: Listing, quantity: int, on: date) -> None:
    if not_offered([listing], project.organisation, on=on):
        raise Refused(AddLineCode.NOT_OFFERED, f"{listing} is not offered.", field="listing")
    kind = kind_of(listing.kind)
    if kind.stock is None:
        raise Refused(
            AddLineCode.WITHOUT_STOCK,
            f"{kind.plural} cannot be put into a request yet; ask {listing.unit} directly.",
            field="listing",
            kind=listing.kind,
        )
    if listing.unit.organisation_id == project.organisation_id:
        raise Refused(
            AddLineCode.OWN_ORGANISATION, "Your own organisation holds this; ask the unit directly.", field="listing"
        )
    if not 1 <= quantity <= MOST_UNITS:
        raise InvalidInput("quantity", f"Ask for between 1 and {MOST_UNITS}.")


def _amounts(listing: Listing, quantity: int, lots: Sequence[Lot], now: datetime) -> dict[UUID, int]:
    """Return how many to take of which of the named lots; nothing when none are named."""
    counts = stock.counts([listing], on=now.date())[listing.pk]
    if quantity > counts.available:
        shown = told(counts.available, counts.available_donors)
        how_many = "That many cannot" if shown is None else f"Only {shown} can" if shown else "None can"
        raise Refused(AddLineCode.NOT_ENOUGH, f"{how_many} be asked for now.", field="quantity", available=shown)
    if any(lot.listing_id != listing.pk for lot in lots):
        raise InvalidInput("lots", "A lot is of another listing.")
    if len({lot.pk for lot in lots}) < len(lots):
        raise InvalidInput("lots", "A lot is named twice.")
    if not lots:
        return {}
    chosen = spread([Candidate(lot.pk, max(lot.available, 0), Verdict.PERMIT) for lot in lots], quantity)
    if sum(chosen.values()) != quantity or len(chosen) < len(lots):
        raise InvalidInput("lots", "The lots that were named do not give this quantity, at least one of each.")
    return chosen


@transaction.atomic
def remove_line(*, line: RequestLine, by: Person, now: datetime) -> AccessRequest:
    """Take a line out of one's basket and return the basket.

    Raises:
        NotAllowed: the basket is somebody else's.
        WrongState: the request was submitted or withdrawn.
        NotFound: the line is gone.
    """
    request = own_request(line.request, by, now)
    step(REQUEST_TRANSITIONS, RequestState(request.state), RequestCommand.REMOVE_LINE)
    line = locks.lock(line)
    audit.record("requests.remove_line", request, by=by, line=str(line.pk), listing=str(line.listing_id))
    line.delete()
    return request


def own_request(request: AccessRequest, by: Person, now: datetime) -> AccessRequest:
    """Lock one's own request.

    Raises:
        NotAllowed: it is somebody else's, or the person may not request access any more.
    """
    request = locks.lock(request)
    if request.requester_id != by.pk:
        raise NotAllowed("Only who asked can change a request.")
    require(by, Permission.REQUEST_ACCESS, request.organisation, on=now.date())
    return request
