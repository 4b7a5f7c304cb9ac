"""Who is told what of a deal, and that nobody else is."""

from base64 import b64encode

import pytest

from agreements.drafting import operations as drafting
from agreements.drafting.models import Agreement
from catalog.consent.models import ConsentRecord
from catalog.listings.states import Visibility
from exchange.kernel import outbox
from exchange.kernel.models import HandledEvent, OutboxEvent
from exchange.notify.models import Notification
from exchange.parties.models import Person
from exchange.parties.roles import Role
from exchange.requests import operations as requests
from exchange.requests.models import AccessRequest, RequestLine
from exchange.requests.states import LineState
from exchange.shipping.models import ShipmentItem
from tests.exchange.notify.telling import run, subjects, told
from tests.factories.parties import member
from tests.factories.requests import House, house
from tests.factories.requests.shortcuts import signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> House:
    """Everybody of a deal, and bystanders of every role in another organisation."""
    for role in Role:
        member(role)
    return house()


def page(path: str, type_name: str, key: object) -> str:
    return f"/{path}/{b64encode(f'{type_name}:{key}'.encode()).decode()}"


def test_submitted_request_reaches_each_provider_about_its_part_only(home: House) -> None:
    request = home.submitted(samples=2, vials=2)

    notifications = told("RequestSubmitted", request_id=request.pk)

    expected = f"Access request {request.number} awaits a decision"
    assert subjects(notifications) == {
        home.biobank.committee: expected,
        home.biobank.manager: expected,
        home.cell_bank.committee: expected,
        home.cell_bank.manager: expected,
    }
    of_biobank = request.parts.get(unit=home.biobank.unit)
    told_biobank = notifications[home.biobank.committee]
    assert told_biobank.link == page("inbox", "RequestPart", of_biobank.pk)
    assert told_biobank.body == (
        f"{home.recipient} asks for 1 item of {home.biobank.unit}. The material is held until the committee decides"
        " or the hold runs out."
    )
    assert str(home.cell_bank.unit) not in told_biobank.body


def test_members_of_another_unit_are_not_told(home: House) -> None:
    other = home.biobank.organisation.units.create(name="Other biobank", kind="biobank")
    stranger = member(Role.COMMITTEE_CHAIR, unit=other)
    request = home.submitted(samples=1, vials=0)
    assert stranger not in told("RequestSubmitted", request_id=request.pk)


def test_withdrawn_request(home: House) -> None:
    request = home.submitted(samples=1, vials=0)
    assert subjects(told("RequestWithdrawn", request_id=request.pk)) == {
        home.biobank.committee: f"Access request {request.number} was withdrawn",
        home.biobank.manager: f"Access request {request.number} was withdrawn",
    }


def test_decided_lines_reach_the_requester(home: House) -> None:
    request = home.submitted(samples=1, vials=1)
    of_samples, of_line = (request.lines.get(listing=listing) for listing in (home.samples, home.line))
    home.approve(of_samples)
    requests.decline_line(line=of_line, reason="None to spare.", by=home.cell_bank.committee, now=home.now)

    approved = told("LineApproved", line_id=of_samples.pk)
    declined = told("LineDeclined", line_id=of_line.pk)

    assert subjects(approved) == {home.researcher: f"Approved: {home.samples.title}"}
    assert subjects(declined) == {home.researcher: f"Declined: {home.line.title}"}
    assert declined[home.researcher].body.endswith("The reason given: None to spare.")
    assert approved[home.researcher].link == page("requests", "AccessRequest", request.pk)


def test_expired_line_reaches_both_sides(home: House) -> None:
    request = home.submitted(samples=1, vials=0)
    notifications = told("LineExpired", line_id=request.lines.get().pk)
    assert subjects(notifications) == {
        home.researcher: f"Hold ran out: {home.samples.title}",
        home.biobank.committee: f"A hold ran out in access request {request.number}",
        home.biobank.manager: f"A hold ran out in access request {request.number}",
    }


def test_title_of_a_listing_that_is_no_longer_public_is_not_told(home: House) -> None:
    request = home.submitted(samples=1, vials=0)
    home.samples.visibility = Visibility.WITHDRAWN
    home.samples.save()

    notification = told("LineExpired", line_id=request.lines.get().pk)[home.researcher]

    assert notification.subject == "Hold ran out: an item"
    assert home.samples.title not in notification.body


def agreement_of(home: House) -> Agreement:
    request = home.approved(samples=1)
    return Agreement.objects.get(part_reference=request.parts.get().pk)


def test_agreement_in_review_reaches_both_legal_offices(home: House) -> None:
    agreement = agreement_of(home)
    notifications = told("AgreementInReview", agreement_id=agreement.pk)
    assert subjects(notifications) == {
        home.biobank.legal: f"Agreement {agreement.number} awaits your review",
        home.legal: f"Agreement {agreement.number} awaits your review",
    }
    assert notifications[home.legal].link == page("agreements", "Agreement", agreement.pk)
    assert notifications[home.legal].body.startswith(
        f"The agreement between {home.biobank.organisation} and {home.recipient} is ready."
    )


def test_agreement_without_form_reaches_both_legal_offices(home: House) -> None:
    agreement = agreement_of(home)
    assert subjects(told("AgreementNeedsForm", agreement_id=agreement.pk)) == {
        home.biobank.legal: f"No form fits agreement {agreement.number}",
        home.legal: f"No form fits agreement {agreement.number}",
    }


def test_agreement_to_be_signed_reaches_those_whose_turn_it_is(home: House) -> None:
    agreement = home.review(agreement_of(home))
    without_authority = member(Role.AUTHORISED_SIGNATORY, home.biobank.organisation)
    awaits = f"Agreement {agreement.number} awaits your signature"

    first = told("AgreementSigning", agreement_id=agreement.pk)
    assert subjects(first) == {home.biobank.signatory: awaits}
    assert without_authority not in first

    signed(agreement, home.biobank.signatory, now=home.now)
    assert subjects(told("AgreementSigned", agreement_id=agreement.pk)) == {home.signatory: awaits}

    signed(agreement, home.signatory, now=home.now)
    assert told("AgreementSigned", agreement_id=agreement.pk) == {}


def test_executed_agreement_reaches_everybody_concerned(home: House) -> None:
    agreement = agreement_of(home)
    notifications = told("AgreementExecuted", agreement_id=agreement.pk)
    in_force = f"Agreement {agreement.number} is in force"
    assert subjects(notifications) == {
        home.researcher: in_force,
        home.biobank.manager: f"{in_force}: check the gate",
        home.biobank.legal: in_force,
        home.biobank.signatory: in_force,
        home.legal: in_force,
        home.signatory: in_force,
    }
    request = AccessRequest.objects.get()
    assert notifications[home.researcher].link == page("requests", "AccessRequest", request.pk)
    assert f"your access request {request.number}" in notifications[home.researcher].body
    assert notifications[home.biobank.manager].link == page("inbox", "RequestPart", agreement.part_reference)


def test_declined_agreement_says_why(home: House) -> None:
    agreement = home.review(agreement_of(home))
    drafting.decline(agreement=agreement, reason="Liability is open.", by=home.legal, now=home.now)

    notifications = told("AgreementDeclined", agreement_id=agreement.pk)

    assert set(notifications) == {home.researcher, home.biobank.legal, home.biobank.manager, home.legal}
    assert all(row.body.endswith("The reason given: Liability is open.") for row in notifications.values())


def test_shipment_reaches_the_requester_and_its_receipt_the_provider(home: House) -> None:
    shipment = home.ship(home.prepared(samples=2), waybill="WB-77")
    number = shipment.part.request.number

    shipped = told("ShipmentShipped", shipment_id=shipment.pk)
    assert subjects(shipped) == {home.researcher: f"On its way: 2 items from {home.biobank.unit}"}
    assert "handed your parcel to Cold Courier, waybill WB-77" in shipped[home.researcher].body
    assert shipped[home.researcher].link == page("shipments", "Shipment", shipment.pk)

    first, second = shipment.items.order_by("pk")
    ShipmentItem.objects.filter(pk=first.pk).update(condition="good")
    ShipmentItem.objects.filter(pk=second.pk).update(condition="thawed")
    received = told("ShipmentReceived", shipment_id=shipment.pk)
    assert subjects(received) == {home.biobank.manager: f"Received: access request {number}"}
    assert received[home.biobank.manager].body == (
        f"{home.recipient} has confirmed the receipt of your parcel: 2 items, 1 of them not as they should be."
    )


def test_withdrawn_consent_names_the_donor_to_the_provider_only(home: House) -> None:
    request = home.submitted(samples=1, vials=0)
    line = request.lines.get()
    consent = ConsentRecord.objects.get(specimens__lot__holds__reference=line.pk)

    to_provider, to_requester = told("ConsentWithdrawn", consent_id=consent.pk), told("LineStopped", line_id=line.pk)

    assert subjects(to_provider) == {home.biobank.manager: f"Consent was withdrawn: donor {consent.donor_pseudonym}"}
    assert subjects(to_requester) == {home.researcher: f"No longer available in access request {request.number}"}
    told_researcher = to_requester[home.researcher]
    assert consent.donor_pseudonym not in told_researcher.subject + told_researcher.body


def test_withdrawn_consent_of_what_was_shipped_asks_to_stop(home: House) -> None:
    shipment = home.ship(home.prepared(samples=1))
    consent = ConsentRecord.objects.get(specimens__lot__holds__shipment_item__shipment=shipment)

    notification = told("ConsentWithdrawn", consent_id=consent.pk)[home.researcher]

    assert notification.subject == f"Consent was withdrawn for what you received: {shipment.part.request.number}"
    assert "Stop using it" in notification.body


def test_withdrawn_consent_leaves_those_alone_who_gave_it_up(home: House) -> None:
    request = home.submitted(samples=1, vials=0)
    line = request.lines.get()
    consent = ConsentRecord.objects.get(specimens__lot__holds__reference=line.pk)
    requests.withdraw(request=request, reason="", by=home.researcher, now=home.now)
    assert RequestLine.objects.get().state == LineState.WITHDRAWN

    assert set(told("ConsentWithdrawn", consent_id=consent.pk)) == {home.biobank.manager}


def test_inactive_people_are_not_told(home: House) -> None:
    request = home.submitted(samples=1, vials=0)
    Person.objects.filter(pk=home.biobank.committee.pk).update(is_active=False)
    assert set(told("RequestSubmitted", request_id=request.pk)) == {home.biobank.manager}


def test_repeated_event_tells_nobody_twice(home: House) -> None:
    request = home.submitted(samples=1, vials=0)
    told("RequestSubmitted", request_id=request.pk)
    event = Notification.objects.latest("pk").event
    run(event)
    assert Notification.objects.filter(event=event).count() == 2
    assert HandledEvent.objects.filter(event=event).count() == 1


def test_each_notification_is_announced_for_its_mail(home: House) -> None:
    request = home.submitted(samples=1, vials=0)
    told("RequestSubmitted", request_id=request.pk)
    announced = OutboxEvent.objects.filter(name="NotificationWritten").values_list(
        "payload__notification_id", flat=True
    )
    assert set(announced) == {str(key) for key in Notification.objects.values_list("pk", flat=True)}


def test_every_event_of_the_deal_has_a_handler() -> None:
    names = (
        "RequestSubmitted RequestWithdrawn LineApproved LineDeclined LineExpired AgreementNeedsForm AgreementInReview"
        " AgreementSigning AgreementSigned AgreementExecuted AgreementDeclined ShipmentShipped ShipmentReceived"
        " ConsentWithdrawn ImportFinished MembershipGranted MembershipEnded SigningAuthorityGranted"
        " SigningAuthorityEnded TokenCreated NotificationWritten"
    )
    for name in names.split():
        assert any(handler.startswith("exchange.notify.handlers.") for handler in outbox.handlers_of(name)), name
