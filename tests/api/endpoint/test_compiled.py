"""What documents are compiled to answers what graphql-core answers, byte by byte."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings

from exchange.api.core.context import Context
from exchange.api.endpoint import execution
from exchange.api.endpoint.plans import MOST_COMPILED, Plan, plan_of
from exchange.kernel import clock
from exchange.parties.models import Person
from tests.api.catalogue.scenery import collection, id_of
from tests.factories.listings import CellLineFactory
from tests.factories.parties import PersonFactory
from tests.factories.stock import LotFactory

pytestmark = pytest.mark.django_db
SMOOTH = {
    "fragments and aliases": """
        query { found: listings(first: 2) { ...Found pageInfo { hasNextPage endCursor } } __typename }
        fragment Found on ListingConnection { totalCount edges { cursor node { ...Card again: title } } }
        fragment Card on Listing { id kind title unit { name organisation { countryCode } } }
    """,
    "fields that are merged": """
        { listings { edges { node { unit { name } } } ...More } }
        fragment More on ListingConnection { edges { node { unit { id kind } } } }
    """,
    "facets": '{ listings { facets(only: ["kind", "country"]) { name leavesOutFewDonors values { value count } } } }',
    "nested lists": "{ listings { edges { node { lots(first: 1) { totalCount edges { node { code } } } } } } }",
    "nothing": '{ listings(search: "nothing is called like that") { totalCount edges { node { id } } } }',
    "null": '{ listing(id: "unknown") { title } viewer { id } }',
    "introspection": "{ __schema { queryType { name fields { name args { name defaultValue } } } } }",
}
ROUGH = {
    "a type that only its value tells": "query($id: ID!) { node(id: $id) { id ... on Listing { title } } }",
    "what fails": 'query($id: ID!) { listing(id: $id) { title } listings(after: "x") { totalCount } }',
}


def answers(document: str, viewer: Person | None = None, **variables: Any) -> dict[str, Any]:
    return execution.answer(
        document,
        variables=variables,
        operation_name=None,
        context=Context(viewer, clock.now()),
        max_cost=settings.GRAPHQL_MAX_COST,
    )


@pytest.fixture
def by_core(monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict[str, Any]]:
    """Return a function that answers by graphql-core alone."""

    def answer(*asked: Any, **variables: Any) -> dict[str, Any]:
        with monkeypatch.context() as patch:
            patch.setattr(Plan, "query", lambda *_: None)
            return answers(*asked, **variables)

    return answer


@pytest.fixture
def listing_id() -> str:
    LotFactory.create_batch(2, listing=CellLineFactory.create().listing)
    CellLineFactory.create()
    return id_of(collection(2))


@pytest.mark.parametrize("document", SMOOTH.values(), ids=list(SMOOTH))
def test_compiled_documents_answer_as_graphql_core_does(
    document: str, listing_id: str, by_core: Callable[..., dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    person = PersonFactory()
    expected = [json.dumps(by_core(document, viewer)) for viewer in (None, person)]
    monkeypatch.delattr(execution, "execute_sync")

    assert [json.dumps(answers(document, viewer)) for viewer in (None, person)] == expected


@pytest.mark.parametrize("document", ROUGH.values(), ids=list(ROUGH))
def test_what_is_not_smooth_is_answered_by_graphql_core(
    document: str, listing_id: str, by_core: Callable[..., dict[str, Any]]
) -> None:
    assert json.dumps(answers(document, id=listing_id)) == json.dumps(by_core(document, id=listing_id))


def test_variables_leave_fields_out_of_each_answer(listing_id: str, by_core: Callable[..., dict[str, Any]]) -> None:
    document = """
        query($id: ID!, $with: Boolean!, $without: Boolean = false) {
          listing(id: $id) { title kind @include(if: $with) unit @skip(if: $without) { id } }
        }
    """
    for given in ({"with": True}, {"with": False}, {"with": True, "without": True}):
        assert json.dumps(answers(document, None, id=listing_id, **given)) == json.dumps(
            by_core(document, None, id=listing_id, **given)
        )
    assert len(plan_of(document).compiled) == 3


def test_only_so_many_queries_of_a_document_are_kept() -> None:
    names = [f"v{number}" for number in range(6)]
    fields = " ".join(f"f{name}: __typename @include(if: ${name})" for name in names)
    document = f"query({' '.join(f'${name}: Boolean!' for name in names)}) {{ {fields} }}"
    for number in range(2 ** len(names)):
        answers(document, None, **{name: bool(number >> place & 1) for place, name in enumerate(names)})

    assert 0 < len(plan_of(document).compiled) <= MOST_COMPILED
