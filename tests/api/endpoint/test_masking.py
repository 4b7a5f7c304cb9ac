"""Errors within an answer: the client's and the domain's in full, ours by a number only."""

import json
import logging
import re
from typing import Any

import pytest
from django.test import Client

from exchange.api.core.errors import ClientError
from exchange.kernel.errors import NotFound
from exchange.parties.models import Person
from tests.api.endpoint.posting import GRAPHQL, post
from tests.factories.parties import PersonFactory

pytestmark = pytest.mark.django_db
VIEWER = {"query": "{ __typename viewer { unreadCount } }"}


@pytest.fixture
def person(client: Client) -> Person:
    person = PersonFactory()
    client.force_login(person)
    return person


def failing(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fail(viewer: Person) -> int:
        raise error

    monkeypatch.setattr("exchange.api.parties.types.unread_count", fail)


def test_bug_is_masked_and_logged_with_its_number(
    client: Client, person: Person, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    failing(monkeypatch, RuntimeError("with a secret"))
    response = post(client, VIEWER, accept=GRAPHQL)
    assert response.status_code == 200
    assert b"secret" not in response.content
    body = json.loads(response.content)
    assert body["data"] == {"__typename": "Query", "viewer": None}
    (error,) = body["errors"]
    assert error["path"] == ["viewer", "unreadCount"]
    error_id = error["extensions"]["errorId"]
    assert re.fullmatch(r"[0-9a-f]{12}", error_id)
    assert error["message"] == f"Something went wrong. Error id {error_id}."
    assert error["extensions"] == {"code": "INTERNAL_SERVER_ERROR", "errorId": error_id}
    (record,) = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert record.getMessage() == "graphql.field_failed"
    assert (vars(record)["error_id"], vars(record)["graphql_path"]) == (error_id, "viewer.unreadCount")
    assert record.exc_info is not None
    assert str(record.exc_info[1]) == "with a secret"


def test_refusal_of_the_domain_while_reading_is_shown(
    client: Client, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, NotFound("thing", field="some_thing"))
    (error,) = json.loads(post(client, VIEWER).content)["errors"]
    assert error["message"] == "No such thing."
    assert error["extensions"] == {
        "code": "NOT_FOUND",
        "classification": "ValidationError",
        "field": "someThing",
        "params": {},
    }


def test_mistake_of_the_client_is_shown(client: Client, person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, ClientError("Not like that.", field="x", most=3))
    (error,) = json.loads(post(client, VIEWER).content)["errors"]
    assert error["message"] == "Not like that."
    assert error["extensions"] == {
        "code": "BAD_INPUT",
        "classification": "ValidationError",
        "field": "x",
        "params": {"most": 3},
    }


@pytest.mark.parametrize("value", [None, "many", 2**40])
def test_value_that_does_not_fit_the_schema_is_our_bug(
    client: Client, person: Person, monkeypatch: pytest.MonkeyPatch, value: Any
) -> None:
    monkeypatch.setattr("exchange.api.parties.types.unread_count", lambda viewer: value)
    (error,) = json.loads(post(client, VIEWER).content)["errors"]
    assert error["extensions"]["code"] == "INTERNAL_SERVER_ERROR"
    assert "many" not in error["message"]


def test_null_for_an_argument_with_a_default_is_the_clients_mistake(client: Client) -> None:
    body = {
        "query": 'query($search: String = "a") { organisations(search: $search) { totalCount } }',
        "variables": {"search": None},
    }
    (error,) = json.loads(post(client, body).content)["errors"]
    assert error["extensions"]["code"] == "BAD_INPUT"
