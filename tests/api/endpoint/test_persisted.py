"""The page's own documents, by digest."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from exchange.kernel import clock
from exchange.parties import operations
from tests.api.endpoint.posting import GRAPHQL, code_of, post
from tests.factories.parties import PersonFactory

pytestmark = pytest.mark.django_db
TEXT = "query Known { __typename }"
DIGEST = sha256(TEXT.encode()).hexdigest()


@pytest.fixture(autouse=True)
def manifest(tmp_path: Path, settings: Any) -> Path:
    file = tmp_path / "documents.json"
    file.write_text(json.dumps({DIGEST: TEXT}))
    settings.GRAPHQL_DOCUMENTS = file
    return file


@pytest.mark.parametrize(
    "body",
    [
        {"documentId": DIGEST},
        {"documentId": f"sha256:{DIGEST}"},
        {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": DIGEST}}},
        {"query": TEXT, "extensions": {"persistedQuery": {"version": 1, "sha256Hash": DIGEST}}},
        {"query": "{ ignored }", "documentId": DIGEST},
    ],
)
def test_known_document_is_found_by_its_digest(client: Client, body: dict[str, Any]) -> None:
    assert post(client, body).content == b'{"data":{"__typename":"Query"}}'


def test_unknown_digest_is_told_in_the_words_of_its_convention(client: Client) -> None:
    for body in ({"documentId": "x"}, {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "x"}}}):
        response = post(client, body, accept=GRAPHQL)
        assert response.status_code == 400
        assert code_of(response) == "PERSISTED_QUERY_NOT_FOUND"
        assert json.loads(response.content)["errors"][0]["message"] == "PersistedQueryNotFound"


def test_unknown_digest_with_its_text_is_answered_and_not_kept(client: Client) -> None:
    other = {"documentId": "x", "query": "{ other: __typename }"}
    assert post(client, other).status_code == 200
    assert code_of(post(client, {"documentId": "x"})) == "PERSISTED_QUERY_NOT_FOUND"


def test_only_known_documents_are_answered_where_that_is_set(client: Client, settings: Any) -> None:
    settings.GRAPHQL_PERSISTED_ONLY = True
    person = PersonFactory()
    other = {"query": "{ __typename }"}
    for _ in range(2):
        assert post(client, {"documentId": DIGEST}).status_code == 200
        assert post(client, {"query": TEXT}).status_code == 200
        response = post(client, other)
        assert response.status_code == 403
        assert code_of(response) == "PERSISTED_QUERY_NOT_FOUND"
        client.force_login(person)
    _, secret = operations.create_token(name="script", days=1, by=person, now=clock.now())
    assert post(client, other, headers={"Authorization": f"Bearer {secret}"}).status_code == 200


def test_new_build_of_the_page_is_noticed(client: Client, manifest: Path) -> None:
    assert post(client, {"documentId": DIGEST}).status_code == 200
    manifest.write_text(json.dumps({"new": TEXT}))
    assert post(client, {"documentId": "new"}).status_code == 200
    manifest.unlink()
    assert code_of(post(client, {"documentId": "new"})) == "PERSISTED_QUERY_NOT_FOUND"
