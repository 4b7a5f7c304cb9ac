"""Pages of deals cost the same number of statements whatever the number of rows."""

from typing import Any

import pytest

from exchange.api.core.ids import global_id
from exchange.requests.models import Project
from exchange.shipping.models import Shipment
from tests.api.asking import ask
from tests.factories.requests import House, ProjectFactory, house

pytestmark = pytest.mark.django_db

INBOX = """{ incomingParts(first: 20) { totalCount edges { node {
    stage unit { name } request { number requester { fullName } project { title } organisation { name } }
    lines { quantity state verdict holdExpiresAt commands listing { title }
      lots { quantity lot { code } } reasons { code } decision { reason person { fullName } }
      currentVerdict { verdict reasons { code } } gate { isGreen conditions { key state whoActs } } }
    agreements { number state whoseTurn } shipments { state gateIsGreen problems commands items { lotCode quantity } }
} } } }"""
REQUESTS = """{ requests(first: 20) { totalCount edges { node {
    number stage canSubmit commands project { title diseases { label } ethicsApprovals { isInForce } }
    lines { state gate { isGreen } commands currentVerdict { verdict } } parts { stage unit { name } }
} } } }"""
AGREEMENTS = """{ agreements(first: 20, awaitingMe: false) { totalCount edges { node {
    number formTitle whoseTurn commands canSignReason mySide { name } provider { name } recipient { name }
    reasons { code } clauses { id } items { description } approvals { person { fullName } organisation { name } }
    signatures { person { fullName } sealedAt } documents { sequence sha256 url } part { stage }
} } } }"""
SHIPMENTS = """{ shipments(first: 20) { totalCount edges { node {
    state gateIsGreen problems commands part { stage } items { lotCode listingTitle quantity unit line { state } }
} } } }"""


def further_project(home: House) -> Project:
    approvals = list(home.project.ethics_approvals.all())
    return ProjectFactory.create(organisation=home.recipient, owner=home.researcher, ethics_approvals=approvals)


def deals(count: int) -> House:
    """Return a house with so many deals whose parcels are packed."""
    home = house(specimens=count)
    for _ in range(count):
        home.prepared(samples=1)
        home.project = further_project(home)
    return home


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("document", "who", "statements"),
    [(INBOX, "manager", 60), (REQUESTS, "researcher", 34), (AGREEMENTS, "legal", 17), (SHIPMENTS, "manager", 28)],
    ids=["inbox", "requests", "agreements", "shipments"],
)
def test_page_of_deals(document: str, who: str, statements: int, count: int, django_assert_num_queries: Any) -> None:
    home = deals(count)
    viewer = {"manager": home.biobank.manager, "researcher": home.researcher, "legal": home.biobank.legal}[who]
    with django_assert_num_queries(statements):
        answer = ask(document, viewer)
    assert "errors" not in answer
    (page,) = answer["data"].values()
    assert page["totalCount"] == count
    assert Shipment.objects.count() == count


@pytest.mark.parametrize("count", [1, 3])
def test_basket_of_several_lines(count: int, django_assert_num_queries: Any) -> None:
    home = house()
    home.basket(samples=1, vials=1 if count > 1 else 0)
    document = """query($p: ID!) { basket(project: $p) { canSubmit lines { quantity commands lots { quantity }
        listing { title availableCount } currentVerdict { verdict lotsTotal } gate { conditions { sentence } } } } }"""
    with django_assert_num_queries(26):
        answer = ask(document, home.researcher, p=global_id(home.project, "Project"))
    assert len(answer["data"]["basket"]["lines"]) == min(count, 2)
