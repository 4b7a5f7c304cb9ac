"""Who sees a listing: published, restricted, taken back and withdrawn."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from catalog.listings import operations, queries
from catalog.listings.models import Listing
from catalog.listings.states import TRANSITIONS, ListingCommand, Visibility
from exchange.kernel.errors import InvalidInput, NotAllowed, Refused, WrongState
from exchange.kernel.models import AuditEvent, OutboxEvent
from exchange.parties.models import Consortium, Person
from exchange.parties.roles import Role
from tests.exchange.racing import waiting, while_open
from tests.factories.listings import ListingFactory
from tests.factories.parties import ConsortiumFactory, ConsortiumMembershipFactory, PersonFactory, member

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def listing_in(state: Visibility) -> Listing:
    """Return a listing in a state, of an organisation in a consortium, which is its own where the state says so."""
    listing: Listing = ListingFactory.create(visibility="draft", published_at=None)
    joined = ConsortiumMembershipFactory.create(organisation=listing.unit.organisation)
    if state is not Visibility.DRAFT:
        values = {"consortium": joined.consortium} if state is Visibility.CONSORTIUM else {}
        published = {"published_at": NOW} if state is Visibility.PUBLIC else {}
        Listing.objects.filter(pk=listing.pk).update(visibility=state.value, **values, **published)
    return Listing.objects.get(pk=listing.pk)


def manager_of(listing: Listing) -> Person:
    return member(Role.RESOURCE_MANAGER, unit=listing.unit)


def give(command: ListingCommand, listing: Listing, by: Person, **more: Any) -> Listing:
    if command is ListingCommand.RESTRICT:
        joined = listing.unit.organisation.consortium_memberships.order_by("pk").last()
        assert joined is not None
        more = {"consortium": joined.consortium} | more
    operation = getattr(operations, command.value)
    done: Listing = operation(listing=listing, version=listing.version, by=by, now=NOW, **more)
    return done


@pytest.mark.parametrize("command", ListingCommand)
@pytest.mark.parametrize("state", Visibility)
def test_every_command_in_every_state(state: Visibility, command: ListingCommand) -> None:
    listing = listing_in(state)
    if state is Visibility.CONSORTIUM:
        ConsortiumMembershipFactory.create(organisation=listing.unit.organisation)
    transition = TRANSITIONS.get((state, command))
    before = Listing.objects.filter(pk=listing.pk).values().get()

    if transition is None:
        with pytest.raises(WrongState):
            give(command, listing, manager_of(listing))
        assert Listing.objects.filter(pk=listing.pk).values().get() == before
        return

    done = give(command, listing, manager_of(listing))

    assert (done.visibility, done.version) == (transition.to, listing.version + 1)
    assert (done.consortium_id is not None) == (transition.to is Visibility.CONSORTIUM)
    audited = AuditEvent.objects.get()
    assert (audited.command, audited.subject_id) == (f"listings.{command.value}", str(listing.pk))
    moved = None if state is transition.to else {"before": state.value, "after": transition.to.value}
    assert audited.inputs["changes"].get("visibility") == moved
    name = {"publish": "Published", "restrict": "Restricted", "retract": "Retracted", "withdraw": "Withdrawn"}
    assert list(OutboxEvent.objects.values_list("name", "payload")) == [
        (f"Listing{name[command.value]}", {"listing_id": str(listing.pk)})
    ]


def test_the_moment_of_first_publication_stays() -> None:
    listing = listing_in(Visibility.PUBLIC)
    by = manager_of(listing)
    withdrawn = give(ListingCommand.WITHDRAW, listing, by, reason=" Used up. ")
    assert (withdrawn.withdrawal_reason, withdrawn.published_at) == ("Used up.", NOW)

    later = operations.publish(
        listing=withdrawn, version=withdrawn.version, by=by, now=datetime(2027, 1, 1, tzinfo=UTC)
    )

    assert (later.withdrawal_reason, later.published_at) == ("", NOW)
    assert AuditEvent.objects.get(command="listings.withdraw").reason == "Used up."


def test_restricting_needs_membership_in_the_consortium() -> None:
    listing = listing_in(Visibility.PUBLIC)

    with pytest.raises(Refused) as refused:
        give(ListingCommand.RESTRICT, listing, manager_of(listing), consortium=ConsortiumFactory.create())

    assert (refused.value.code, refused.value.field) == ("NOT_IN_CONSORTIUM", "consortium")
    assert Listing.objects.get().visibility == "public"


@pytest.mark.parametrize("command", ListingCommand)
def test_only_its_managers_change_it(command: ListingCommand) -> None:
    listing = listing_in(Visibility.PUBLIC)
    strangers = [
        PersonFactory.create(),
        member(Role.RESOURCE_MANAGER),
        member(Role.COMMITTEE_CHAIR, unit=listing.unit),
        member(Role.ORGANISATION_ADMIN, listing.unit.organisation),
    ]

    for stranger in strangers:
        with pytest.raises(NotAllowed):
            give(command, listing, stranger)

    assert Listing.objects.get().version == listing.version
    assert not AuditEvent.objects.exists()


def test_a_change_on_top_of_another_is_refused() -> None:
    listing = listing_in(Visibility.PUBLIC)
    by = manager_of(listing)
    give(ListingCommand.WITHDRAW, listing, by)

    with pytest.raises(Refused) as refused:
        give(ListingCommand.PUBLISH, listing, by)

    assert (refused.value.code, refused.value.params) == ("CHANGED_MEANWHILE", {"version": listing.version + 1})
    assert Listing.objects.get().visibility == "withdrawn"


def test_a_reason_has_its_limit() -> None:
    listing = listing_in(Visibility.PUBLIC)
    with pytest.raises(InvalidInput) as refused:
        give(ListingCommand.WITHDRAW, listing, manager_of(listing), reason="x" * 1001)
    assert refused.value.field == "withdrawal_reason"


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("undelivered")
def test_of_two_managers_at_once_the_second_is_told() -> None:
    listing = listing_in(Visibility.PUBLIC)
    first, second = manager_of(listing), manager_of(listing)

    with ThreadPoolExecutor(1) as pool:
        with while_open(lambda: give(ListingCommand.WITHDRAW, listing, first)):
            late = waiting(lambda: give(ListingCommand.RETRACT, listing, second), pool)
        result = late.result(timeout=30)

    assert isinstance(result, Refused)
    assert result.code == "CHANGED_MEANWHILE"
    assert Listing.objects.values_list("visibility", "version").get() == ("withdrawn", listing.version + 1)


def test_database_knows_what_fits() -> None:
    public, consortium = listing_in(Visibility.PUBLIC), Consortium.objects.get()
    for wrong in (
        {"visibility": "consortium"},
        {"consortium": consortium},
        {"withdrawal_reason": "Used up."},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Listing.objects.filter(pk=public.pk).update(**wrong)


def test_what_a_consortium_shares_is_seen_by_its_members_alone() -> None:
    listing = listing_in(Visibility.CONSORTIUM)
    consortium = Consortium.objects.get()
    partner = ConsortiumMembershipFactory.create(consortium=consortium)
    former = ConsortiumMembershipFactory.create(consortium=consortium, until_on="2021-01-01")
    ConsortiumMembershipFactory.create()

    insiders = [
        manager_of(listing),
        member(Role.RESEARCHER, partner.organisation),
        member(Role.RESEARCHER, listing.unit.organisation),
    ]
    for insider in insiders:
        assert list(queries.visible_to(insider)) == [listing]
    for viewer in (None, PersonFactory.create(), member(Role.RESEARCHER), member(Role.RESEARCHER, former.organisation)):
        assert list(queries.visible_to(viewer)) == []


def test_what_is_offered_to_an_organisation() -> None:
    shared = listing_in(Visibility.CONSORTIUM)
    public, withdrawn = listing_in(Visibility.PUBLIC), listing_in(Visibility.WITHDRAWN)
    partner = ConsortiumMembershipFactory.create(consortium_id=shared.consortium_id).organisation
    stranger = public.unit.organisation

    assert queries.not_offered([shared, public, withdrawn], partner, on=NOW.date()) == [withdrawn]
    assert queries.not_offered([shared, public, withdrawn], stranger, on=NOW.date()) == [shared, withdrawn]
