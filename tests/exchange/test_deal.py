"""The whole deal, from the basket to the receipt, through the operations and the handlers of their news."""

import pytest

from agreements.drafting import operations as drafting
from agreements.drafting.models import Agreement
from agreements.signature import operations as signature
from agreements.signature.certificates import trust_roots
from agreements.signature.verification import verify
from catalog.stock.models import Hold, Lot, Movement
from exchange.kernel import clock
from exchange.kernel.models import AuditEvent, OutboxEvent
from exchange.requests import operations, queries
from exchange.requests.models import AccessRequest, Clearance, RequestLine, RequestPart
from exchange.shipping import operations as shipping
from exchange.shipping.models import Shipment
from exchange.shipping.operations import Receipt
from exchange.shipping.states import ReceiptCondition
from tests.factories.requests import ADDRESS, House, Provider, house

pytestmark = pytest.mark.django_db(transaction=True)


def sign_for(home: House, side: Provider, agreement: Agreement) -> None:
    """Have both legal offices approve and both signatories sign what they read."""
    for legal in (side.legal, home.legal):
        drafting.approve(agreement=agreement, text_sha256=agreement.text_sha256, by=legal, now=clock.now())
    for signatory in (side.signatory, home.signatory):
        signature.sign(
            agreement=agreement,
            text_sha256=agreement.text_sha256,
            is_intended=True,
            proof=home.proof(),
            by=signatory,
            now=clock.now(),
        )


def conditions(line: RequestLine) -> dict[str, str]:
    """Return the state of each condition of a line's gate now."""
    entry = queries.gates_of([line], now=clock.now())[line.pk]
    return {condition.key.value: condition.state.value for condition in entry.gate.conditions}


def test_deal_from_basket_to_receipt() -> None:
    home = house()
    request = operations.submit(
        request=home.basket(samples=2, vials=3), shipping_address=ADDRESS, by=home.researcher, now=clock.now()
    )
    samples = request.lines.get(listing=home.samples)
    vials = request.lines.get(listing=home.line)

    assert request.state == "submitted"
    assert request.number is not None
    assert [part.unit_id for part in request.parts.order_by("pk")] == [home.biobank.unit.pk, home.cell_bank.unit.pk]
    assert (samples.state, samples.verdict, vials.state, vials.verdict) == (
        "requested", "PERMIT", "requested", "PERMIT",
    )  # fmt: skip
    assert sorted(Hold.objects.filter(state="active").values_list("quantity", flat=True)) == [1, 1, 3]
    assert conditions(samples) == {
        "consent": "met", "ethics": "met", "committee": "open", "agreement": "open", "hold": "met",
    }  # fmt: skip

    home.approve(samples)
    home.approve(vials)
    transfer = Agreement.objects.get(unit=home.biobank.unit)
    letter = Agreement.objects.get(unit=home.cell_bank.unit)

    assert (transfer.form, transfer.state) == ("human-material-transfer", "in_review")
    assert (letter.form, letter.state) == ("letter-agreement", "in_review")
    assert [reason["code"] for reason in letter.reasons] == [
        "research-material-between-nonprofits",
        "proprietary-unstated",
        "crosses-a-border",
    ]
    assert conditions(samples)["agreement"] == "open"

    sign_for(home, home.biobank, transfer)
    sign_for(home, home.cell_bank, letter)
    transfer.refresh_from_db()
    letter.refresh_from_db()

    assert (transfer.state, letter.state) == ("executed", "executed")
    assert [document.sequence for document in transfer.documents.order_by("sequence")] == [0, 1, 2]
    sealed = bytes(transfer.documents.get(sequence=2).content)
    findings = verify(sealed, trust_roots(now=clock.now()))
    assert [finding.is_sound for finding in findings] == [True, True]
    assert set(conditions(samples).values()) == {"met"}

    before = Lot.objects.get(listing=home.line)
    assert (before.on_hand, before.held) == (5, 3)
    arrive_once(home, request)
    leave_a_trail(request)


def arrive_once(home: House, request: AccessRequest) -> None:
    """Ship and confirm every part, and check that stock went down once by what left."""
    received = [ship_and_receive(home, part) for part in request.parts.order_by("pk")]
    after = Lot.objects.get(listing=home.line)
    assert (after.on_hand, after.held) == (2, 0)
    assert [shipment.state for shipment in received] == ["received", "received"]
    assert set(RequestLine.objects.values_list("state", flat=True)) == {"received"}
    assert sorted(Movement.objects.filter(hold__isnull=False).values_list("delta", flat=True)) == [-3, -1, -1]
    assert Clearance.objects.count() == 2


def ship_and_receive(home: House, part: RequestPart) -> Shipment:
    """Pack, ship and confirm one part; one item arrives thawed."""
    shipment = home.ship(home.pack(part))
    items = list(shipment.items.order_by("pk"))
    receipts = [Receipt(item, ReceiptCondition.GOOD) for item in items[1:]]
    receipts.append(Receipt(items[0], ReceiptCondition.THAWED, "The ice was gone."))
    return shipping.confirm_receipt(shipment=shipment, receipts=receipts, by=home.researcher, now=clock.now())


def leave_a_trail(request: AccessRequest) -> None:
    """Check that every command of the deal is in the audit trail, and its news in the outbox."""
    commands = set(AuditEvent.objects.values_list("command", flat=True))
    assert commands >= {
        "requests.add_line", "requests.submit", "requests.approve_line", "drafting.draft", "drafting.render",
        "drafting.approve", "drafting.open_signing", "signature.sign", "signature.seal", "signature.execute",
        "shipping.prepare", "shipping.ship", "stock.place_hold", "stock.release_hold", "shipping.confirm_receipt",
    }  # fmt: skip
    shipped = AuditEvent.objects.filter(command="shipping.ship").first()
    assert shipped is not None
    assert shipped.rule_version == "1"
    line = next(iter(shipped.inputs["lines"].values()))
    assert (line["consent"]["verdict"], line["agreement"]["state"]) == ("PERMIT", "executed")
    news = set(OutboxEvent.objects.values_list("name", flat=True))
    assert news >= {
        "RequestSubmitted", "LineApproved", "AgreementDrafted", "AgreementInReview", "AgreementSigning",
        "AgreementSigned", "AgreementExecuted", "ShipmentShipped", "ShipmentReceived",
    }  # fmt: skip
    assert AuditEvent.objects.filter(command="signature.seal").count() == 4
    assert str(request.pk) in set(
        AuditEvent.objects.filter(command="requests.submit").values_list("subject_id", flat=True)
    )
