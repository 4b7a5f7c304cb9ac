"""GraphQL over HTTP: methods, media types, statuses."""

import json
from typing import Any

import pytest
from django.test import Client

from tests.api.endpoint.posting import GRAPHQL, JSON, code_of, post

pytestmark = pytest.mark.django_db
TYPENAME = {"query": "{ __typename }"}


@pytest.mark.parametrize(
    ("accept", "answered"),
    [
        (None, JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        (JSON, JSON),
        (GRAPHQL, GRAPHQL),
        (f"{GRAPHQL}, {JSON};q=0.9", GRAPHQL),
        (f"{GRAPHQL};q=0.5, {JSON}", JSON),
        (f"{GRAPHQL}; charset=utf-8, {JSON}; charset=utf-8;q=0.9", GRAPHQL),
        ("text/html, */*;q=0.1", JSON),
        (f"{JSON};q=0, */*", GRAPHQL),
    ],
)
def test_answer_is_in_the_wished_media_type(client: Client, accept: str | None, answered: str) -> None:
    response = post(client, TYPENAME, accept=accept)
    assert response.status_code == 200
    assert response["Content-Type"] == f"{answered}; charset=utf-8"
    assert response.content == b'{"data":{"__typename":"Query"}}'
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("accept", ["text/html", "application/xml", f"{JSON};q=0"])
def test_other_media_types_are_not_acceptable(client: Client, accept: str) -> None:
    response = post(client, TYPENAME, accept=accept)
    assert response.status_code == 406
    assert code_of(response) == "BAD_INPUT"


@pytest.mark.parametrize(
    "content_type",
    [
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/plain",
        "application/graphql",
        "application/json; charset=latin-1",
        "application/jsonx",
    ],
)
def test_only_json_bodies_are_read(client: Client, content_type: str) -> None:
    response = post(client, b"query={ __typename }", content_type=content_type)
    assert response.status_code == 415
    assert code_of(response) == "BAD_INPUT"


@pytest.mark.parametrize("content_type", ["application/json; charset=utf-8", "Application/JSON;charset=UTF-8"])
def test_json_in_utf8_is_read(client: Client, content_type: str) -> None:
    assert post(client, TYPENAME, content_type=content_type).status_code == 200


@pytest.mark.parametrize("method", ["get", "head", "put", "patch", "delete", "options"])
def test_only_post_is_answered(client: Client, method: str) -> None:
    response = getattr(client, method)("/graphql?query={__typename}")
    assert response.status_code == 405
    assert response["Allow"] == "POST"


WRONG_PARTS: tuple[dict[str, Any], ...] = (
    {"query": 1},
    {"query": ["{ __typename }"]},
    {"query": {}},
    {"query": ""},
    {"query": None},
    {"variables": []},
    {"variables": "{}"},
    {"operationName": 1},
    {"operationName": {}},
    {"extensions": []},
    {"extensions": "x"},
    {"documentId": 1},
)


@pytest.mark.parametrize(
    "body",
    [b" ", b"{", b"\xff", b'"x"', b"null", b"1", b"[]", b"{}", b"[" * 5000]
    + [json.dumps([TYPENAME]).encode()]
    + [json.dumps(TYPENAME | wrong).encode() for wrong in WRONG_PARTS],
)
@pytest.mark.parametrize("accept", [JSON, GRAPHQL])
def test_malformed_request_is_refused(client: Client, body: bytes, accept: str) -> None:
    response = post(client, body, accept=accept)
    assert response.status_code == 400
    assert code_of(response) == "BAD_INPUT"


@pytest.mark.parametrize("name", ["variables", "operationName", "extensions", "documentId"])
def test_null_parameters_count_as_absent(client: Client, name: str) -> None:
    assert post(client, TYPENAME | {name: None}).status_code == 200


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"query": "{"}, "BAD_DOCUMENT"),
        ({"query": "{ nothing }"}, "BAD_DOCUMENT"),
        ({"query": "query A { __typename } query B { __typename }"}, "BAD_INPUT"),
        ({"query": "query A { __typename }", "operationName": "B"}, "BAD_INPUT"),
        ({"query": "query($id: ID!) { node(id: $id) { id } }"}, "BAD_INPUT"),
        ({"query": "query($id: ID!) { node(id: $id) { id } }", "variables": {"id": {}}}, "BAD_INPUT"),
        ({"query": "subscription { x }"}, "BAD_DOCUMENT"),
        ({"query": "type T { a: Int }"}, "BAD_DOCUMENT"),
        ({"query": '{ node(id: "\\u0000") { id } }'}, "BAD_INPUT"),
        ({"query": '{ node(id: "\\u{0}") { id } }'}, "BAD_INPUT"),
        ({"query": "{ __typename }", "variables": {"a": [{"b": "\x00"}]}}, "BAD_INPUT"),
        ({"query": "{ __typename }", "variables": {"a": [{"\ud800": "b"}]}}, "BAD_INPUT"),
    ],
)
def test_bad_document_is_told_by_status_only_in_the_newer_media_type(
    client: Client, body: dict[str, Any], code: str
) -> None:
    newer = post(client, body, accept=GRAPHQL)
    assert (newer.status_code, code_of(newer)) == (400, code)
    older = post(client, body, accept=JSON)
    assert (older.status_code, code_of(older)) == (200, code)


def test_operation_is_chosen_by_name(client: Client) -> None:
    body = {"query": "query A { a: __typename } query B { b: __typename }", "operationName": "B"}
    assert json.loads(post(client, body).content) == {"data": {"b": "Query"}}


def test_every_answer_has_a_request_id(client: Client) -> None:
    assert post(client, TYPENAME, headers={"X-Request-Id": "abc-12345678"})["X-Request-Id"] == "abc-12345678"
    for wrong in ("short", "with space and\tmore", "x" * 65):
        made = post(client, TYPENAME, headers={"X-Request-Id": wrong})["X-Request-Id"]
        assert made != wrong
        assert len(made) == 32


def test_body_has_a_size_limit(client: Client, settings: Any) -> None:
    settings.GRAPHQL_MAX_BODY_BYTES = 1024
    body = json.dumps(TYPENAME).encode()
    assert post(client, body.ljust(1024)).status_code == 200
    response = post(client, body.ljust(1025))
    assert response.status_code == 413
    assert code_of(response) == "BAD_INPUT"
