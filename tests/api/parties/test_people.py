"""What the schema shows of people and organisations, and to whom."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from exchange.api.core.context import Context
from exchange.api.core.ids import global_id
from exchange.api.endpoint.execution import answer
from exchange.kernel import clock
from exchange.parties import operations, queries
from exchange.parties.models import OrganisationSuccession, Person
from exchange.parties.permissions import Permission
from exchange.parties.roles import ROLES, Role
from exchange.parties.vocabulary import OrganisationStatus
from tests.api.asking import ask
from tests.factories.parties import (
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
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


ORGANISATIONS = """query($search: String!) { organisations(search: $search) { totalCount edges { node {
  name rorId countryCode city sector status website isNonprofit successors { name } units { name } } } } }"""


def test_organisations_are_public_and_found_by_name() -> None:
    OrganisationFactory.create(name="Institut Curie", sector="hospital", ror_id="https://ror.org/04t0gwh46")
    OrganisationFactory.create(name="Curie Works", status=OrganisationStatus.WITHDRAWN.value)
    found = ask(ORGANISATIONS, search="curie")["data"]["organisations"]
    assert found == {
        "totalCount": 1,
        "edges": [
            {
                "node": {
                    "name": "Institut Curie",
                    "rorId": "https://ror.org/04t0gwh46",
                    "countryCode": "BE",
                    "city": "Ghent",
                    "sector": "HOSPITAL",
                    "status": "ACTIVE",
                    "website": "",
                    "isNonprofit": True,
                    "successors": [],
                    "units": [],
                }
            }
        ],
    }


@pytest.mark.parametrize("count", [1, 3])
def test_successors_cost_the_same_however_many(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    successor = OrganisationFactory.create(name="New")
    old = [OrganisationFactory.create(status=OrganisationStatus.WITHDRAWN.value) for _ in range(count)]
    for row in old:
        OrganisationSuccession.objects.create(predecessor=row, successor=successor)
    aliases = " ".join(
        f'o{n}: organisation(id: "{global_id(row, "Organisation")}") {{ successors {{ name }} }}'
        for n, row in enumerate(old)
    )
    with django_assert_num_queries(2 * count):
        found = ask(f"{{ {aliases} }}")
    assert found["data"] == {f"o{n}": {"successors": [{"name": "New"}]} for n in range(count)}


def test_roles_say_what_they_permit() -> None:
    found = ask("{ roles { role title sentence permissions } }")["data"]["roles"]
    assert {entry["role"] for entry in found} == {role.name for role in Role}
    assert next(entry for entry in found if entry["role"] == "ORGANISATION_ADMIN") == {
        "role": "ORGANISATION_ADMIN",
        "title": "Organisation administrator",
        "sentence": "Grants and ends memberships, roles and signing authority in the organisation.",
        "permissions": [Permission.MANAGE_MEMBERS.name],
    }


CREATE = 'mutation { tokenCreate(input: {name: "x", days: 1}) { secret apiToken { name } errors { code message } } }'


def test_token_is_shown_once() -> None:
    viewer = PersonFactory.create()
    created = ask(CREATE, viewer)["data"]["tokenCreate"]
    assert created["errors"] == []
    assert queries.person_of_token(created["secret"], now=clock.now()) == viewer
    assert created["secret"] not in str(ask(VIEWER, viewer))


def test_token_cannot_create_tokens() -> None:
    viewer = PersonFactory.create()
    found = answer(
        CREATE,
        variables={},
        operation_name=None,
        context=Context(viewer, clock.now(), is_by_token=True),
        max_cost=1000,
    )
    assert found["data"]["tokenCreate"] == {
        "secret": None,
        "apiToken": None,
        "errors": [{"code": "NOT_ALLOWED", "message": "A token cannot create tokens; sign in at the page."}],
    }
    assert not viewer.api_tokens.exists()


def test_membership_is_granted_to_somebody_new() -> None:
    organisation = OrganisationFactory.create()
    administrator = member(Role.ORGANISATION_ADMIN, organisation)
    document = """mutation($input: MembershipGrantInput!) { membershipGrant(input: $input) {
      membership { role person { fullName email } organisation { id } sinceOn } errors { code field message } } }"""
    given = {
        "email": "new@example.org",
        "fullName": "New Person",
        "organisation": global_id(organisation, "Organisation"),
        "role": "RESEARCHER",
        "sinceOn": clock.today().isoformat(),
    }

    granted = ask(document, administrator, input=given)["data"]["membershipGrant"]
    again = ask(document, administrator, input=given)["data"]["membershipGrant"]

    assert granted == {
        "membership": {
            "role": "RESEARCHER",
            "person": {"fullName": "New Person", "email": None},
            "organisation": {"id": given["organisation"]},
            "sinceOn": given["sinceOn"],
        },
        "errors": [],
    }
    assert (again["membership"], again["errors"][0]["code"], again["errors"][0]["field"]) == (
        None,
        "ALREADY_MEMBER",
        "role",
    )


def test_membership_is_ended_on_a_day() -> None:
    organisation = OrganisationFactory.create()
    administrator = member(Role.ORGANISATION_ADMIN, organisation)
    membership = MembershipFactory.create(organisation=organisation)
    document = """mutation($input: MembershipEndInput!) { membershipEnd(input: $input) {
      membership { untilOn } errors { code field } } }"""
    identifier = global_id(membership, "Membership")
    last_on = (clock.today() + timedelta(days=7)).isoformat()

    ended = ask(document, administrator, input={"membership": identifier, "lastOn": last_on})
    too_late = ask(document, administrator, input={"membership": identifier, "lastOn": "2020-01-01"})

    assert ended["data"]["membershipEnd"] == {"membership": {"untilOn": last_on}, "errors": []}
    assert too_late["data"]["membershipEnd"]["errors"] == [{"code": "INVALID", "field": "lastOn"}]


def test_signing_authority_names_its_material() -> None:
    organisation = OrganisationFactory.create()
    administrator = member(Role.ORGANISATION_ADMIN, organisation)
    document = """mutation($input: SigningAuthorityGrantInput!) { signingAuthorityGrant(input: $input) {
      signingAuthority { materialClasses evidence } errors { code field message } } }"""
    given = {
        "person": global_id(member(Role.AUTHORISED_SIGNATORY, organisation), "Person"),
        "organisation": global_id(organisation, "Organisation"),
        "materialClasses": ["cell_line", "gold"],
        "evidence": "Register 7",
    }

    refused = ask(document, administrator, input=given)["data"]["signingAuthorityGrant"]["errors"]
    granted = ask(document, administrator, input={**given, "materialClasses": ["cell_line"]})

    assert refused == [{"code": "INVALID", "field": "materialClasses", "message": "gold is not a class of material."}]
    assert granted["data"]["signingAuthorityGrant"] == {
        "signingAuthority": {"materialClasses": ["cell_line"], "evidence": "Register 7"},
        "errors": [],
    }


def test_person_updates_their_details() -> None:
    viewer = PersonFactory.create()
    document = """mutation($input: PersonUpdateInput!) { personUpdate(input: $input) {
      person { fullName orcid timeZone } errors { code field } } }"""
    given = {"fullName": "Ada", "orcid": "https://orcid.org/0000-0002-1825-0097", "timeZone": "Africa/Kampala"}
    assert ask(document, viewer, input=given)["data"]["personUpdate"] == {
        "person": {"fullName": "Ada", "orcid": "0000-0002-1825-0097", "timeZone": "Africa/Kampala"},
        "errors": [],
    }
    assert ask(document, viewer, input={"orcid": "0000-0002-1825-0098"})["data"]["personUpdate"] == {
        "person": None,
        "errors": [{"code": "INVALID", "field": "orcid"}],
    }
