"""Filling a basket, which holds nothing yet."""

from typing import Any

import pytest

from catalog.kinds.registry import KINDS
from catalog.listings.states import Visibility
from catalog.stock.models import Hold, Lot
from exchange.kernel import clock
from exchange.kernel.errors import InvalidInput, NotAllowed, Refused, WrongState
from exchange.parties.roles import Role
from exchange.requests import operations, queries
from exchange.requests.models import AccessRequest, RequestLine
from exchange.requests.operations import basket as module
from tests.exchange.parties.trail import audited
from tests.factories.listings import CellLineFactory, ListingFactory
from tests.factories.parties import MembershipFactory, UnitFactory, member
from tests.factories.requests import House, house
from tests.factories.stock import LotFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> House:
    return house()


def add(home: House, **changes: Any) -> RequestLine:
    values: dict[str, Any] = {"project": home.project, "listing": home.line, "quantity": 1, "by": home.researcher}
    return operations.add_line(**values | {"now": clock.now()} | changes)


def code_of(home: House, **changes: Any) -> str:
    with pytest.raises(Refused) as refusal:
        add(home, **changes)
    return str(refusal.value.code)


def test_add_line_makes_the_basket_and_holds_nothing(home: House) -> None:
    line = add(home, quantity=2)

    assert (line.state, line.quantity, line.part, line.verdict) == ("draft", 2, None, "")
    assert line.request == queries.basket_of(home.researcher, home.project)
    assert line.request.organisation == home.recipient
    assert not Hold.objects.exists()
    assert audited()[-1] == ("requests.add_line", str(home.researcher.pk), str(line.request.pk))


def test_add_line_again_changes_quantity_and_lots(home: House) -> None:
    first = add(home, quantity=2, lots=[Lot.objects.get(listing=home.line)])
    assert [chosen.quantity for chosen in first.lots.all()] == [2]

    again = add(home, quantity=3)

    assert (again.pk, again.quantity, again.lots.count()) == (first.pk, 3, 0)
    assert AccessRequest.objects.count() == 1


def test_add_line_with_named_lots_spreads_the_quantity(home: House) -> None:
    first = Lot.objects.get(listing=home.line)
    second = LotFactory.create(listing=home.line, on_hand=4)

    line = add(home, quantity=6, lots=[first, second])

    assert {chosen.lot_id: chosen.quantity for chosen in line.lots.all()} == {first.pk: 5, second.pk: 1}


def test_add_line_refused(home: House) -> None:
    own = CellLineFactory.create(listing__unit=UnitFactory.create(organisation=home.recipient)).listing
    draft = CellLineFactory.create(listing__visibility=Visibility.DRAFT, listing__published_at=None).listing
    LotFactory.create(listing=own)
    assert code_of(home, listing=own) == "OWN_ORGANISATION"
    assert code_of(home, listing=draft) == "NOT_OFFERED"
    assert code_of(home, quantity=6) == "NOT_ENOUGH"
    assert not AccessRequest.objects.exists()


@pytest.mark.parametrize("kind", sorted(key.value for key, kind in KINDS.items() if kind.stock is None))
def test_add_line_of_what_has_no_stock(home: House, kind: str) -> None:
    listing = ListingFactory.create(kind=kind, unit__name="Rift Imaging Core")

    with pytest.raises(Refused) as refusal:
        add(home, listing=listing)

    assert (refusal.value.code, refusal.value.field, refusal.value.params) == (
        "WITHOUT_STOCK",
        "listing",
        {"kind": kind},
    )
    assert refusal.value.message.endswith("cannot be put into a request yet; ask Rift Imaging Core directly.")
    assert not AccessRequest.objects.exists()


def test_add_line_beyond_the_last_one(home: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_LINES", 1)
    add(home)
    assert code_of(home, listing=home.samples) == "TOO_MANY_LINES"
    assert add(home, quantity=2).quantity == 2


def test_add_line_of_few_donors_does_not_tell_how_many_there_are(home: House) -> None:
    with pytest.raises(Refused) as refusal:
        add(home, listing=home.samples, quantity=4)
    assert (refusal.value.message, refusal.value.params) == ("That many cannot be asked for now.", {"available": None})
    with pytest.raises(Refused) as refusal:
        add(home, quantity=9)
    assert refusal.value.params == {"available": 5}


@pytest.mark.parametrize("quantity", [0, -1, 10_001])
def test_add_line_of_no_quantity(home: House, quantity: int) -> None:
    with pytest.raises(InvalidInput) as refusal:
        add(home, quantity=quantity)
    assert refusal.value.field == "quantity"


def test_add_line_with_lots_that_do_not_fit(home: House) -> None:
    mine = Lot.objects.get(listing=home.line)
    for quantity, lots in (
        (1, [LotFactory.create()]),
        (2, [mine, mine]),
        (1, [mine, LotFactory.create(listing=home.line)]),
        (5, [LotFactory.create(listing=home.line, on_hand=1)]),
    ):
        with pytest.raises(InvalidInput) as refusal:
            add(home, quantity=quantity, lots=lots)
        assert refusal.value.field == "lots"


def test_add_line_without_the_right(home: House) -> None:
    for person in (member(Role.LEGAL_OFFICER, home.recipient), member(Role.RESEARCHER), home.biobank.manager):
        with pytest.raises(NotAllowed):
            add(home, by=person)


def test_colleagues_have_baskets_of_their_own_for_one_project(home: House) -> None:
    add(home)
    colleague = member(Role.RESEARCHER, home.recipient)
    add(home, by=colleague)
    assert AccessRequest.objects.count() == 2
    assert queries.basket_of(colleague, home.project) != queries.basket_of(home.researcher, home.project)


def test_remove_line(home: House) -> None:
    line = add(home, lots=[Lot.objects.get(listing=home.line)])
    request = operations.remove_line(line=line, by=home.researcher, now=clock.now())
    assert not request.lines.exists()
    assert request.state == "draft"


def test_remove_line_of_somebody_else_or_after_submission(home: House) -> None:
    line = home.submitted().lines.first()
    assert line is not None
    with pytest.raises(WrongState):
        operations.remove_line(line=line, by=home.researcher, now=clock.now())
    with pytest.raises(NotAllowed):
        operations.remove_line(line=line, by=member(Role.RESEARCHER, home.recipient), now=clock.now())


def test_who_has_left_changes_nothing_any_more(home: House) -> None:
    line = add(home)
    home.researcher.memberships.update(until_on="2020-01-02")
    with pytest.raises(NotAllowed):
        operations.remove_line(line=line, by=home.researcher, now=clock.now())
    MembershipFactory.create(person=home.researcher, organisation=home.recipient)
    assert operations.remove_line(line=line, by=home.researcher, now=clock.now()).state == "draft"
