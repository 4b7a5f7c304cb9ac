"""Organisations, their successors, and what roles permit."""

import pytest
from pytest_django import DjangoAssertNumQueries

from exchange.api.core.ids import global_id
from exchange.parties.models import OrganisationSuccession
from exchange.parties.permissions import Permission
from exchange.parties.roles import Role
from exchange.parties.vocabulary import OrganisationStatus
from tests.api.asking import ask
from tests.factories.parties import OrganisationFactory

pytestmark = pytest.mark.django_db

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
        "sentence": "Grants and ends memberships, roles and signing authority, and keeps the rules of its access"
        " committees.",
        "permissions": [Permission.MANAGE_COMMITTEE.name, Permission.MANAGE_MEMBERS.name],
    }
