"""What becomes of requests when a listing is withdrawn, or shared in a consortium only."""

import pytest

from catalog.listings import operations as listings
from catalog.listings.models import Listing
from catalog.stock.models import Lot
from exchange.kernel import clock
from exchange.kernel.errors import Refused
from exchange.parties.models import Consortium, Organisation
from exchange.requests import operations, queries
from exchange.requests.models import RequestLine
from exchange.requests.states import LineState
from tests.factories.parties import ConsortiumFactory, ConsortiumMembershipFactory
from tests.factories.requests import ADDRESS, House, house

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> House:
    return house()


def withdraw(home: House) -> None:
    listing = Listing.objects.get(pk=home.line.pk)
    listings.withdraw(
        listing=listing, version=listing.version, by=home.cell_bank.manager, now=clock.now(), reason="Moved."
    )


def share(home: House, *members: Organisation) -> Consortium:
    consortium: Consortium = ConsortiumFactory.create()
    for organisation in (home.cell_bank.organisation, *members):
        ConsortiumMembershipFactory.create(consortium=consortium, organisation=organisation)
    listing = Listing.objects.get(pk=home.line.pk)
    listings.restrict(
        listing=listing,
        version=listing.version,
        consortium=consortium,
        by=home.cell_bank.manager,
        now=clock.now(),
    )
    home.line.refresh_from_db()
    return consortium


def test_what_was_requested_before_goes_on(home: House) -> None:
    line = home.submitted(samples=0, vials=2).lines.get()
    withdraw(home)

    home.approve(line)

    line.refresh_from_db()
    assert line.state == LineState.APPROVED
    assert Lot.objects.get(listing=home.line).held == 2
    assert line in queries.visible_lines(home.researcher)


def test_nothing_new_is_requested(home: House) -> None:
    basket = home.basket(samples=0, vials=2)
    withdraw(home)
    home.line.refresh_from_db()

    with pytest.raises(Refused) as asked:
        operations.add_line(project=home.project, listing=home.line, quantity=1, by=home.researcher, now=clock.now())
    with pytest.raises(Refused) as submitted:
        operations.submit(request=basket, shipping_address=ADDRESS, by=home.researcher, now=clock.now())

    assert (asked.value.code, submitted.value.code) == ("NOT_OFFERED", "NOT_OFFERED")
    assert RequestLine.objects.get().state == LineState.DRAFT
    assert Lot.objects.get(listing=home.line).held == 0


def test_what_a_consortium_shares_is_requested_by_its_members(home: House) -> None:
    share(home, home.recipient)
    assert home.submitted(samples=0, vials=2).lines.get().state == LineState.REQUESTED


def test_what_a_consortium_shares_is_not_requested_by_others(home: House) -> None:
    basket = home.basket(samples=0, vials=2)
    share(home)

    with pytest.raises(Refused) as submitted:
        operations.submit(request=basket, shipping_address=ADDRESS, by=home.researcher, now=clock.now())

    assert submitted.value.code == "NOT_OFFERED"


def test_leaving_the_consortium_ends_asking(home: House) -> None:
    consortium = share(home, home.recipient)
    basket = home.basket(samples=0, vials=2)
    consortium.memberships.filter(organisation=home.recipient).update(until_on="2021-01-01")

    with pytest.raises(Refused) as submitted:
        operations.submit(request=basket, shipping_address=ADDRESS, by=home.researcher, now=clock.now())

    assert submitted.value.code == "NOT_OFFERED"
