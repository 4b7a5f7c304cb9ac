"""What somebody with write access would try to let a shipment leave, and what PostgreSQL answers."""

import pytest

from catalog.consent.models import ConsentRecord
from catalog.stock.models import Hold
from exchange.requests.models import Clearance, RequestLine
from exchange.requests.rules import ConditionKey
from exchange.shipping.models import Shipment, ShipmentItem
from tests.attacking import PROTECTED, refused
from tests.factories.consent import ConsentRecordFactory
from tests.factories.requests import House, house

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> House:
    return house()


def second_line(home: House) -> RequestLine:
    """Return an approved line of another researcher's request for the same material."""
    other = house(specimens=1)
    other.executed(samples=1)
    return RequestLine.objects.exclude(request__project=home.project).get()


def test_insert_a_shipped_shipment(home: House) -> None:
    part = home.approved().parts.get()
    refused(
        "RG001",
        "begins as a draft",
        "INSERT INTO shipping_shipment (id, part_id, prepared_by_id, state, carrier, waybill, temperature_min_c,"
        " temperature_max_c, shipped_at) VALUES (gen_random_uuid(), %(part)s, %(by)s, 'shipped', 'me', 'x', -90, -60,"
        " now())",
        part=part.pk,
        by=home.biobank.manager.pk,
    )


ONE_OPEN = (
    '[{"key": "consent", "state": "met"}, {"key": "ethics", "state": "met"}, {"key": "committee", "state": "met"},'
    ' {"key": "agreement", "state": "open"}, {"key": "hold", "state": "met"}]'
)


@pytest.mark.parametrize(
    "conditions",
    [
        "[]",
        '{"key": "consent", "state": "met"}',
        '[{"key": "consent", "state": "met"}]',
        ONE_OPEN,
    ],
    ids=["empty", "no list", "one only", "one open"],
)
def test_insert_a_clearance_that_clears_nothing(home: House, conditions: str) -> None:
    line = home.approved().lines.get()
    refused(
        "RG001",
        "names every condition as met",
        "INSERT INTO requests_clearance (id, line_id, transaction_id, conditions, inputs, rule_version)"
        " VALUES (gen_random_uuid(), %(line)s, 0, %(conditions)s, '{}', '1')",
        line=line.pk,
        conditions=conditions,
    )


def test_clearance_is_never_altered(home: House) -> None:
    met = [{"key": key.value, "state": "met"} for key in ConditionKey]
    Clearance.objects.create(line=home.approved().lines.get(), conditions=met, inputs={}, rule_version="1")
    refused(PROTECTED, "Cannot update", "UPDATE requests_clearance SET transaction_id = 1")
    refused(PROTECTED, "Cannot update or delete", "DELETE FROM requests_clearance")
    refused("RG007", "append-only", "SET CONSTRAINTS ALL IMMEDIATE", "TRUNCATE requests_clearance")


def test_items_of_what_has_left_are_final(home: House) -> None:
    gone = home.ship(home.prepared())
    item = ShipmentItem.objects.filter(shipment=gone).order_by("pk")[0]
    draft = Shipment.objects.create(
        part=gone.part, prepared_by=home.biobank.manager, temperature_min_c=-90, temperature_max_c=-60
    )
    again = (
        "INSERT INTO shipping_shipmentitem (id, shipment_id, line_id, hold_id, condition, note)"
        " SELECT gen_random_uuid(), shipment_id, line_id, hold_id, '', '' FROM shipping_shipmentitem"
        " WHERE id = %(item)s"
    )
    for statement in (
        "UPDATE shipping_shipmentitem SET shipment_id = %(draft)s WHERE id = %(item)s",
        "UPDATE shipping_shipmentitem SET line_id = line_id, hold_id = hold_id WHERE id = %(item)s",
        "DELETE FROM shipping_shipmentitem WHERE id = %(item)s",
        again,
    ):
        refused("RG001", "that has left are final", statement, item=item.pk, draft=draft.pk)


def test_move_an_item_into_a_shipment_that_has_left(home: House) -> None:
    gone = home.ship(home.prepared(samples=1))
    other = second_line(home)
    hold = Hold.objects.get(reference=other.pk)
    refused(
        "RG001",
        "that has left are final",
        "INSERT INTO shipping_shipmentitem (id, shipment_id, line_id, hold_id, condition, note)"
        " VALUES (gen_random_uuid(), %(shipment)s, %(line)s, %(hold)s, '', '')",
        shipment=gone.pk,
        line=other.pk,
        hold=hold.pk,
    )


def test_papers_and_receipt_of_what_has_left_are_final(home: House) -> None:
    gone = home.ship(home.prepared())
    refused("RG007", "papers of shipment", "UPDATE shipping_shipment SET waybill = 'other'")
    refused(PROTECTED, "Invalid transition", "UPDATE shipping_shipment SET state = 'draft'")
    refused("RG001", "not every item", "UPDATE shipping_shipment SET state = 'received', received_at = now(),"
            " received_by_id = prepared_by_id")  # fmt: skip
    home.confirm(gone)
    refused("RG007", "is said once", "UPDATE shipping_shipmentitem SET condition = 'missing'")
    refused("RG007", "receipt of shipment", "UPDATE shipping_shipment SET received_at = now() - interval '1 day'")


ITEM = "UPDATE shipping_shipmentitem SET {} WHERE shipment_id = %(shipment)s"
SPECIMEN = (
    "UPDATE stock_specimen SET {} WHERE lot_id IN (SELECT h.lot_id FROM stock_hold h JOIN shipping_shipmentitem i"
    " ON i.hold_id = h.id WHERE i.shipment_id = %(shipment)s)"
)


def other_donor(home: House) -> ConsentRecord:
    return ConsentRecordFactory.create(form=home.form)


LAST_ITEM = (
    "DELETE FROM shipping_shipmentitem WHERE id ="
    " (SELECT max(id::text)::uuid FROM shipping_shipmentitem WHERE shipment_id = %(shipment)s)"
)
SWAPS: dict[str, tuple[str, str, str]] = {
    "another donor's consent": ("RG002", "consent of another donor", SPECIMEN.format("consent_id = %(record)s")),
    "no consent": ("RG002", "no consent record", SPECIMEN.format("consent_id = NULL")),
    "another line's hold": ("RG001", "of another line", ITEM.format("hold_id = %(hold)s")),
    "no ethics approval": ("RG001", "no ethics approval in force", "DELETE FROM requests_project_ethics_approvals"),
    "less than was held": ("RG003", "1 of 2", LAST_ITEM),
}  # fmt: skip


@pytest.mark.parametrize("swap", SWAPS.values(), ids=SWAPS)
def test_ship_after_a_swap(home: House, swap: tuple[str, str, str]) -> None:
    sqlstate, sentence, statement = swap
    samples = 1 if "another line" in sentence else 2
    shipment = home.prepared(samples=samples)
    hold = Hold.objects.get(reference=second_line(home).pk)
    refused(
        sqlstate,
        sentence,
        statement,
        "UPDATE shipping_shipment SET state = 'shipped', carrier = 'me', waybill = 'x', shipped_at = now()"
        " WHERE id = %(shipment)s",
        shipment=shipment.pk,
        record=other_donor(home).pk,
        hold=hold.pk,
    )
