"""What one request costs over HTTP, sign-in and limits included."""

import json
from typing import Any

import pytest
from django.test import Client

from exchange.kernel import clock
from exchange.parties import operations
from exchange.parties.roles import Role
from tests.api.endpoint.posting import post
from tests.factories.listings import CellLineFactory
from tests.factories.parties import MembershipFactory, UnitFactory
from tests.factories.stock import LotFactory

PAGE = """
{ listings(first: 20) { totalCount edges { node { title
    unit { name
      listings(first: 20) { totalCount edges { node { title
        lots(first: 20) { totalCount edges { node { code availableCount } } }
} } } } } } } }
"""


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("by", ["session", "token"])
def test_nested_three_level_page_takes_six_statements(
    client: Client, count: int, by: str, django_assert_num_queries: Any
) -> None:
    person = MembershipFactory(role=Role.RESEARCHER.value).person
    for _ in range(count):
        unit = UnitFactory()
        for _ in range(count):
            line = CellLineFactory(listing__unit=unit)
            LotFactory.create_batch(count, listing=line.listing)
    headers = {}
    if by == "session":
        client.force_login(person)
    else:
        _, secret = operations.create_token(name="script", days=1, by=person, now=clock.now())
        headers["Authorization"] = f"Bearer {secret}"
        post(client, {"query": "{ __typename }"}, headers=headers)
    # Session and person, or token and its mark of use; the rate limit; listings with units, their listings, the lots.
    # Counts come with their pages; only the first list's would be a seventh statement, if it were longer than a page.
    with django_assert_num_queries(6):
        response = post(client, {"query": PAGE}, headers=headers)
    body = json.loads(response.content)
    assert "errors" not in body, body
    listings = body["data"]["listings"]
    assert listings["totalCount"] == count**2
    for edge in listings["edges"]:
        inner = edge["node"]["unit"]["listings"]
        assert inner["totalCount"] == count
        assert [lot["node"]["lots"]["totalCount"] for lot in inner["edges"]] == [count] * count
