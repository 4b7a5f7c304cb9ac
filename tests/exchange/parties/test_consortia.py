"""Consortia: founded, joined, left, and who may know of them."""

from datetime import UTC, datetime, timedelta

import pytest

from exchange.kernel.errors import InvalidInput, NotAllowed, Refused
from exchange.parties import operations, queries
from exchange.parties.models import Consortium, ConsortiumMembership, Organisation, Person
from exchange.parties.roles import Role
from tests.exchange.parties.trail import audited, news
from tests.factories.parties import (
    ConsortiumFactory,
    ConsortiumMembershipFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    member,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
TODAY = NOW.date()
ONE = timedelta(days=1)


@pytest.fixture
def organisation() -> Organisation:
    row: Organisation = OrganisationFactory.create()
    return row


@pytest.fixture
def administrator(organisation: Organisation) -> Person:
    return member(Role.ORGANISATION_ADMIN, organisation)


def create(organisation: Organisation, by: Person, name: str = "Rare Tumours") -> Consortium:
    return operations.create_consortium(name=name, terms=" Share. ", administered_by=organisation, by=by, now=NOW)


def test_create_consortium(organisation: Organisation, administrator: Person) -> None:
    consortium = create(organisation, administrator)

    assert (consortium.name, consortium.terms, consortium.is_public) == ("Rare Tumours", "Share.", False)
    membership = consortium.memberships.get()
    assert (membership.organisation, membership.since_on, membership.until_on) == (organisation, TODAY, None)
    assert audited() == [
        ("parties.create_consortium", str(administrator.pk), str(consortium.pk)),
        ("parties.join_consortium", str(administrator.pk), str(membership.pk)),
    ]
    assert news() == [
        ("ConsortiumCreated", {"consortium_id": str(consortium.pk)}),
        ("ConsortiumJoined", {"consortium_membership_id": str(membership.pk)}),
    ]


def test_a_name_is_taken_once_whatever_its_case(organisation: Organisation, administrator: Person) -> None:
    create(organisation, administrator)

    with pytest.raises(Refused) as refused:
        create(organisation, administrator, "RARE tumours")
    with pytest.raises(InvalidInput):
        create(organisation, administrator, " ")

    assert refused.value.code == "ALREADY_THERE"
    assert Consortium.objects.count() == 1


def test_others_found_and_change_nothing(organisation: Organisation) -> None:
    consortium = ConsortiumFactory.create()
    stranger = member(Role.ORGANISATION_ADMIN)

    with pytest.raises(NotAllowed):
        create(organisation, stranger)
    with pytest.raises(NotAllowed):
        operations.join_consortium(consortium=consortium, organisation=organisation, by=stranger, now=NOW)
    with pytest.raises(NotAllowed):
        operations.leave_consortium(consortium_membership=ConsortiumMembershipFactory.create(), by=stranger, now=NOW)

    assert ConsortiumMembership.objects.filter(until_on__isnull=True).count() == 1


def test_join_and_leave(organisation: Organisation, administrator: Person) -> None:
    consortium, joining = create(organisation, administrator), OrganisationFactory.create()
    joined = operations.join_consortium(consortium=consortium, organisation=joining, by=administrator, now=NOW)

    with pytest.raises(Refused) as again:
        operations.join_consortium(consortium=consortium, organisation=joining, by=administrator, now=NOW)
    assert again.value.code == "ALREADY_MEMBER"
    assert list(queries.consortia_of_organisation(joining, on=TODAY)) == [consortium]

    left = operations.leave_consortium(
        consortium_membership=joined, by=member(Role.ORGANISATION_ADMIN, joining), now=NOW, reason="Done."
    )
    assert left.until_on == TODAY - ONE
    assert list(queries.consortia_of_organisation(joining, on=TODAY)) == []
    with pytest.raises(Refused) as ended:
        operations.leave_consortium(consortium_membership=joined, by=administrator, now=NOW)
    assert ended.value.code == "ALREADY_ENDED"
    operations.join_consortium(consortium=consortium, organisation=joining, by=administrator, now=NOW)
    assert list(queries.consortia_of_organisation(joining, on=TODAY)) == [consortium]


def test_join_refuses_the_past_and_what_is_not_in_use(organisation: Organisation, administrator: Person) -> None:
    consortium = create(organisation, administrator)

    with pytest.raises(InvalidInput):
        operations.join_consortium(
            consortium=consortium,
            organisation=OrganisationFactory.create(),
            by=administrator,
            now=NOW,
            since_on=TODAY - ONE,
        )
    with pytest.raises(Refused) as refused:
        operations.join_consortium(
            consortium=consortium,
            organisation=OrganisationFactory.create(status="withdrawn"),
            by=administrator,
            now=NOW,
        )
    assert refused.value.code == "ORGANISATION_NOT_IN_USE"


@pytest.mark.parametrize(
    ("since", "until", "counts"),
    [(0, None, True), (0, 0, True), (-9, -1, False), (1, None, False)],
)
def test_membership_counts_from_first_to_last_day(since: int, until: int | None, counts: bool) -> None:
    joined = ConsortiumMembershipFactory.create(
        since_on=TODAY + since * ONE, until_on=None if until is None else TODAY + until * ONE
    )
    person = member(Role.RESEARCHER, joined.organisation)
    former = MembershipFactory.create(organisation=joined.organisation, until_on=TODAY - ONE).person
    inactive = member(Role.RESEARCHER, joined.organisation, is_active=False)

    assert list(queries.consortia_of(person, on=TODAY)) == [joined.consortium] * counts
    assert list(queries.consortia_of(former, on=TODAY)) == []
    assert list(queries.consortia_of(inactive, on=TODAY)) == []


def test_only_members_and_administrators_know_of_a_consortium_that_is_not_public() -> None:
    hidden, public = ConsortiumFactory.create(), ConsortiumFactory.create(is_public=True)
    joined = ConsortiumMembershipFactory.create(consortium=hidden)

    for viewer in (None, PersonFactory.create(), member(Role.ORGANISATION_ADMIN)):
        assert list(queries.visible_consortia(viewer)) == [public]
        assert list(queries.visible_consortium_memberships(viewer)) == []
    for viewer in (
        member(Role.RESEARCHER, joined.organisation),
        member(Role.ORGANISATION_ADMIN, hidden.administered_by),
    ):
        assert set(queries.visible_consortia(viewer)) == {hidden, public}
        assert list(queries.visible_consortium_memberships(viewer)) == [joined]
