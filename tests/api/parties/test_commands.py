"""Commands on people and organisations, and what they answer."""

from datetime import timedelta

import pytest

from exchange.api.core.context import Context
from exchange.api.core.ids import global_id
from exchange.api.endpoint.execution import answer
from exchange.kernel import clock
from exchange.parties import queries
from exchange.parties.roles import Role
from tests.api.asking import ask
from tests.factories.parties import MembershipFactory, OrganisationFactory, PersonFactory, member

pytestmark = pytest.mark.django_db

CREATE = 'mutation { tokenCreate(input: {name: "x", days: 1}) { secret apiToken { name } errors { code message } } }'


def test_token_is_shown_once() -> None:
    viewer = PersonFactory.create()
    created = ask(CREATE, viewer)["data"]["tokenCreate"]
    assert created["errors"] == []
    assert queries.person_of_token(created["secret"], now=clock.now()) == viewer
    assert created["secret"] not in str(ask("{ viewer { apiTokens { id name } } }", viewer))


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
