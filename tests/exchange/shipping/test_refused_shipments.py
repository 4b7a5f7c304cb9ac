"""With a withdrawn consent, a missing signature or an expired hold nothing leaves: by no way at all.

Each of the three is tried through the API, through the operation, through every kind of ORM write, through a raw
connection and at the prompt of psql. The last four meet PostgreSQL alone.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from catalog.consent import operations as consent
from catalog.consent.models import ConsentRecord
from catalog.stock.models import Lot
from exchange.api.core.ids import global_id
from exchange.kernel import clock
from exchange.kernel.errors import Refused
from exchange.requests.models import Clearance, RequestPart
from exchange.requests.rules import ConditionKey
from exchange.shipping.models import Shipment
from tests.api.asking import ask
from tests.exchange.shipping.prompt import Answer, type_at_psql, type_sql
from tests.factories.requests import House, house

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("undelivered")]

SHIP = (
    "mutation($input: ShipmentShipInput!) { shipmentShip(input: $input) { shipment { id } errors { code message } } }"
)
PAPERS = {"carrier": "Cold Courier", "waybill": "WB-1", "shipped_at": clock.now()}
MET = "[" + ",".join(f'{{"key":"{key.value}","state":"met"}}' for key in ConditionKey) + "]"


def with_withdrawn_consent() -> tuple[House, Shipment]:
    """Return a packed shipment that was all in order until a donor withdrew."""
    home = house()
    shipment = home.prepared()
    lot = shipment.items.order_by("pk")[0].hold.lot
    record = ConsentRecord.objects.get(specimens__lot=lot)
    consent.withdraw(consent=record, reason="The donor called.", by=home.biobank.manager, now=clock.now())
    return home, shipment


def with_missing_signature() -> tuple[House, Shipment]:
    """Return a packed shipment whose agreement only the provider has signed."""
    home = house()
    request = home.approved()
    part = request.parts.get()
    home.sign(home.review(home.agreement_of(part)), sides=1)
    return home, home.pack(part)


def with_expired_hold() -> tuple[House, Shipment]:
    """Return a packed shipment of a deal that began so long ago that its holds have run out."""
    home = house(now=clock.now() - timedelta(days=31))
    shipment = home.prepared()
    home.now = clock.now()
    return home, shipment


CASES = {
    "withdrawn consent": (with_withdrawn_consent, "RG002", "consent withdrawn", "The donor has withdrawn the consent."),
    "missing signature": (with_missing_signature, "RG001", "has no executed agreement", "is being signed."),
    "expired hold": (with_expired_hold, "RG001", "hold expired", "The hold expired on"),
}
Case = tuple[Callable[[], tuple[House, Shipment]], str, str, str]


def by_update(shipment: Shipment) -> None:
    Shipment.objects.filter(pk=shipment.pk).update(state="shipped", **PAPERS)


def by_save(shipment: Shipment) -> None:
    shipment.state = "shipped"
    for name, value in PAPERS.items():
        setattr(shipment, name, value)
    shipment.save()


def by_bulk_update(shipment: Shipment) -> None:
    shipment.state = "shipped"
    for name, value in PAPERS.items():
        setattr(shipment, name, value)
    Shipment.objects.bulk_update([shipment], ["state", *PAPERS])


def cleared_by_hand(shipment: Shipment) -> None:
    """Write the clearances that the operation would have written, in the same transaction."""
    for line in set(shipment.items.values_list("line", flat=True)):
        Clearance.objects.create(line_id=line, conditions=_met(), inputs={}, rule_version="1")
    by_update(shipment)


def _met() -> list[dict[str, str]]:
    return [{"key": key.value, "state": "met"} for key in ConditionKey]


def statements(shipment: Shipment) -> list[str]:
    """Return the two statements with which somebody at a prompt would try it."""
    (line,) = set(shipment.items.values_list("line", flat=True))
    clear = (
        "INSERT INTO requests_clearance (id, line_id, transaction_id, conditions, inputs, rule_version)"
        f" VALUES (gen_random_uuid(), '{line}', 0, '{MET}', '{{}}', '1')"
    )
    leave = (
        "UPDATE shipping_shipment SET state = 'shipped', carrier = 'me', waybill = 'x', shipped_at = now()"
        f" WHERE id = '{shipment.pk}'"
    )
    return [clear, leave]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_shipment_is_refused(case: Case) -> None:
    lay, sqlstate, sentence, told = case
    home, shipment = lay()
    on_hand = dict(Lot.objects.values_list("pk", "on_hand"))

    answer = ask(
        SHIP,
        home.biobank.manager,
        input={"shipment": global_id(shipment, "Shipment"), "carrier": "Cold Courier", "waybill": "WB-1"},
    )
    (error,) = answer["data"]["shipmentShip"]["errors"]
    assert error["code"] == "GATE_CLOSED"
    assert told in error["message"]

    with pytest.raises(Refused) as refusal:
        home.ship(shipment)
    assert refusal.value.code == "GATE_CLOSED"

    for attempt in (by_update, by_save, by_bulk_update, cleared_by_hand):
        shipment.refresh_from_db()
        with pytest.raises(DatabaseError, match=sentence) as error_of_orm, transaction.atomic():
            attempt(shipment)
        assert error_of_orm.value.__cause__.sqlstate == sqlstate  # type: ignore[union-attr]

    for type_it in (type_sql, type_at_psql):
        refused = type_it(*statements(shipment))
        assert refused.sqlstate == sqlstate
        assert sentence in refused.sentence

    shipment.refresh_from_db()
    assert (shipment.state, shipment.carrier, shipment.shipped_at) == ("draft", "", None)
    assert dict(Lot.objects.values_list("pk", "on_hand")) == on_hand
    assert not Clearance.objects.exists()


def test_shipment_in_order_is_refused_only_for_the_stock_it_leaves_behind() -> None:
    home = house()
    shipment = home.prepared()

    refused = type_at_psql(*statements(shipment))

    assert refused.sqlstate == "RG003"
    assert "left without its stock" in refused.sentence
    assert type_sql(statements(shipment)[1]) == Answer(
        "RG001",
        f"G1: shipment {shipment.pk} may not leave: line {shipment.items.first().line_id} was not approved"  # type: ignore[union-attr]
        " or not cleared in this transaction",
    )
    assert home.ship(shipment).state == "shipped"
    assert RequestPart.objects.get().lines.get().state == "shipped"
