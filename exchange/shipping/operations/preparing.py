"""Pack what is held for approved lines, or unpack it again."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.db import IntegrityError, transaction

from catalog.stock.models import Hold
from catalog.stock.states import HoldState
from exchange.kernel import audit, locks, outbox
from exchange.kernel.errors import InvalidInput, Refused
from exchange.kernel.transitions import step
from exchange.parties.models import Person
from exchange.parties.permissions import Permission
from exchange.parties.queries import require
from exchange.requests.models import RequestLine, RequestPart
from exchange.requests.states import LINE_TRANSITIONS, LineCommand, LineState
from exchange.shipping.errors import PrepareCode
from exchange.shipping.events import ShippingEvent
from exchange.shipping.models import Shipment, ShipmentItem
from exchange.shipping.states import TRANSITIONS, ShipmentCommand, ShipmentState

COLDEST_C, WARMEST_C = Decimal(-273), Decimal(60)


@transaction.atomic
def prepare(
    *,
    part: RequestPart,
    lines: Sequence[RequestLine],
    temperature_min_c: Decimal,
    temperature_max_c: Decimal,
    by: Person,
    now: datetime,
) -> Shipment:
    """Pack everything that is held for some approved lines of a part. It may be packed before the gate is green.

    Args:
        temperature_min_c, temperature_max_c: the band that the parcel keeps to, in degrees Celsius.

    Raises:
        NotAllowed: the person does not ship for the unit.
        WrongState: a line is not approved.
        InvalidInput: no line is named, a line is of another part, or the band is out of bounds.
        Refused: HOLD_EXPIRED, or ALREADY_PREPARED in another shipment.
    """
    unit = part.unit
    require(by, Permission.PREPARE_SHIPMENT, unit.organisation, on=now.date(), unit=unit)
    if not COLDEST_C <= temperature_min_c <= temperature_max_c <= WARMEST_C:
        raise InvalidInput(
            "temperature_min_c", f"The band lies between {COLDEST_C} and {WARMEST_C} °C, the colder end first."
        )
    locked = _lock_approved(part, lines)
    keys = [line.pk for line in locked]
    holds = list(Hold.objects.filter(reference__in=keys, state=HoldState.ACTIVE).order_by("pk"))
    _check_holds(locked, holds, now)
    shipment = Shipment.objects.create(
        part=part, prepared_by=by, temperature_min_c=temperature_min_c, temperature_max_c=temperature_max_c
    )
    try:
        with transaction.atomic():
            ShipmentItem.objects.bulk_create(
                ShipmentItem(shipment=shipment, line_id=hold.reference, hold=hold) for hold in holds
            )
    except IntegrityError as error:
        raise Refused(PrepareCode.ALREADY_PREPARED, "A line is in another shipment already.", field="lines") from error
    audit.record(
        "shipping.prepare",
        shipment,
        by=by,
        part=str(part.pk),
        lines=[str(key) for key in keys],
        holds=[str(hold.pk) for hold in holds],
    )
    outbox.announce(ShippingEvent.SHIPMENT_PREPARED, shipment_id=str(shipment.pk))
    return shipment


def _lock_approved(part: RequestPart, lines: Sequence[RequestLine]) -> list[RequestLine]:
    keys = {line.pk for line in lines}
    if not keys:
        raise InvalidInput("lines", "Name at least one line.")
    locked = locks.lock_rows(RequestLine.objects.filter(pk__in=keys, part=part))
    if len(locked) < len(keys):
        raise InvalidInput("lines", "A line is of another part.")
    for line in locked:
        step(LINE_TRANSITIONS, LineState(line.state), LineCommand.SHIP)
    return locked


def _check_holds(lines: Sequence[RequestLine], holds: Sequence[Hold], now: datetime) -> None:
    for line in lines:
        held = sum(hold.quantity for hold in holds if hold.reference == line.pk and hold.expires_at > now)
        if held != line.quantity:
            raise Refused(PrepareCode.HOLD_EXPIRED, "The hold on a line has expired.", field="lines", line=str(line.pk))


@transaction.atomic
def cancel(*, shipment: Shipment, by: Person, now: datetime) -> Shipment:
    """Unpack a shipment that has not left; its lines can be packed anew.

    Raises:
        NotAllowed: the person does not ship for the unit.
        WrongState: it has left, or was cancelled before.
    """
    shipment = locks.lock(shipment)
    unit = shipment.part.unit
    require(by, Permission.PREPARE_SHIPMENT, unit.organisation, on=now.date(), unit=unit)
    return _unpack(shipment, by)


@transaction.atomic
def unpack_line(*, line: RequestLine, now: datetime) -> list[Shipment]:
    """Unpack every shipment that has not left with a line that was stopped; the other lines can be packed anew."""
    packed = ShipmentItem.objects.filter(line=line).values("shipment")
    drafts = locks.lock_rows(Shipment.objects.filter(pk__in=packed, state=ShipmentState.DRAFT))
    return [_unpack(shipment, None) for shipment in drafts]


def _unpack(shipment: Shipment, by: Person | None) -> Shipment:
    state = step(TRANSITIONS, ShipmentState(shipment.state), ShipmentCommand.CANCEL).to
    holds = [str(hold) for hold in shipment.items.order_by("pk").values_list("hold", flat=True)]
    # A hold is in one shipment at most, so what is unpacked leaves no row behind; the trail names it.
    shipment.items.all().delete()
    shipment.state = state.value
    shipment.save(update_fields=["state"])
    audit.record("shipping.cancel", shipment, by=by, holds=holds)
    outbox.announce(ShippingEvent.SHIPMENT_CANCELLED, shipment_id=str(shipment.pk))
    return shipment
