"""What was asked for before is asked for anew."""

import pytest

from catalog.listings.models import Listing
from catalog.stock.models import Hold
from exchange.kernel.errors import NotAllowed, Refused, WrongState
from exchange.parties.roles import Role
from exchange.requests import operations
from exchange.requests.models import AccessRequest
from tests.exchange.parties.trail import audited
from tests.factories.parties import member
from tests.factories.requests import House, house

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> House:
    return house()


def withdrawn(home: House) -> AccessRequest:
    return operations.withdraw(request=home.submitted(), reason="", by=home.researcher, now=home.now)


def test_copy_fills_the_basket_and_holds_nothing(home: House) -> None:
    request = withdrawn(home)
    copied = operations.copy(request=request, by=home.researcher, now=home.now)
    assert copied.left_out == ()
    assert copied.basket.state == "draft"
    asked = {(line.listing_id, line.quantity) for line in request.lines.all()}
    assert {(line.listing_id, line.quantity) for line in copied.basket.lines.all()} == asked
    assert not Hold.objects.filter(state="active").exists()
    assert ("requests.copy", str(home.researcher.pk), str(copied.basket.pk)) in audited()


def test_copy_again_changes_nothing_and_keeps_what_the_basket_says(home: House) -> None:
    request = withdrawn(home)
    basket = operations.copy(request=request, by=home.researcher, now=home.now).basket
    operations.add_line(project=home.project, listing=home.line, quantity=1, by=home.researcher, now=home.now)
    again = operations.copy(request=request, by=home.researcher, now=home.now).basket
    assert again == basket
    assert again.lines.get(listing=home.line).quantity == 1


def test_copy_says_what_is_offered_no_more(home: House) -> None:
    request = withdrawn(home)
    Listing.objects.filter(pk=home.line.pk).update(visibility="withdrawn")
    copied = operations.copy(request=request, by=home.researcher, now=home.now)
    assert [(one.title, one.why) for one in copied.left_out] == [
        (home.line.title, f"{home.line.title} is not offered.")
    ]
    assert [line.listing_id for line in copied.basket.lines.all()] == [home.samples.pk]


def test_copy_of_what_is_offered_no_more_leaves_no_basket(home: House) -> None:
    request = withdrawn(home)
    Listing.objects.update(visibility="withdrawn")
    with pytest.raises(Refused) as refusal:
        operations.copy(request=request, by=home.researcher, now=home.now)
    assert refusal.value.code == "NOTHING_LEFT"
    assert not AccessRequest.objects.filter(state="draft").exists()


def test_only_who_asked_copies_and_no_basket_is_copied(home: House) -> None:
    basket = home.basket()
    with pytest.raises(WrongState):
        operations.copy(request=basket, by=home.researcher, now=home.now)
    colleague = member(Role.RESEARCHER, home.recipient)
    with pytest.raises(NotAllowed):
        operations.copy(request=basket, by=colleague, now=home.now)
