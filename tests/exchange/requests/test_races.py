"""Submitting and deciding at the same moment, and dying in the middle of it."""

from collections.abc import Callable

import pytest

from agreements.drafting.models import Agreement
from catalog.listings.models import Listing
from catalog.stock import operations as stock
from catalog.stock.models import Hold, Lot
from exchange.kernel import clock
from exchange.kernel.errors import Refused, WrongState
from exchange.parties.models import Person
from exchange.parties.roles import Role
from exchange.requests import operations
from exchange.requests.models import AccessRequest, Decision, LineLot, RequestLine, RequestPart
from tests.exchange.racing import killed_before_commit, together
from tests.factories.listings import SampleCollectionFactory
from tests.factories.parties import member
from tests.factories.requests import ADDRESS, House, ProjectFactory, house
from tests.factories.stock import SpecimenFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("undelivered")]


def submitting(request: AccessRequest) -> Callable[[], AccessRequest]:
    return lambda: operations.submit(request=request, shipping_address=ADDRESS, by=request.requester, now=clock.now())


def baskets(home: House, *quantities: int) -> list[AccessRequest]:
    """Return baskets of different researchers for specimens of the same collection, none of them named."""
    made = []
    for quantity in quantities:
        project = ProjectFactory.create(
            organisation=home.recipient, ethics_approvals=list(home.project.ethics_approvals.all())
        )
        line = operations.add_line(
            project=project, listing=home.samples, quantity=quantity, by=project.owner, now=clock.now()
        )
        made.append(line.request)
    return made


def test_baskets_submitted_at_once_get_different_specimens() -> None:
    home = house(specimens=4)

    results = together(*map(submitting, baskets(home, 1, 2, 1)))

    assert [type(result) for result in results] == [AccessRequest] * 3
    assert LineLot.objects.values("lot").distinct().count() == 4
    assert not Lot.objects.filter(listing=home.samples, held=0).exists()


def test_baskets_submitted_at_once_never_promise_more_than_there_is() -> None:
    home = house(specimens=3)

    results = together(*map(submitting, baskets(home, 2, 2, 2)))

    refusals = [result for result in results if isinstance(result, Refused)]
    assert [refusal.code for refusal in refusals] == ["NOT_ENOUGH"] * 2
    assert Hold.objects.count() == 2
    assert AccessRequest.objects.filter(state="submitted").count() == 1
    assert RequestPart.objects.count() == 1


def test_basket_submitted_twice_at_once_is_submitted_once() -> None:
    home = house()
    basket = home.basket()

    results = together(*[submitting(basket)] * 3)

    assert sorted(type(result).__name__ for result in results) == ["AccessRequest", "WrongState", "WrongState"]
    assert Hold.objects.count() == 3
    assert RequestPart.objects.count() == 2


def test_two_first_lines_at_once_fill_one_basket() -> None:
    home = house()

    def add(listing: Listing) -> Callable[[], RequestLine]:
        return lambda: operations.add_line(
            project=home.project, listing=listing, quantity=1, by=home.researcher, now=clock.now()
        )

    together(add(home.samples), add(home.line), add(home.samples))

    assert AccessRequest.objects.count() == 1
    assert RequestLine.objects.count() == 2


def two_lines_of_one_unit(home: House) -> list[RequestLine]:
    """Return two requested lines of the biobank's part, in one request."""
    more = SampleCollectionFactory.create(listing__unit=home.biobank.unit).listing
    form = home.form
    SpecimenFactory.create(lot__listing=more, consent__form=form)
    home.basket(samples=1, vials=0)
    operations.add_line(project=home.project, listing=more, quantity=1, by=home.researcher, now=clock.now())
    submitting(AccessRequest.objects.get())()
    return list(RequestLine.objects.order_by("pk"))


def deciding(line: RequestLine, by: Person) -> Callable[[], RequestLine]:
    return lambda: operations.approve_line(line=line, reason="Fits.", by=by, now=clock.now())


def test_last_two_lines_decided_at_once_are_drafted_once() -> None:
    home = house()
    first, second = two_lines_of_one_unit(home)
    colleague = member(Role.COMMITTEE_MEMBER, unit=home.biobank.unit)

    together(deciding(first, home.biobank.committee), deciding(second, colleague))

    agreement = Agreement.objects.get()
    assert {item.line_reference for item in agreement.items.all()} == {first.pk, second.pk}


def test_line_decided_twice_at_once_is_decided_once() -> None:
    home = house()
    line = home.submitted(vials=0).lines.get()

    results = together(*[deciding(line, home.biobank.committee)] * 3)

    assert sorted(type(result).__name__ for result in results) == ["RequestLine", "WrongState", "WrongState"]
    assert Decision.objects.count() == 1
    assert Agreement.objects.count() == 1


def test_line_withdrawn_at_the_moment_of_its_decision_does_one_or_the_other() -> None:
    home = house()
    request = home.submitted(vials=0)
    line = request.lines.get()

    decided, withdrawn = together(
        deciding(line, home.biobank.committee),
        lambda: operations.withdraw(request=request, by=home.researcher, now=clock.now()),
    )

    line.refresh_from_db()
    assert isinstance(withdrawn, AccessRequest)
    assert line.state == "withdrawn"
    assert set(Hold.objects.values_list("state", flat=True)) == {"freed"}
    if isinstance(decided, WrongState):
        assert not Agreement.objects.exists()
    else:
        assert Agreement.objects.get().state == "declined"


def test_hold_that_runs_out_at_the_moment_of_the_decision_leaves_nothing_half_done() -> None:
    home = house()
    line = home.submitted(vials=0).lines.get()
    later = Hold.objects.filter(reference=line.pk)[0].expires_at

    def run_out() -> None:
        stock.expire_holds(now=later)
        operations.expire_line(line=line, now=later)

    together(deciding(line, home.biobank.committee), run_out)

    line.refresh_from_db()
    assert line.state == "expired"
    assert set(Hold.objects.values_list("state", flat=True)) == {"expired"}
    assert set(Agreement.objects.values_list("state", flat=True)) <= {"declined"}
    assert set(Lot.objects.filter(listing=home.samples).values_list("held", flat=True)) == {0}


@pytest.mark.parametrize("step", ["submit", "approve_line"])
def test_process_killed_in_the_middle_leaves_everything_as_it_was(step: str) -> None:
    home = house()
    basket = home.basket(vials=0) if step == "submit" else home.submitted(vials=0)
    code = {
        "submit": "operations.submit(request=request, shipping_address='x', by=request.requester, now=now)",
        "approve_line": "operations.approve_line(line=request.lines.get(), by=Person.objects.get(pk=by), now=now)",
    }[step]
    before = (Hold.objects.count(), RequestPart.objects.count(), Decision.objects.count(), Agreement.objects.count())

    killed_before_commit(
        f"""
        from exchange.parties.models import Person
        from exchange.requests import operations
        from exchange.requests.models import AccessRequest
        request = AccessRequest.objects.get(pk=key)
        {code}
        """,
        key=basket.pk,
        by=home.biobank.committee.pk,
    )

    after = (Hold.objects.count(), RequestPart.objects.count(), Decision.objects.count(), Agreement.objects.count())
    assert after == before
    if step == "submit":
        assert submitting(basket)().state == "submitted"
    else:
        assert home.approve(basket.lines.get()).state == "approved"
