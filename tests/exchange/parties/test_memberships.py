"""Grant and end memberships."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from exchange.kernel.errors import InvalidInput, NotAllowed, Refused
from exchange.kernel.models import AuditEvent
from exchange.parties import operations, queries
from exchange.parties.errors import MembershipGrantErrorCode
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


def test_appoint_steward(organisation: Organisation) -> None:
    person = PersonFactory.create()

    membership = operations.appoint_steward(person=person, organisation=organisation, reason="vote", now=NOW)

    queries.require_anywhere(person, Permission.MAINTAIN_RULES, on=TODAY)
    assert audited() == [("parties.grant_membership", "", str(membership.pk))]
    with pytest.raises(NotAllowed, match="Network steward"):
        queries.require_anywhere(member(Role.ORGANISATION_ADMIN), Permission.MAINTAIN_RULES, on=TODAY)


def test_steward_is_appointed_and_never_granted(organisation: Organisation, administrator: Person) -> None:
    with pytest.raises(Refused) as refused:
        operations.grant_membership(
            person=administrator, organisation=organisation, role=Role.NETWORK_STEWARD, by=administrator, now=NOW
        )
    assert refused.value.code is MembershipGrantErrorCode.APPOINTED_ONLY
    assert not Membership.objects.filter(role=Role.NETWORK_STEWARD.value).exists()


def test_appoint_administrator(organisation: Organisation) -> None:
    person = PersonFactory.create()

    membership = operations.appoint_administrator(
        person=person, organisation=organisation, reason="letter of the rector", now=NOW
    )

    assert Permission.MANAGE_MEMBERS in queries.permissions_of(person, organisation, on=TODAY)
    assert audited() == [("parties.grant_membership", "", str(membership.pk))]
    assert AuditEvent.objects.get().reason == "letter of the rector"
