"""What one document may ask for."""

import gc
import time
from contextlib import suppress
from typing import Any

import pytest
from django.test import Client
from graphql import get_introspection_query

from exchange.api.endpoint.plans import plan_of
from exchange.api.endpoint.refusal import DocumentRefused
from tests.api.endpoint.posting import GRAPHQL, code_of, post


def refusal(text: str) -> tuple[str, str]:
    """Return code and message of the first reason why a document is refused."""
    with pytest.raises(DocumentRefused) as refused:
        plan_of(text)
    error = refused.value.errors[0]
    assert error.extensions is not None
    return error.extensions["code"], error.message


def nested(levels: int) -> str:
    """Return a document that nests so many fields."""
    text = "name"
    for level in range(levels - 1):
        text = ("successors" if level < levels - 2 else "node(id: 1) { ... on Organisation") + " { " + text + " }"
    return "{ " + text + " } }"


def test_depth_is_limited(settings: Any) -> None:
    assert next(iter(plan_of(nested(16)).costs.values())).depth == 16
    assert refusal(nested(17)) == ("TOO_COSTLY", "Fields may be nested 16 deep.")


def test_depth_is_counted_through_fragments() -> None:
    document = """
    { node(id: 1) { ...A } }
    fragment A on Organisation { successors { successors { successors { successors { successors { ...B } } } } } }
    fragment B on Organisation { ... { successors { successors { successors { successors { ...C } } } } } }
    fragment C on Organisation { successors { successors { successors { successors { successors { ...D } } } } } }
    fragment D on Organisation { successors { name } }
    """
    assert refusal(document)[0] == "TOO_COSTLY"


def test_aliases_are_limited() -> None:
    def document(count: int) -> str:
        return "{ " + " ".join(f"a{n}: __typename" for n in range(count)) + " }"

    plan_of(document(30))
    assert refusal(document(31)) == ("TOO_COSTLY", "A document may have 30 aliases.")


def test_directives_are_limited() -> None:
    assert refusal("{ __typename " + "@skip(if: true) " * 31 + "}")[1] == "A document may have 30 directives."
    assert refusal("{ __typename " + "@what " * 31 + "}")[1] == "A document may have 30 directives."


def test_repeated_fields_are_limited() -> None:
    plan_of("{ " + "__typename " * 10 + "}")
    assert refusal("{ " + "__typename " * 11 + "}") == ("TOO_COSTLY", "A field may be repeated 10 times.")


def test_tokens_are_limited() -> None:
    code, message = refusal("{ " + " ".join(f"f{n}" for n in range(2000)) + " }")
    assert code == "BAD_DOCUMENT"
    assert "2000 tokens" in message


def test_number_of_errors_is_limited() -> None:
    with pytest.raises(DocumentRefused) as refused:
        plan_of("{ " + " ".join(f"f{n}" for n in range(500)) + " }")
    assert len(refused.value.errors) == 11  # ten, and that there are more


def test_cost_counts_the_rows_that_could_come() -> None:
    def cost(text: str, **variables: Any) -> int:
        return next(iter(plan_of(text).costs.values())).total(variables)

    page = 'organisations(search: "a" %s) { totalCount pageInfo { hasNextPage } edges { cursor node { name %s } } }'
    assert cost("{ __typename }") == 0
    assert cost("{ %s }" % (page % ("", ""))) == 20
    assert cost("{ %s }" % (page % ("first: 7", ""))) == 7
    assert cost("{ %s }" % (page % ("last: 1000", ""))) == 100
    assert cost("{ %s }" % (page % ("first: -5", ""))) == 1
    assert cost("{ %s }" % (page % ("first: 10", "successors { name }"))) == 60
    text = "query($n: Int) { %s }" % (page % ("first: $n", ""))
    assert [cost(text), cost(text, n=None), cost(text, n=3), cost(text, n=500)] == [20, 20, 3, 100]
    fragments = "{ %s } fragment F on Organisation { successors { name } }" % (page % ("first: 10", "...F ...F"))
    assert cost(fragments) == 110


@pytest.mark.django_db
def test_costly_document_is_not_executed(client: Client, settings: Any, django_assert_num_queries: Any) -> None:
    settings.GRAPHQL_MAX_COST = 99
    document = 'query($n: Int) { organisations(search: "a", first: $n) { edges { node { name } } } }'
    assert post(client, {"query": document, "variables": {"n": 99}}, accept=GRAPHQL).status_code == 200
    with django_assert_num_queries(1):  # the rate limit's
        response = post(client, {"query": document, "variables": {"n": 100}}, accept=GRAPHQL)
    assert response.status_code == 400
    assert code_of(response) == "TOO_COSTLY"


def test_introspection_fits_the_limits_and_can_be_switched_off(settings: Any) -> None:
    text = get_introspection_query(input_value_deprecation=True, specified_by_url=True)
    plan_of(text)
    assert refusal("{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }") == (
        "BAD_DOCUMENT",
        "Maximum introspection depth exceeded",
    )
    settings.GRAPHQL_INTROSPECTION = False
    assert refusal(text)[0] == "BAD_DOCUMENT"
    plan_of("{ __typename }")


def test_plans_are_kept() -> None:
    text = "{ kept: __typename }"
    assert plan_of(text) is plan_of(text)


@pytest.mark.parametrize(
    "document",
    [
        "{ " + "viewer { id } " * 400 + "}",
        "{ " + "viewer { ...F } " * 9 + "} fragment F on Person { " + "id " * 900 + "}",
        "{ ...F0 } "
        + " ".join(f"fragment F{n} on Query {{ ...F{n + 1} ...F{n + 1} }}" for n in range(150))
        + " fragment F150 on Query { __typename }",
        "{ "
        + " ".join(f"...F{n}" for n in range(150))
        + " } "
        + " ".join(f"fragment F{n} on Query {{ viewer {{ id }} __typename }}" for n in range(150)),
        "{ node(id: " + "[" * 900 + "]" * 900 + ") { id } }",
        "{ a" * 900 + "}" * 900,
        "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }",
    ],
    ids=["repeats", "repeats in a fragment", "doubling fragments", "many fragments", "lists", "depth", "cycle"],
)
def test_hostile_document_is_dealt_with_quickly(document: str) -> None:
    # What all other tests have left behind is not the document's to clear away.
    gc.disable()
    try:
        begun = time.process_time()
        with suppress(DocumentRefused):
            plan_of(document)
        assert time.process_time() - begun < 1.0
    finally:
        gc.enable()
