"""Requests that are withdrawn, and lines whose holds run out."""

from datetime import timedelta

import pytest

from agreements.drafting.models import Agreement
from catalog.stock import operations as stock
from catalog.stock.models import Hold, Lot
from exchange.kernel import clock, outbox
from exchange.kernel.errors import InvalidInput, NotAllowed, Refused, WrongState
from exchange.kernel.ids import new_id
from exchange.kernel.models import AuditEvent, OutboxEvent
from exchange.parties.roles import Role
from exchange.requests import operations, queries
from exchange.requests.models import AccessRequest, RequestLine
from tests.exchange.parties.trail import news
from tests.factories.parties import member
from tests.factories.requests import House, house

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> House:
    return house()


def withdraw(request: AccessRequest) -> AccessRequest:
    return operations.withdraw(request=request, reason="No funds.", by=request.requester, now=clock.now())


def test_withdraw_frees_what_was_held(home: House) -> None:
    request = home.submitted()

    request = withdraw(request)

    assert request.state == "withdrawn"
    assert set(request.lines.values_list("state", flat=True)) == {"withdrawn"}
    assert set(Hold.objects.values_list("state", flat=True)) == {"freed"}
    assert not Lot.objects.filter(held__gt=0).exists()
    assert news()[-1] == ("RequestWithdrawn", {"request_id": str(request.pk)})
    assert AuditEvent.objects.get(command="requests.withdraw").reason == "No funds."


def test_withdraw_ends_agreements_that_are_not_executed(home: House) -> None:
    home.in_review()
    withdraw(AccessRequest.objects.get())
    agreement = Agreement.objects.get()
    assert (agreement.state, agreement.decline_reason) == ("declined", "The request was withdrawn.")


def test_withdraw_leaves_an_executed_agreement_and_what_was_declined(home: House) -> None:
    home.executed()
    withdraw(AccessRequest.objects.get())
    assert Agreement.objects.get().state == "executed"

    other = house()
    request = other.submitted(vials=0)
    operations.decline_line(line=request.lines.get(), reason="No.", by=other.biobank.committee, now=clock.now())
    withdraw(request)
    assert request.lines.get().state == "declined"


def test_withdraw_a_basket(home: House) -> None:
    request = withdraw(home.basket())
    assert set(request.lines.values_list("state", flat=True)) == {"withdrawn"}
    assert queries.basket_of(home.researcher, home.project) is None
    assert home.basket().pk != request.pk


def test_withdraw_what_has_left(home: House) -> None:
    home.ship(home.prepared())
    with pytest.raises(Refused) as refusal:
        withdraw(AccessRequest.objects.get())
    assert refusal.value.code == "ALREADY_SHIPPED"
    assert AccessRequest.objects.get().state == "submitted"


def test_withdraw_twice_or_for_somebody_else_or_at_length(home: House) -> None:
    request = home.submitted()
    for person in (member(Role.RESEARCHER, home.recipient), home.biobank.manager):
        with pytest.raises(NotAllowed):
            operations.withdraw(request=request, by=person, now=clock.now())
    with pytest.raises(InvalidInput):
        operations.withdraw(request=request, reason="x" * 2001, by=home.researcher, now=clock.now())
    withdraw(request)
    with pytest.raises(WrongState):
        withdraw(request)


def run_out(home: House) -> None:
    """Let all holds run out and hand the news to the room's handler, twice over."""
    stock.expire_holds(now=clock.now() + timedelta(days=31))
    for event in OutboxEvent.objects.filter(name="HoldExpired"):
        (handler,) = [name for name in outbox.handlers_of(event.name) if name.startswith("exchange.requests")]
        outbox.handle(event.pk, handler)
        outbox.handle(event.pk, handler)


def test_line_whose_hold_runs_out_expires_as_a_whole(home: House) -> None:
    line = home.submitted(samples=3, vials=0).lines.get()

    run_out(home)

    line.refresh_from_db()
    assert line.state == "expired"
    assert set(Hold.objects.values_list("state", flat=True)) == {"expired"}
    assert not Lot.objects.filter(held__gt=0).exists()
    assert [name for name, _ in news()].count("LineExpired") == 1
    assert AuditEvent.objects.filter(command="requests.expire_line", actor_id="").count() == 1


def test_one_hold_that_runs_out_frees_the_others(home: House) -> None:
    line = home.submitted(samples=3, vials=0).lines.get()
    hold = Hold.objects.order_by("pk")[0]
    later = hold.expires_at
    Hold.objects.filter(pk=hold.pk).update(state="expired", ended_at=later)
    Lot.objects.filter(pk=hold.lot_id).update(held=0)

    operations.expire_line(line=line, now=later)

    line.refresh_from_db()
    assert line.state == "expired"
    assert sorted(Hold.objects.values_list("state", flat=True)) == ["expired", "freed", "freed"]


def test_line_that_runs_out_ends_its_agreement_or_has_the_others_drafted(home: House) -> None:
    home.in_review()
    run_out(home)
    agreement = Agreement.objects.get()
    assert (agreement.state, agreement.decline_reason) == ("declined", "The hold on its lines has expired.")


def test_what_has_left_does_not_expire(home: House) -> None:
    home.ship(home.prepared())
    run_out(home)
    line = RequestLine.objects.get()
    assert operations.expire_line(line=line, now=clock.now()).state == "shipped"


def test_hold_of_somebody_unknown_that_runs_out_concerns_nobody(home: House) -> None:
    outbox.announce("HoldExpired", hold_id=str(new_id()), reference=str(new_id()))
    run_out(home)
    assert not RequestLine.objects.exists()


def test_line_that_is_held_does_not_expire(home: House) -> None:
    line = home.submitted(vials=0).lines.get()
    assert operations.expire_line(line=line, now=clock.now()).state == "requested"
