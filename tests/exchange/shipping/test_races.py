"""Shipping at the same moment as something else, and dying in the middle of it."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from catalog.consent import operations as consent
from catalog.consent.models import ConsentRecord
from catalog.stock.models import Hold, Lot, Movement
from exchange.kernel import clock
from exchange.kernel.errors import Refused, WrongState
from exchange.kernel.models import AuditEvent
from exchange.requests import operations as requests
from exchange.requests.models import AccessRequest, Clearance, RequestLine, RequestPart
from exchange.requests.rules import ConditionKey
from exchange.shipping.models import Shipment
from tests.exchange.racing import killed_before_commit, together, waiting, while_open
from tests.exchange.shipping.prompt import Answer, type_at_psql, type_sql
from tests.factories.requests import House, house

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("undelivered")]


def withdraw(home: House, shipment: Shipment) -> ConsentRecord:
    """Enter the withdrawal of one donor of the shipment."""
    record = ConsentRecord.objects.filter(specimens__lot__holds__shipment_item__shipment=shipment).order_by("pk")[0]
    return consent.withdraw(consent=record, reason="", by=home.biobank.manager, now=clock.now())


def in_freezer() -> int:
    return sum(Lot.objects.filter(specimen__isnull=False).values_list("on_hand", flat=True))


def test_withdrawal_that_comes_first_stops_the_shipment() -> None:
    home = house()
    shipment = home.prepared()

    with ThreadPoolExecutor(1) as pool:
        with while_open(lambda: withdraw(home, shipment)):
            shipping = waiting(lambda: home.ship(shipment), pool)
            assert not shipping.done()
        refusal = shipping.result(timeout=60)

    assert isinstance(refusal, Refused)
    assert refusal.code == "GATE_CLOSED"
    assert "The donor has withdrawn the consent." in refusal.message
    shipment.refresh_from_db()
    assert shipment.state == "draft"
    assert in_freezer() == 3


def test_withdrawal_that_comes_first_stops_plain_sql() -> None:
    home = house()
    shipment = home.prepared()
    leave = (
        "UPDATE shipping_shipment SET state = 'shipped', carrier = 'me', waybill = 'x', shipped_at = now()"
        f" WHERE id = '{shipment.pk}'"
    )

    with ThreadPoolExecutor(1) as pool:
        with while_open(lambda: withdraw(home, shipment)):
            typing: object = waiting(lambda: type_sql(leave), pool)
            assert not typing.done()  # type: ignore[attr-defined]
        answer = typing.result(timeout=60)  # type: ignore[attr-defined]

    assert isinstance(answer, Answer)
    assert answer.sqlstate == "RG002"
    assert answer.sentence.endswith("consent withdrawn")


def test_withdrawal_that_comes_second_waits_for_the_shipment() -> None:
    home = house()
    shipment = home.prepared()

    with ThreadPoolExecutor(1) as pool:
        with while_open(lambda: home.ship(shipment)):
            withdrawing = waiting(lambda: withdraw(home, shipment), pool)
            assert not withdrawing.done()
        record = withdrawing.result(timeout=60)

    assert isinstance(record, ConsentRecord)
    assert record.status == "withdrawn"
    shipment.refresh_from_db()
    assert shipment.state == "shipped"
    assert in_freezer() == 1


def test_two_who_ship_at_once_move_the_stock_once() -> None:
    home = house()
    shipment = home.prepared()

    results = together(*[lambda: home.ship(shipment)] * 4)

    assert sorted(type(result).__name__ for result in results) == ["Shipment", *["WrongState"] * 3]
    assert in_freezer() == 1
    assert Movement.objects.filter(hold__isnull=False).count() == 2
    assert Clearance.objects.count() == 1
    assert AuditEvent.objects.filter(command="shipping.ship").count() == 1


def test_two_who_pack_at_once_pack_once() -> None:
    home = house()
    home.executed()
    part = RequestPart.objects.get()

    results = together(*[lambda: home.pack(part)] * 3)

    refusals = [result for result in results if isinstance(result, Refused)]
    assert [refusal.code for refusal in refusals] == ["ALREADY_PREPARED"] * 2
    assert Shipment.objects.count() == 1


def test_request_withdrawn_at_the_moment_of_shipping_does_one_or_the_other() -> None:
    home = house()
    shipment = home.prepared()
    request = AccessRequest.objects.get()

    shipped, withdrawn = together(
        lambda: home.ship(shipment), lambda: requests.withdraw(request=request, by=home.researcher, now=clock.now())
    )

    line = RequestLine.objects.get()
    if isinstance(shipped, Shipment):
        assert isinstance(withdrawn, Refused)
        assert (withdrawn.code, line.state, in_freezer()) == ("ALREADY_SHIPPED", "shipped", 1)
    else:
        assert isinstance(shipped, Refused | WrongState)
        assert (line.state, in_freezer()) == ("withdrawn", 3)
        assert set(Hold.objects.values_list("state", flat=True)) == {"freed"}


def test_process_killed_while_shipping_leaves_everything_as_it_was() -> None:
    home = house()
    shipment = home.prepared()

    killed_before_commit(
        """
        from exchange.parties.models import Person
        from exchange.shipping.models import Shipment
        from exchange.shipping import operations
        operations.ship(
            shipment=Shipment.objects.get(pk=key), carrier="x", waybill="y", by=Person.objects.get(pk=by), now=now
        )
        """,
        key=shipment.pk,
        by=home.biobank.manager.pk,
    )

    shipment.refresh_from_db()
    assert (shipment.state, in_freezer()) == ("draft", 3)
    assert not Clearance.objects.exists()
    assert home.ship(shipment).state == "shipped"
    assert in_freezer() == 1


def test_psql_cannot_ship_piece_by_piece() -> None:
    """A clearance that was committed earlier clears nothing: it must be of the transaction that releases."""
    home = house()
    shipment = home.prepared()
    line = RequestLine.objects.get()
    met = json.dumps([{"key": key.value, "state": "met"} for key in ConditionKey])
    assert type_at_psql(
        "INSERT INTO requests_clearance (id, line_id, transaction_id, conditions, inputs, rule_version)"
        f" VALUES (gen_random_uuid(), '{line.pk}', pg_current_xact_id()::text::bigint + 1, '{met}', '{{}}', '1')"
    ) == Answer("", "")
    refused = type_at_psql(
        "UPDATE shipping_shipment SET state = 'shipped', carrier = 'me', waybill = 'x', shipped_at = now()"
        f" WHERE id = '{shipment.pk}'"
    )
    assert (refused.sqlstate, "not cleared in this transaction" in refused.sentence) == ("RG001", True)
