"""Who may do what, who sees whom."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from pytest_django import DjangoAssertNumQueries

from exchange.kernel import clock
from exchange.kernel.errors import NotAllowed
from exchange.parties import queries
from exchange.parties.models import ApiToken, Organisation
from exchange.parties.permissions import Permission
from exchange.parties.roles import ROLES, Role
from exchange.parties.vocabulary import MaterialClass
from tests.factories.parties import (
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    SigningAuthorityFactory,
    UnitFactory,
    member,
    signatory,
)

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
ONE = timedelta(days=1)


@pytest.mark.parametrize("role", Role)
def test_permissions_of_whole_organisation(role: Role) -> None:
    unit = UnitFactory.create()
    person = member(role, unit.organisation)

    assert queries.permissions_of(person, unit.organisation, on=DAY) == ROLES[role].permissions
    assert queries.permissions_of(person, unit.organisation, on=DAY, unit=unit) == ROLES[role].permissions
    assert queries.permissions_of(person, OrganisationFactory.create(), on=DAY) == frozenset()


def test_permissions_of_one_unit_count_there_only() -> None:
    unit = UnitFactory.create()
    other = UnitFactory.create(organisation=unit.organisation)
    person = member(Role.RESOURCE_MANAGER, unit=unit)

    assert queries.permissions_of(person, unit.organisation, on=DAY, unit=unit) == (
        ROLES[Role.RESOURCE_MANAGER].permissions
    )
    assert queries.permissions_of(person, unit.organisation, on=DAY, unit=other) == frozenset()
    assert queries.permissions_of(person, unit.organisation, on=DAY) == frozenset()


def test_permissions_of_several_roles_add_up() -> None:
    unit = UnitFactory.create()
    person = member(Role.COMMITTEE_MEMBER, unit=unit)
    MembershipFactory.create(person=person, organisation=unit.organisation, role=Role.AUDITOR.value)

    assert queries.permissions_of(person, unit.organisation, on=DAY, unit=unit) == (
        ROLES[Role.COMMITTEE_MEMBER].permissions | ROLES[Role.AUDITOR].permissions
    )


@pytest.mark.parametrize(
    ("since_on", "until_on", "counts"),
    [
        (DAY, None, True),
        (DAY, DAY, True),
        (DAY - ONE, DAY, True),
        (DAY + ONE, None, False),
        (DAY - ONE, DAY - ONE, False),
        (DAY, DAY - ONE, False),
    ],
)
def test_membership_counts_from_first_to_last_day(since_on: date, until_on: date | None, counts: bool) -> None:
    membership = MembershipFactory.create(since_on=since_on, until_on=until_on)
    person, organisation = membership.person, membership.organisation

    assert bool(queries.permissions_of(person, organisation, on=DAY)) is counts
    assert queries.organisations_with(person, Permission.REQUEST_ACCESS, on=DAY).exists() is counts
    assert queries.members_with(Permission.REQUEST_ACCESS, organisation, on=DAY).exists() is counts


def test_inactive_person_may_do_nothing() -> None:
    person = member(Role.RESEARCHER, is_active=False)
    organisation = Organisation.objects.get()

    assert queries.permissions_of(person, organisation, on=DAY) == frozenset()
    assert queries.permissions_anywhere(person, on=DAY) == frozenset()
    assert list(queries.members_with(Permission.REQUEST_ACCESS, organisation, on=DAY)) == []
    with pytest.raises(NotAllowed):
        queries.require(person, Permission.REQUEST_ACCESS, organisation, on=DAY)


def test_permissions_of_refuses_a_unit_of_another_organisation() -> None:
    person = member(Role.RESEARCHER)
    with pytest.raises(ValueError, match="another organisation"):
        queries.permissions_of(person, Organisation.objects.get(), on=DAY, unit=UnitFactory.create())


def test_remembered_memberships_cost_no_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    person = member(Role.RESEARCHER)
    organisation = Organisation.objects.get()
    with django_assert_num_queries(1):
        queries.remember_memberships(person)
        for _ in range(3):
            assert queries.permissions_of(person, organisation, on=DAY)


def test_require_says_who_may() -> None:
    unit = UnitFactory.create(name="Tumour Bank")
    person = member(Role.RESEARCHER, unit.organisation)

    with pytest.raises(NotAllowed) as refused:
        queries.require(person, Permission.DECIDE_ACCESS, unit.organisation, on=DAY, unit=unit)

    assert refused.value.message == (
        "This needs the role Access committee chair or Access committee member in Tumour Bank."
    )
    assert refused.value.params == {"permission": "decide_access"}


def test_require_looks_again() -> None:
    person = queries.remember_memberships(member(Role.RESEARCHER))
    membership = person.memberships.get()
    queries.require(person, Permission.REQUEST_ACCESS, membership.organisation, on=DAY)
    membership.until_on = DAY - ONE
    membership.save()

    assert queries.permissions_of(person, membership.organisation, on=DAY)
    with pytest.raises(NotAllowed):
        queries.require(person, Permission.REQUEST_ACCESS, membership.organisation, on=DAY)


def test_units_with_and_members_with() -> None:
    unit = UnitFactory.create()
    sibling = UnitFactory.create(organisation=unit.organisation)
    UnitFactory.create()
    here = member(Role.RESOURCE_MANAGER, unit=unit)
    everywhere = member(Role.RESOURCE_MANAGER, unit.organisation)
    member(Role.RESEARCHER, unit.organisation)

    permission = Permission.IMPORT_LISTINGS
    assert list(queries.units_with(here, permission, on=DAY)) == [unit]
    assert set(queries.units_with(everywhere, permission, on=DAY)) == {unit, sibling}
    assert list(queries.organisations_with(here, permission, on=DAY)) == []
    assert list(queries.organisations_with(everywhere, permission, on=DAY)) == [unit.organisation]
    assert set(queries.members_with(permission, unit.organisation, on=DAY, unit=unit)) == {here, everywhere}
    assert list(queries.members_with(permission, unit.organisation, on=DAY, unit=sibling)) == [everywhere]
    assert list(queries.members_with(permission, unit.organisation, on=DAY)) == [everywhere]


def test_permissions_anywhere_counts_units_and_narrows() -> None:
    unit = UnitFactory.create()
    person = member(Role.COMMITTEE_MEMBER, unit=unit)
    MembershipFactory.create(person=person, role=Role.RESEARCHER.value)

    here = ROLES[Role.COMMITTEE_MEMBER].permissions
    assert queries.permissions_anywhere(person, on=DAY) == here | ROLES[Role.RESEARCHER].permissions
    assert queries.permissions_anywhere(person, on=DAY, organisation=unit.organisation) == here


def test_visible_people_are_oneself_and_colleagues() -> None:
    viewer = member(Role.RESEARCHER)
    organisation = Organisation.objects.get()
    colleague = member(Role.LEGAL_OFFICER, organisation)
    in_a_unit = member(Role.COMMITTEE_MEMBER, unit=UnitFactory.create(organisation=organisation))
    MembershipFactory.create(organisation=organisation, until_on=clock.today() - ONE)
    member(Role.RESEARCHER)

    assert set(queries.visible_people(viewer)) == {viewer, colleague, in_a_unit}
    assert list(queries.visible_people(AnonymousUser())) == []
    assert list(queries.visible_people(None)) == []


def test_visible_memberships_and_authorities() -> None:
    organisation = OrganisationFactory.create()
    administrator = member(Role.ORGANISATION_ADMIN, organisation)
    signer = signatory(organisation)
    outsider = signatory(OrganisationFactory.create())

    assert {m.person for m in queries.visible_memberships(administrator)} == {administrator, signer}
    assert {m.person for m in queries.visible_memberships(signer)} == {signer}
    assert {a.person for a in queries.visible_authorities(administrator)} == {signer}
    assert {a.person for a in queries.visible_authorities(outsider)} == {outsider}
    assert not queries.visible_memberships(None).exists()
    assert not queries.visible_authorities(None).exists()


def test_visible_tokens_are_ones_own() -> None:
    owner, other = PersonFactory.create(), PersonFactory.create()
    token = ApiToken.objects.create(person=owner, name="x", sha256="0" * 64, expires_at=clock.now() + ONE)

    assert list(queries.visible_tokens(owner)) == [token]
    assert list(queries.visible_tokens(other)) == []
    assert list(queries.visible_tokens(None)) == []


def test_signing_authority_of_covers_class_day_and_organisation() -> None:
    organisation = OrganisationFactory.create()
    person = signatory(organisation, MaterialClass.CELL_LINE)
    authority = person.signing_authorities.get()

    assert queries.signing_authority_of(person, organisation, MaterialClass.CELL_LINE, on=DAY) == authority
    assert queries.signing_authority_of(person, organisation, ["cell_line"], on=DAY) == authority
    assert queries.signing_authority_of(person, organisation, MaterialClass.PLASMID, on=DAY) is None
    assert queries.signing_authority_of(person, organisation, ["cell_line", "plasmid"], on=DAY) is None
    assert queries.signing_authority_of(person, organisation, "cell_line", on=date(2019, 12, 31)) is None
    assert queries.signing_authority_of(person, OrganisationFactory.create(), "cell_line", on=DAY) is None
    assert queries.signing_authority_of(PersonFactory.create(), organisation, "cell_line", on=DAY) is None


def test_signatories_of_need_role_and_authority() -> None:
    organisation = OrganisationFactory.create()
    person = signatory(organisation, MaterialClass.CELL_LINE)
    signatory(organisation, MaterialClass.PLASMID)
    member(Role.AUTHORISED_SIGNATORY, organisation)
    SigningAuthorityFactory.create(organisation=organisation)

    assert list(queries.signatories_of(organisation, MaterialClass.CELL_LINE, on=DAY)) == [person]


@pytest.mark.parametrize(
    ("changes", "opens"),
    [
        ({}, True),
        ({"expires_at": NOW}, False),
        ({"expires_at": NOW + timedelta(seconds=1)}, True),
        ({"revoked_at": NOW - ONE}, False),
        ({"person__is_active": False}, False),
    ],
)
def test_person_of_token(changes: dict[str, Any], opens: bool) -> None:
    person = PersonFactory.create(is_active=changes.pop("person__is_active", True))
    fields: dict[str, Any] = {"expires_at": NOW + ONE, "created_at": NOW - ONE, "name": "x"} | changes
    ApiToken.objects.create(person=person, sha256=queries.token_digest("reagora_secret"), **fields)

    assert queries.person_of_token("reagora_secret", now=NOW) == (person if opens else None)
    assert queries.person_of_token("reagora_Secret", now=NOW) is None
    assert queries.person_of_token("", now=NOW) is None
