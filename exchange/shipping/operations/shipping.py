"""Let a shipment leave: the gate is computed again, the stock goes, the lines follow, in one transaction."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from catalog.consent.models import ConsentRecord
from catalog.stock import operations as stock
from catalog.stock import queries as stock_queries
from catalog.stock.models import Hold
from exchange.kernel import audit, locks, outbox
from exchange.kernel.errors import InvalidInput, Refused
from exchange.kernel.transitions import step
from exchange.parties.models import Person
from exchange.parties.permissions import Permission
from exchange.parties.queries import require
from exchange.requests.models import Clearance, RequestLine
from exchange.requests.queries import LineGate, gates_of
from exchange.requests.rules import RULE_VERSION
from exchange.requests.states import LINE_TRANSITIONS, LineCommand, LineState
from exchange.shipping.errors import ShipCode
from exchange.shipping.events import ShippingEvent
from exchange.shipping.models import Shipment
from exchange.shipping.states import TRANSITIONS, ShipmentCommand, ShipmentState

PAPER_LENGTH = 100


@transaction.atomic
def ship(*, shipment: Shipment, carrier: str, waybill: str, by: Person, now: datetime) -> Shipment:
    """Hand a shipment to its carrier, if the gate of every line in it is green at this moment.

    Locks are taken in the order of the database's own check: shipment, lines, consents, holds, lots. So a withdrawal
    that comes first is seen, and one that comes later waits.

    Raises:
        NotAllowed: the person does not ship for the unit.
        WrongState: it has left, or was cancelled.
        InvalidInput: carrier or waybill are missing.
        Refused: GATE_CLOSED, with what is not in order.
    """
    shipment = locks.lock(shipment)
    unit = shipment.part.unit
    require(by, Permission.PREPARE_SHIPMENT, unit.organisation, on=now.date(), unit=unit)
    state = step(TRANSITIONS, ShipmentState(shipment.state), ShipmentCommand.SHIP).to
    shipment.carrier, shipment.waybill = _paper("carrier", carrier), _paper("waybill", waybill)
    lines, holds = _lock_grounds(shipment)
    gates = gates_of(lines, now=now)
    _refuse_closed(lines, gates)
    for line in lines:
        Clearance.objects.create(
            line=line,
            conditions=[_plain(asdict(condition)) for condition in gates[line.pk].gate.conditions],
            inputs=_plain(asdict(gates[line.pk].facts)),
            rule_version=RULE_VERSION,
        )
    shipment.state, shipment.shipped_at = state.value, now
    shipment.save(update_fields=["state", "shipped_at", "carrier", "waybill"])
    stock.release_holds(holds=holds, by=by, now=now)
    for line in lines:
        line.state = step(LINE_TRANSITIONS, LineState(line.state), LineCommand.SHIP).to.value
        line.save(update_fields=["state"])
    audit.record(
        "shipping.ship",
        shipment,
        by=by,
        rule_version=RULE_VERSION,
        carrier=shipment.carrier,
        waybill=shipment.waybill,
        lines={str(line.pk): _plain(asdict(gates[line.pk].facts)) for line in lines},
        holds=[str(hold.pk) for hold in holds],
    )
    outbox.announce(ShippingEvent.SHIPMENT_SHIPPED, shipment_id=str(shipment.pk))
    return shipment


def _lock_grounds(shipment: Shipment) -> tuple[list[RequestLine], list[Hold]]:
    items = shipment.items.all()
    lines = locks.lock_rows(RequestLine.objects.filter(pk__in=items.values("line")))
    consents = stock_queries.consents_behind(items.values_list("hold__lot", flat=True))
    locks.lock_rows(ConsentRecord.objects.filter(pk__in=consents))
    holds = locks.lock_rows(Hold.objects.filter(pk__in=items.values("hold")))
    return lines, holds


def _refuse_closed(lines: list[RequestLine], gates: dict[Any, LineGate]) -> None:
    problems = {str(line.pk): list(gates[line.pk].gate.problems) for line in lines if not gates[line.pk].gate.is_green}
    if problems or not lines:
        sentences = dict.fromkeys(sentence for found in problems.values() for sentence in found)
        raise Refused(
            ShipCode.GATE_CLOSED,
            " ".join(["The shipment cannot leave.", *sentences] if lines else ["The shipment is empty."]),
            problems=problems,
        )


def _paper(field: str, text: str) -> str:
    line = " ".join(text.split())
    if not 0 < len(line) <= PAPER_LENGTH or not line.isprintable():
        raise InvalidInput(field, f"This needs between 1 and {PAPER_LENGTH} characters.")
    return line


def _plain(value: Any) -> Any:
    """Return JSON values: dates in ISO 8601, sets as lists."""
    if isinstance(value, dict):
        return {key: _plain(entry) for key, entry in value.items()}
    if isinstance(value, (set, frozenset)):
        return sorted(map(_plain, value))
    if isinstance(value, (list, tuple)):
        return [_plain(entry) for entry in value]
    return value.isoformat() if hasattr(value, "isoformat") else value
