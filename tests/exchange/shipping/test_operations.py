"""Packing, shipping, unpacking and receiving."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from catalog.stock.models import Hold, Lot, Movement
from exchange.kernel import clock
from exchange.kernel.errors import InvalidInput, NotAllowed, Refused, WrongState
from exchange.kernel.models import AuditEvent
from exchange.parties.models import Person
from exchange.parties.roles import Role
from exchange.requests.models import AccessRequest, Clearance, RequestLine, RequestPart
from exchange.requests.rules import ConditionKey
from exchange.shipping import operations, queries
from exchange.shipping.models import Shipment
from exchange.shipping.operations import Receipt
from exchange.shipping.states import ReceiptCondition
from tests.exchange.parties.trail import audited, news
from tests.factories.parties import member
from tests.factories.requests import House, house

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> House:
    return house()


def prepare(home: House, part: RequestPart, **changes: Any) -> Shipment:
    values: dict[str, Any] = {
        "part": part,
        "lines": list(part.lines.all()),
        "temperature_min_c": Decimal(-90),
        "temperature_max_c": Decimal(-60),
        "by": home.biobank.manager,
        "now": clock.now(),
    }
    return operations.prepare(**values | changes)


def test_prepare_packs_everything_that_is_held(home: House) -> None:
    part = home.approved(samples=3).parts.get()

    shipment = prepare(home, part)

    assert (shipment.state, shipment.prepared_by, shipment.carrier) == ("draft", home.biobank.manager, "")
    assert {item.hold for item in shipment.items.all()} == set(Hold.objects.all())
    assert {item.line for item in shipment.items.all()} == set(RequestLine.objects.all())
    assert audited()[-1] == ("shipping.prepare", str(home.biobank.manager.pk), str(shipment.pk))
    assert news()[-1] == ("ShipmentPrepared", {"shipment_id": str(shipment.pk)})
    readiness = queries.readiness_of([shipment], now=clock.now())[shipment.pk]
    assert (readiness.is_green, len(readiness.problems)) == (False, 1)


@pytest.mark.parametrize(
    ("coldest", "warmest"), [("-60", "-90"), ("-274", "0"), ("0", "61")], ids=["swapped", "too cold", "too warm"]
)
def test_prepare_at_an_impossible_temperature(home: House, coldest: str, warmest: str) -> None:
    part = home.approved().parts.get()
    with pytest.raises(InvalidInput) as refusal:
        prepare(home, part, temperature_min_c=Decimal(coldest), temperature_max_c=Decimal(warmest))
    assert refusal.value.field == "temperature_min_c"


def test_prepare_nothing_or_lines_of_another_part(home: House) -> None:
    request = home.approved(samples=1, vials=1)
    mine, other = request.parts.order_by("pk")
    for lines in ([], list(other.lines.all()), [*mine.lines.all(), *other.lines.all()]):
        with pytest.raises(InvalidInput) as refusal:
            prepare(home, mine, lines=lines)
        assert refusal.value.field == "lines"


def test_prepare_what_is_not_approved(home: House) -> None:
    part = home.submitted(vials=0).parts.get()
    with pytest.raises(WrongState):
        prepare(home, part)


def test_prepare_twice(home: House) -> None:
    part = home.approved().parts.get()
    prepare(home, part)
    with pytest.raises(Refused) as refusal:
        prepare(home, part)
    assert refusal.value.code == "ALREADY_PREPARED"
    assert Shipment.objects.count() == 1


def test_prepare_after_the_hold_ran_out(home: House) -> None:
    part = home.approved().parts.get()
    with pytest.raises(Refused) as refusal:
        prepare(home, part, now=clock.now() + timedelta(days=31))
    assert refusal.value.code == "HOLD_EXPIRED"


def others(home: House) -> list[Person]:
    return [home.biobank.committee, home.biobank.legal, home.cell_bank.manager, home.researcher, member(Role.AUDITOR)]


def test_only_the_units_managers_pack_ship_and_unpack(home: House) -> None:
    shipment = home.prepared()
    for person in others(home):
        with pytest.raises(NotAllowed):
            prepare(home, shipment.part, by=person)
        with pytest.raises(NotAllowed):
            operations.ship(shipment=shipment, carrier="x", waybill="y", by=person, now=clock.now())
        with pytest.raises(NotAllowed):
            operations.cancel(shipment=shipment, by=person, now=clock.now())
    shipment.refresh_from_db()
    assert shipment.state == "draft"


def test_ship_clears_releases_and_tells(home: House) -> None:
    now = clock.now()
    shipment = home.prepared(samples=2)

    shipment = operations.ship(
        shipment=shipment, carrier=" Cold  Courier ", waybill="WB-1", by=home.biobank.manager, now=now
    )

    assert (shipment.state, shipment.carrier, shipment.waybill, shipment.shipped_at) == (
        "shipped", "Cold Courier", "WB-1", now,
    )  # fmt: skip
    line = RequestLine.objects.get()
    assert line.state == "shipped"
    clearance = Clearance.objects.get()
    assert clearance.line == line
    assert [condition["key"] for condition in clearance.conditions] == [key.value for key in ConditionKey]
    assert {condition["state"] for condition in clearance.conditions} == {"met"}
    assert clearance.inputs["hold"]["held"] == 2
    assert clearance.transaction_id > 0
    assert set(Hold.objects.values_list("state", flat=True)) == {"released"}
    assert sorted(Lot.objects.filter(listing=home.samples).values_list("on_hand", "held")) == [(0, 0), (0, 0), (1, 0)]
    assert Movement.objects.filter(hold__isnull=False).count() == 2
    assert news()[-1] == ("ShipmentShipped", {"shipment_id": str(shipment.pk)})
    row = AuditEvent.objects.get(command="shipping.ship")
    assert row.inputs["lines"][str(line.pk)]["consent"]["verdict"] == "PERMIT"


def test_ship_twice_is_rejected_and_changes_nothing(home: House) -> None:
    shipment = home.ship(home.prepared())
    audit = AuditEvent.objects.count()
    with pytest.raises(WrongState):
        home.ship(shipment)
    assert (AuditEvent.objects.count(), Clearance.objects.count()) == (audit, 1)


@pytest.mark.parametrize(("carrier", "waybill", "field"), [("", "x", "carrier"), ("x", " ", "waybill")])
def test_ship_without_papers(home: House, carrier: str, waybill: str, field: str) -> None:
    shipment = home.prepared()
    with pytest.raises(InvalidInput) as refusal:
        operations.ship(shipment=shipment, carrier=carrier, waybill=waybill, by=home.biobank.manager, now=clock.now())
    assert refusal.value.field == field


def test_ship_while_the_gate_is_closed_says_why(home: House) -> None:
    part = home.approved().parts.get()
    shipment = prepare(home, part)
    with pytest.raises(Refused) as refusal:
        home.ship(shipment)
    assert refusal.value.code == "GATE_CLOSED"
    (problems,) = refusal.value.params["problems"].values()
    assert problems == [f"Agreement {home.agreement_of(part).number} is being prepared."]
    shipment.refresh_from_db()
    assert (shipment.state, Clearance.objects.count()) == ("draft", 0)


def test_ethics_approval_that_lapses_closes_the_gate(home: House) -> None:
    shipment = home.prepared()
    home.project.ethics_approvals.clear()
    with pytest.raises(Refused, match="no ethics approval on record"):
        home.ship(shipment)


def test_cancel_lets_the_lines_be_packed_anew(home: House) -> None:
    shipment = home.prepared()

    cancelled = operations.cancel(shipment=shipment, by=home.biobank.manager, now=clock.now())

    assert (cancelled.state, cancelled.items.count()) == ("cancelled", 0)
    assert len(AuditEvent.objects.get(command="shipping.cancel").inputs["holds"]) == 2
    assert set(Hold.objects.values_list("state", flat=True)) == {"active"}
    for act in (home.ship, lambda gone: operations.cancel(shipment=gone, by=home.biobank.manager, now=clock.now())):
        with pytest.raises(WrongState):
            act(cancelled)
    assert home.ship(prepare(home, shipment.part)).state == "shipped"


def receipts(shipment: Shipment, *conditions: ReceiptCondition) -> list[Receipt]:
    items = shipment.items.order_by("pk")
    return [Receipt(item, condition, "As seen.") for item, condition in zip(items, conditions, strict=True)]


def confirm(home: House, shipment: Shipment, given: list[Receipt], **changes: Any) -> Shipment:
    values: dict[str, Any] = {"shipment": shipment, "receipts": given, "by": home.researcher, "now": clock.now()}
    return operations.confirm_receipt(**values | changes)


def test_confirm_receipt_item_by_item(home: House) -> None:
    now = clock.now()
    shipment = home.ship(home.prepared())

    shipment = confirm(home, shipment, receipts(shipment, ReceiptCondition.GOOD, ReceiptCondition.MISSING), now=now)

    assert (shipment.state, shipment.received_at, shipment.received_by) == ("received", now, home.researcher)
    assert [(item.condition, item.note) for item in shipment.items.order_by("pk")] == [
        ("good", "As seen."),
        ("missing", "As seen."),
    ]
    assert RequestLine.objects.get().state == "received"
    assert news()[-1] == ("ShipmentReceived", {"shipment_id": str(shipment.pk)})
    with pytest.raises(WrongState):
        confirm(home, shipment, receipts(shipment, ReceiptCondition.GOOD, ReceiptCondition.GOOD))


def test_confirm_receipt_of_all_items_each_once(home: House) -> None:
    shipment = home.ship(home.prepared())
    good = receipts(shipment, ReceiptCondition.GOOD, ReceiptCondition.GOOD)
    other = house()
    foreign = other.ship(other.prepared(samples=1)).items.get()
    for given in ([], good[:1], [good[0], good[0]], [*good, good[0]], [good[0], Receipt(foreign, good[0].condition)]):
        with pytest.raises(InvalidInput) as refusal:
            confirm(home, shipment, given)
        assert refusal.value.field == "items"
    with pytest.raises(InvalidInput):
        confirm(home, shipment, [good[0], Receipt(good[1].item, good[1].condition, "x" * 2001)])
    shipment.refresh_from_db()
    assert shipment.state == "shipped"


def test_only_who_asked_confirms(home: House) -> None:
    shipment = home.ship(home.prepared())
    given = receipts(shipment, ReceiptCondition.GOOD, ReceiptCondition.GOOD)
    for person in (member(Role.RESEARCHER, home.recipient), home.biobank.manager, member(Role.RESEARCHER)):
        with pytest.raises(NotAllowed):
            confirm(home, shipment, given, by=person)
    home.researcher.memberships.update(until_on="2020-01-02")
    with pytest.raises(NotAllowed):
        confirm(home, shipment, given)


def test_nothing_is_received_that_has_not_left(home: House) -> None:
    shipment = home.prepared()
    with pytest.raises(WrongState):
        confirm(home, shipment, receipts(shipment, ReceiptCondition.GOOD, ReceiptCondition.GOOD))


def test_gates_take_the_same_statements_for_one_line_and_for_three(django_assert_num_queries: Any) -> None:
    for _ in range(3):
        house().prepared(samples=1)
    for number in (1, 3):
        shipments = list(Shipment.objects.order_by("pk")[:number])
        with django_assert_num_queries(14):
            readiness = queries.readiness_of(shipments, now=clock.now())
        assert {entry.is_green for entry in readiness.values()} == {True}
    assert AccessRequest.objects.count() == 3
