"""What the schema shows of people and organisations, and to whom."""

import pytest
from pytest_django import DjangoAssertNumQueries

from exchange.api.core.ids import global_id
from exchange.kernel import clock
from exchange.parties import operations
from exchange.parties.models import Person
from exchange.parties.roles import ROLES, Role
from tests.api.asking import ask
from tests.factories.parties import (
    MembershipFactory,
    OrganisationFactory,
    UnitFactory,
    member,
    signatory,
)

pytestmark = pytest.mark.django_db

VIEWER = """{ viewer { id email fullName orcid timeZone unreadCount
  memberships { role roleTitle roleSentence sinceOn untilOn organisation { name } unit { name } person { fullName } }
  signingAuthorities { materialClasses evidence organisation { name } }
  apiTokens { name lastUsedAt revokedAt } permissions } }"""


def test_viewer_is_null_for_nobody() -> None:
    assert ask(VIEWER) == {"data": {"viewer": None}}


def test_viewer_sees_all_about_themselves() -> None:
    organisation = OrganisationFactory.create(name="Ghent")
    unit = UnitFactory.create(organisation=organisation, name="Bank")
    viewer = member(Role.COMMITTEE_MEMBER, unit=unit, full_name="Ada", email="ada@example.org")
    operations.create_token(name="Export", days=1, by=viewer, now=clock.now())

    assert ask(VIEWER, viewer)["data"]["viewer"] == {
        "id": global_id(viewer, "Person"),
        "email": "ada@example.org",
        "fullName": "Ada",
        "orcid": "",
        "timeZone": "UTC",
        "unreadCount": 0,
        "memberships": [
            {
                "role": "COMMITTEE_MEMBER",
                "roleTitle": "Access committee member",
                "roleSentence": ROLES[Role.COMMITTEE_MEMBER].sentence,
                "sinceOn": "2020-01-01",
                "untilOn": None,
                "organisation": {"name": "Ghent"},
                "unit": {"name": "Bank"},
                "person": {"fullName": "Ada"},
            }
        ],
        "signingAuthorities": [],
        "apiTokens": [{"name": "Export", "lastUsedAt": None, "revokedAt": None}],
        "permissions": ["DECIDE_ACCESS", "READ_INCOMING_REQUESTS"],
    }


def test_permissions_in_one_organisation() -> None:
    viewer = member(Role.RESEARCHER)
    elsewhere = UnitFactory.create()
    MembershipFactory.create(person=viewer, unit=elsewhere, role=Role.COMMITTEE_MEMBER.value)
    document = "query($id: ID!) { viewer { permissions(organisation: $id) } }"

    found = ask(document, viewer, id=global_id(elsewhere.organisation, "Organisation"))

    assert found["data"]["viewer"]["permissions"] == ["DECIDE_ACCESS", "READ_INCOMING_REQUESTS"]


def test_colleague_shows_a_name_and_nothing_else() -> None:
    organisation = OrganisationFactory.create()
    viewer = member(Role.RESEARCHER, organisation)
    colleague = signatory(organisation)
    Person.objects.filter(pk=colleague.pk).update(full_name="Eve", orcid="0000-0002-1825-0097")
    operations.create_token(name="x", days=1, by=colleague, now=clock.now())
    document = VIEWER.replace("viewer", f'node(id: "{global_id(colleague, "Person")}")', 1)
    document = document.replace("{ id email", "{ ... on Person { id email").replace("permissions }", "permissions } }")

    assert ask(document, viewer)["data"]["node"] == {
        "id": global_id(colleague, "Person"),
        "email": None,
        "fullName": "Eve",
        "orcid": "0000-0002-1825-0097",
        "timeZone": None,
        "unreadCount": 0,
        "memberships": [],
        "signingAuthorities": [],
        "apiTokens": [],
        "permissions": [],
    }


def test_stranger_is_not_to_be_found() -> None:
    viewer, stranger = member(Role.ORGANISATION_ADMIN), member(Role.RESEARCHER)
    rows = {
        "Person": stranger,
        "Membership": stranger.memberships.get(),
        "SigningAuthority": signatory(OrganisationFactory.create()).signing_authorities.get(),
        "ApiToken": operations.create_token(name="x", days=1, by=stranger, now=clock.now())[0],
    }
    for name, row in rows.items():
        for asking in (viewer, None):
            found = ask("query($id: ID!) { node(id: $id) { id } }", asking, id=global_id(row, name))
            assert found == {"data": {"node": None}}, name


def test_administrator_sees_the_members() -> None:
    organisation = OrganisationFactory.create()
    administrator = member(Role.ORGANISATION_ADMIN, organisation)
    signer = signatory(organisation)
    document = """query($id: ID!) { organisation(id: $id) {
      memberships { totalCount edges { node { person { fullName } role } } }
      signingAuthorities { edges { node { person { fullName } evidence } } } } }"""
    identifier = global_id(organisation, "Organisation")

    seen = ask(document, administrator, id=identifier)["data"]["organisation"]
    by_member = ask(document, signer, id=identifier)["data"]["organisation"]
    by_nobody = ask(document, id=identifier)["data"]["organisation"]

    assert seen["memberships"]["totalCount"] == 2
    assert [edge["node"]["person"]["fullName"] for edge in seen["signingAuthorities"]["edges"]] == [signer.full_name]
    assert [edge["node"]["person"]["fullName"] for edge in by_member["memberships"]["edges"]] == [signer.full_name]
    assert by_nobody == {"memberships": {"totalCount": 0, "edges": []}, "signingAuthorities": {"edges": []}}


@pytest.mark.parametrize("count", [1, 3])
def test_members_cost_the_same_however_many(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    organisation = OrganisationFactory.create()
    administrator = member(Role.ORGANISATION_ADMIN, organisation)
    for _ in range(count):
        member(Role.RESEARCHER, unit=UnitFactory.create(organisation=organisation))
    document = """query($id: ID!) { organisation(id: $id) { units { name kind organisation { name } }
      memberships { totalCount edges { node { role person { fullName } unit { name } organisation { name } } } } } }"""

    with django_assert_num_queries(5):
        found = ask(document, administrator, id=global_id(organisation, "Organisation"))

    assert found["data"]["organisation"]["memberships"]["totalCount"] == count + 1
