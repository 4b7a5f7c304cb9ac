"""Grant and end memberships."""

from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from exchange.kernel.errors import DomainError, InvalidInput, NotAllowed, Refused
from exchange.kernel.models import AuditEvent
from exchange.parties import operations, queries
from exchange.parties.errors import MembershipEndErrorCode, MembershipGrantErrorCode
from exchange.parties.models import Membership, Organisation, Person
from exchange.parties.permissions import Permission
from exchange.parties.roles import Role
from exchange.parties.vocabulary import OrganisationStatus
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


def test_grant_membership(organisation: Organisation, administrator: Person) -> None:
    unit, person = UnitFactory.create(organisation=organisation), PersonFactory.create()

    membership = operations.grant_membership(
        person=person, organisation=organisation, unit=unit, role=Role.COMMITTEE_CHAIR, by=administrator, now=NOW
    )

    membership.refresh_from_db()
    assert (membership.person, membership.organisation, membership.unit) == (person, organisation, unit)
    assert (membership.role, membership.since_on, membership.until_on) == ("committee_chair", TODAY, None)
    assert audited() == [("parties.grant_membership", str(administrator.pk), str(membership.pk))]
    assert AuditEvent.objects.get().inputs == {
        "person": str(person.pk),
        "organisation": str(organisation.pk),
        "unit": str(unit.pk),
        "role": "committee_chair",
        "since_on": "2026-03-02",
    }
    assert news() == [("MembershipGranted", {"membership_id": str(membership.pk)})]


def test_grant_membership_by_administrator_of_the_unit(organisation: Organisation) -> None:
    unit, person = UnitFactory.create(organisation=organisation), PersonFactory.create()
    administrator = member(Role.ORGANISATION_ADMIN, unit=unit)
    grant: dict[str, Any] = {
        "person": person,
        "organisation": organisation,
        "role": Role.RESEARCHER,
        "by": administrator,
        "now": NOW,
    }

    operations.grant_membership(**grant, unit=unit)
    with pytest.raises(NotAllowed):
        operations.grant_membership(**grant)
    with pytest.raises(NotAllowed):
        operations.grant_membership(**grant, unit=UnitFactory.create(organisation=organisation))

    assert Membership.objects.filter(person=person).count() == 1


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ORGANISATION_ADMIN])
def test_grant_membership_needs_the_administrator(organisation: Organisation, role: Role) -> None:
    someone = member(role, organisation)
    with pytest.raises(NotAllowed, match="Organisation administrator"):
        operations.grant_membership(
            person=someone, organisation=organisation, role=Role.ORGANISATION_ADMIN, by=someone, now=NOW
        )
    assert (audited(), news()) == ([], [])


def test_grant_membership_in_a_unit_of_another_organisation(organisation: Organisation, administrator: Person) -> None:
    with pytest.raises(InvalidInput) as refused:
        operations.grant_membership(
            person=PersonFactory.create(),
            organisation=organisation,
            unit=UnitFactory.create(),
            role=Role.RESEARCHER,
            by=administrator,
            now=NOW,
        )
    assert refused.value.field == "unit"


def test_grant_membership_twice(organisation: Organisation, administrator: Person) -> None:
    person = member(Role.RESEARCHER, organisation)
    with pytest.raises(Refused) as refused:
        operations.grant_membership(
            person=person, organisation=organisation, role=Role.RESEARCHER, by=administrator, now=NOW
        )
    assert refused.value.code is MembershipGrantErrorCode.ALREADY_MEMBER
    assert refused.value.message == f"{person} has the role Researcher in {organisation} already."


def test_grant_membership_again_after_its_end(organisation: Organisation, administrator: Person) -> None:
    old = MembershipFactory.create(organisation=organisation, until_on=TODAY - ONE)
    new = operations.grant_membership(
        person=old.person, organisation=organisation, role=Role.RESEARCHER, by=administrator, now=NOW
    )
    assert set(old.person.memberships.all()) == {old, new}


@pytest.mark.parametrize("status", [OrganisationStatus.INACTIVE, OrganisationStatus.WITHDRAWN])
def test_grant_membership_of_an_organisation_not_in_use(
    organisation: Organisation, administrator: Person, status: OrganisationStatus
) -> None:
    organisation.status = status.value
    organisation.save()
    with pytest.raises(Refused) as refused:
        operations.grant_membership(
            person=PersonFactory.create(), organisation=organisation, role=Role.RESEARCHER, by=administrator, now=NOW
        )
    assert refused.value.code is MembershipGrantErrorCode.ORGANISATION_NOT_IN_USE


def test_invite_member_makes_an_account_that_has_no_password(organisation: Organisation, administrator: Person) -> None:
    membership = operations.invite_member(
        email=" New.Person@Example.ORG ",
        full_name="New Person",
        organisation=organisation,
        role=Role.RESEARCHER,
        by=administrator,
        now=NOW,
    )

    person = membership.person
    assert (person.email, person.full_name, person.has_usable_password()) == (
        "new.person@example.org",
        "New Person",
        False,
    )
    assert [command for command, _, _ in audited()] == ["parties.invite", "parties.grant_membership"]


def test_invite_member_who_is_known_changes_nothing_about_them(
    organisation: Organisation, administrator: Person
) -> None:
    known = PersonFactory.create(email="known@example.org", full_name="Known")

    membership = operations.invite_member(
        email="KNOWN@example.org",
        full_name="Other Name",
        organisation=organisation,
        role=Role.RESEARCHER,
        by=administrator,
        now=NOW,
    )

    assert membership.person == known
    assert membership.person.full_name == "Known"


def test_invite_member_by_others_leaves_no_account(organisation: Organisation) -> None:
    with pytest.raises(NotAllowed):
        operations.invite_member(
            email="new@example.org",
            organisation=organisation,
            role=Role.RESEARCHER,
            by=member(Role.RESEARCHER, organisation),
            now=NOW,
        )
    assert not Person.objects.filter(email="new@example.org").exists()


def test_invite_member_needs_an_address(organisation: Organisation, administrator: Person) -> None:
    with pytest.raises(InvalidInput) as refused:
        operations.invite_member(
            email="nobody", organisation=organisation, role=Role.RESEARCHER, by=administrator, now=NOW
        )
    assert refused.value.field == "email"


def test_appoint_administrator(organisation: Organisation) -> None:
    person = PersonFactory.create()

    membership = operations.appoint_administrator(
        person=person, organisation=organisation, reason="letter of the rector", now=NOW
    )

    assert Permission.MANAGE_MEMBERS in queries.permissions_of(person, organisation, on=TODAY)
    assert audited() == [("parties.grant_membership", "", str(membership.pk))]
    assert AuditEvent.objects.get().reason == "letter of the rector"


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
