"""Who sees which shipments, what stands in their way, and what a viewer may do with them."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, prefetch_related_objects

from exchange.kernel import clock
from exchange.parties.models import Person, Unit
from exchange.parties.permissions import Permission
from exchange.parties.queries import Viewer, units_with
from exchange.requests import queries as requests
from exchange.requests.models import RequestLine
from exchange.requests.states import LineState
from exchange.shipping.models import Shipment, ShipmentItem
from exchange.shipping.states import TRANSITIONS, ShipmentCommand, ShipmentState

COUNTED_FOR = timedelta(days=730)
FEWEST_REQUESTS = 10
UNDER_WAY = [LineState.REQUESTED.value, LineState.APPROVED.value, LineState.SHIPPED.value]


def visible_to(viewer: Viewer) -> QuerySet[Shipment]:
    """Return the shipments to the viewer, and those of units whose requests they read or whose parcels they pack.

    What is only being prepared is the provider's own affair.
    """
    if not isinstance(viewer, Person):
        return Shipment.objects.none()
    today = clock.today()
    reads = units_with(viewer, Permission.READ_INCOMING_REQUESTS, on=today)
    packs = units_with(viewer, Permission.PREPARE_SHIPMENT, on=today)
    left = Q(state__in=[ShipmentState.SHIPPED, ShipmentState.RECEIVED])
    return Shipment.objects.filter(
        (left & Q(part__request__requester=viewer)) | Q(part__unit__in=reads) | Q(part__unit__in=packs)
    )


@dataclass(frozen=True)
class Turnaround:
    """How long a unit's finished requests took from submission to receipt.

    Args:
        median_days: to the tenth.
        requests: how many it is computed from.
    """

    median_days: float
    requests: int


def turnarounds(units: Collection[Unit], *, on: date) -> dict[UUID, Turnaround | None]:
    """Return how long requests to each unit took that were received in the last two years, with one query.

    Of fewer than ten it is not told. A part of which a line is still on its way has not finished.
    """
    under_way = RequestLine.objects.filter(part=OuterRef("part"), state__in=UNDER_WAY)
    parts = (
        Shipment.objects.filter(
            ~Exists(under_way),
            part__unit__in=[unit.pk for unit in units],
            state=ShipmentState.RECEIVED,
            received_at__date__gt=on - COUNTED_FOR,
        )
        .order_by()
        .values("part", "part__unit", "part__created_at")
        .annotate(done_at=Max("received_at"))
    )
    days: dict[UUID, list[float]] = defaultdict(list)
    for row in parts:
        days[row["part__unit"]].append((row["done_at"] - row["part__created_at"]) / timedelta(days=1))
    return {
        unit.pk: Turnaround(round(median(days[unit.pk]), 1), len(days[unit.pk]))
        if len(days[unit.pk]) >= FEWEST_REQUESTS
        else None
        for unit in units
    }


def visible_items(viewer: Viewer) -> QuerySet[ShipmentItem]:
    """Return the items of visible shipments."""
    return ShipmentItem.objects.filter(shipment__in=visible_to(viewer))


@dataclass(frozen=True)
class Readiness:
    """Whether the gates of all lines of a shipment are green, and what is wrong otherwise."""

    is_green: bool
    problems: tuple[str, ...]


_ENDED = {
    ShipmentState.SHIPPED: Readiness(is_green=True, problems=()),
    ShipmentState.RECEIVED: Readiness(is_green=True, problems=()),
    ShipmentState.CANCELLED: Readiness(is_green=False, problems=("The shipment was cancelled.",)),
}


def readiness_of(shipments: Collection[Shipment], *, now: datetime) -> dict[UUID, Readiness]:
    """Return the readiness of each shipment, with queries that do not grow with them.

    One that has left was cleared when it did; one that was cancelled never leaves.
    """
    told = {row.pk: _ENDED[ShipmentState(row.state)] for row in shipments if row.state != ShipmentState.DRAFT}
    packed = [row for row in shipments if row.pk not in told]
    lines: dict[UUID, dict[UUID, RequestLine]] = defaultdict(dict)
    items = ShipmentItem.objects.filter(shipment__in=[row.pk for row in packed]).select_related("line")
    for item in items:
        lines[item.shipment_id][item.line_id] = item.line
    distinct = {key: line for group in lines.values() for key, line in group.items()}
    gates = requests.gates_of(list(distinct.values()), now=now) if distinct else {}
    return told | {row.pk: _readiness([gates[key] for key in lines[row.pk]]) for row in packed}


def _readiness(gates: Collection[requests.LineGate]) -> Readiness:
    problems = dict.fromkeys(problem for entry in gates for problem in entry.gate.problems)
    return Readiness(bool(gates) and not problems, tuple(problems) if gates else ("The shipment is empty.",))


def commands_of(shipment: Shipment, viewer: Person, *, on: date) -> list[ShipmentCommand]:
    """Return what the viewer may do with a shipment now."""
    prefetch_related_objects([shipment], "part__unit__organisation", "part__request__organisation")
    part = shipment.part
    unit, request = part.unit, part.request
    allowed = set()
    if requests.may(viewer, Permission.PREPARE_SHIPMENT, unit.organisation, on=on, unit=unit):
        allowed |= {ShipmentCommand.SHIP, ShipmentCommand.CANCEL}
    if request.requester_id == viewer.pk and requests.may(
        viewer, Permission.CONFIRM_RECEIPT, request.organisation, on=on
    ):
        allowed.add(ShipmentCommand.CONFIRM_RECEIPT)
    state = ShipmentState(shipment.state)
    return [command for command in ShipmentCommand if command in allowed and (state, command) in TRANSITIONS]
