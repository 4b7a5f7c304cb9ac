"""Say how every item of a shipment arrived."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from exchange.kernel import audit, locks, outbox
from exchange.kernel.errors import InvalidInput, NotAllowed
from exchange.kernel.transitions import step
from exchange.parties.models import Person
from exchange.parties.permissions import Permission
from exchange.parties.queries import require
from exchange.requests.models import RequestLine
from exchange.requests.states import LINE_TRANSITIONS, LineCommand, LineState
from exchange.shipping.events import ShippingEvent
from exchange.shipping.models import Shipment, ShipmentItem
from exchange.shipping.states import TRANSITIONS, ReceiptCondition, ShipmentCommand, ShipmentState

NOTE_LENGTH = 2000


@dataclass(frozen=True)
class Receipt:
    """How one item arrived."""

    item: ShipmentItem
    condition: ReceiptCondition
    note: str = ""


@transaction.atomic
def confirm_receipt(*, shipment: Shipment, receipts: Sequence[Receipt], by: Person, now: datetime) -> Shipment:
    """Confirm how each item of a shipment arrived, missing ones included; its lines are received.

    Raises:
        NotAllowed: the person did not ask for the material, or may not confirm receipts any more.
        WrongState: it has not left, or its receipt was confirmed before.
        InvalidInput: an item is left out, named twice or of another shipment, or a note is too long.
    """
    shipment = locks.lock(shipment)
    request = shipment.part.request
    if request.requester_id != by.pk:
        raise NotAllowed("Only who asked for the material confirms how it arrived.")
    require(by, Permission.CONFIRM_RECEIPT, request.organisation, on=now.date())
    state = step(TRANSITIONS, ShipmentState(shipment.state), ShipmentCommand.CONFIRM_RECEIPT).to
    items = {item.pk: item for item in shipment.items.all()}
    if sorted(receipt.item.pk for receipt in receipts) != sorted(items):
        raise InvalidInput("items", "Account for every item of the shipment, each once.")
    for receipt in receipts:
        if len(receipt.note.strip()) > NOTE_LENGTH:
            raise InvalidInput("items", f"A note has at most {NOTE_LENGTH} characters.")
        item = items[receipt.item.pk]
        item.condition, item.note = receipt.condition.value, receipt.note.strip()
        item.save(update_fields=["condition", "note"])
    shipment.state, shipment.received_at, shipment.received_by = state.value, now, by
    shipment.save(update_fields=["state", "received_at", "received_by"])
    for line in locks.lock_rows(RequestLine.objects.filter(pk__in={item.line_id for item in items.values()})):
        line.state = step(LINE_TRANSITIONS, LineState(line.state), LineCommand.CONFIRM_RECEIPT).to.value
        line.save(update_fields=["state"])
    audit.record(
        "shipping.confirm_receipt",
        shipment,
        by=by,
        items={str(receipt.item.pk): receipt.condition.value for receipt in receipts},
    )
    outbox.announce(ShippingEvent.SHIPMENT_RECEIVED, shipment_id=str(shipment.pk))
    return shipment
