"""End memberships, and what PostgreSQL holds about them."""

from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from exchange.kernel.errors import DomainError, NotAllowed, Refused
from exchange.parties import operations, queries
from exchange.parties.errors import MembershipEndErrorCode
from exchange.parties.models import Membership, Organisation, Person
from exchange.parties.roles import Role
from tests.exchange.parties.trail import audited, news
from tests.factories.parties import MembershipFactory, OrganisationFactory, PersonFactory, UnitFactory, member

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


@pytest.mark.parametrize(
    ("since_on", "last_on", "until_on"),
    [
        (TODAY - ONE, None, TODAY - ONE),
        (TODAY, None, TODAY - ONE),
        (TODAY + 7 * ONE, None, TODAY + 6 * ONE),
        (TODAY - ONE, TODAY, TODAY),
        (TODAY - ONE, TODAY + ONE, TODAY + ONE),
    ],
)
def test_end_membership(
    organisation: Organisation, administrator: Person, since_on: date, last_on: date | None, until_on: date
) -> None:
    membership = MembershipFactory.create(organisation=organisation, since_on=since_on)

    operations.end_membership(membership=membership, by=administrator, now=NOW, last_on=last_on, reason="moved")

    membership.refresh_from_db()
    assert membership.until_on == until_on
    has_rights = bool(queries.permissions_of(membership.person, organisation, on=TODAY))
    assert has_rights is (last_on is not None)
    assert audited() == [("parties.end_membership", str(administrator.pk), str(membership.pk))]
    assert news() == [("MembershipEnded", {"membership_id": str(membership.pk)})]


@pytest.mark.parametrize(
    ("until_on", "last_on", "code"),
    [
        (None, TODAY - ONE, "INVALID"),
        (TODAY + ONE, TODAY + ONE, "INVALID"),
        (TODAY + ONE, TODAY + 9 * ONE, "INVALID"),
        (TODAY - ONE, None, "ALREADY_ENDED"),
        (TODAY - ONE, TODAY + ONE, "ALREADY_ENDED"),
    ],
)
def test_end_membership_refused(
    organisation: Organisation, administrator: Person, until_on: date | None, last_on: date, code: str
) -> None:
    membership = MembershipFactory.create(organisation=organisation, until_on=until_on)
    with pytest.raises(DomainError) as refused:
        operations.end_membership(membership=membership, by=administrator, now=NOW, last_on=last_on)
    assert str(refused.value.code) == code
    membership.refresh_from_db()
    assert (membership.until_on, audited(), news()) == (until_on, [], [])


def test_end_membership_brought_forward(organisation: Organisation, administrator: Person) -> None:
    membership = MembershipFactory.create(organisation=organisation, until_on=TODAY + 9 * ONE)
    ended = operations.end_membership(membership=membership, by=administrator, now=NOW, last_on=TODAY)
    assert ended.until_on == TODAY


def test_end_membership_by_others(organisation: Organisation) -> None:
    membership = MembershipFactory.create(organisation=organisation)
    for someone in (membership.person, member(Role.RESEARCHER, organisation), member(Role.ORGANISATION_ADMIN)):
        with pytest.raises(NotAllowed):
            operations.end_membership(membership=membership, by=someone, now=NOW)


def test_end_membership_of_last_administrator(organisation: Organisation, administrator: Person) -> None:
    own = administrator.memberships.get()
    member(Role.ORGANISATION_ADMIN, unit=UnitFactory.create(organisation=organisation))
    MembershipFactory.create(organisation=organisation, role=Role.ORGANISATION_ADMIN.value, until_on=TODAY + ONE)
    MembershipFactory.create(
        organisation=organisation, role=Role.ORGANISATION_ADMIN.value, person=PersonFactory.create(is_active=False)
    )

    with pytest.raises(Refused) as refused:
        operations.end_membership(membership=own, by=administrator, now=NOW)
    assert refused.value.code is MembershipEndErrorCode.LAST_ADMINISTRATOR

    member(Role.ORGANISATION_ADMIN, organisation)
    operations.end_membership(membership=own, by=administrator, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_two_administrators_cannot_end_each_other_at_once() -> None:
    organisation = OrganisationFactory.create()
    pair = [member(Role.ORGANISATION_ADMIN, organisation) for _ in range(2)]
    barrier, outcomes = Barrier(2), []

    def end(by: Person, other: Person) -> None:
        barrier.wait()
        try:
            operations.end_membership(membership=other.memberships.get(), by=by, now=NOW)
            outcomes.append("ended")
        except DomainError as error:
            outcomes.append(str(error.code))
        finally:
            connection.close()

    threads = [Thread(target=end, args=(pair[0], pair[1])), Thread(target=end, args=(pair[1], pair[0]))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["NOT_ALLOWED", "ended"]
    assert Membership.objects.filter(until_on__isnull=True).count() == 1


def test_database_refuses_a_unit_of_another_organisation(organisation: Organisation) -> None:
    with pytest.raises(DatabaseError, match=r"G6: unit .* is not of organisation"), transaction.atomic():
        Membership.objects.create(
            person=PersonFactory.create(),
            organisation=organisation,
            unit=UnitFactory.create(),
            role=Role.RESEARCHER.value,
            since_on=TODAY,
        )


def test_database_refuses_the_same_open_membership_twice(organisation: Organisation) -> None:
    person = member(Role.RESEARCHER, organisation)
    with pytest.raises(IntegrityError, match="membership_open_once"), transaction.atomic():
        MembershipFactory.create(person=person, organisation=organisation)


def test_database_refuses_to_rewrite_a_membership(organisation: Organisation) -> None:
    membership = MembershipFactory.create(organisation=organisation)
    for statement in ("UPDATE parties_membership SET role = 'auditor'", "DELETE FROM parties_membership"):
        with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    with pytest.raises(IntegrityError, match="membership_span"), transaction.atomic():
        Membership.objects.filter(pk=membership.pk).update(until_on=membership.since_on - 2 * ONE)
