"""What the Beacon takes, and what it refuses."""

from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from tests.api.catalogue.scenery import collection
from tests.factories.stock import SpecimenFactory

pytestmark = pytest.mark.django_db

META = {"apiVersion": "v2.0.0", "requestedSchemas": [{"entityType": "individual", "schema": "any"}]}


@pytest.fixture(autouse=True)
def shelves() -> None:
    collection(donors=12)


def post(client: Client, body: Any, path: str = "individuals", **options: Any) -> Any:
    response = client.post(f"/beacon/v2/{path}", body, **({"content_type": "application/json"} | options))
    return response.status_code, response.json()


def refusal(answer: tuple[int, Any]) -> str:
    status, body = answer
    assert (status, body["error"]["errorCode"]) == (400, 400)
    assert "responseSummary" not in body
    return body["error"]["errorMessage"]


def test_post_and_get_answer_alike(client: Client) -> None:
    query = {"filters": [{"id": "material", "operator": "=", "value": "ffpe"}], "requestedGranularity": "count"}
    status, posted = post(client, {"meta": META, "query": query})
    got = client.get("/beacon/v2/individuals?filters=material=ffpe&requestedGranularity=count").json()
    assert status == 200
    assert posted["responseSummary"] == got["responseSummary"] == {"exists": True, "numTotalResults": 10}
    assert posted["meta"]["receivedRequestSummary"] == {
        "apiVersion": "v2.0.0",
        "requestedSchemas": [{"entityType": "individual", "schema": "any"}],
        "filters": ["material=ffpe"],
        "pagination": {"skip": 0, "limit": 0},
        "requestedGranularity": "count",
        "testMode": False,
    }


def test_records_are_never_answered(client: Client) -> None:
    answer = client.get("/beacon/v2/biosamples?requestedGranularity=record").json()
    assert answer["meta"]["returnedGranularity"] == "count"
    assert set(answer) == {"meta", "responseSummary"}
    assert client.get("/beacon/v2/biosamples").json()["responseSummary"] == {"exists": True}


@pytest.mark.parametrize(
    "address",
    [
        "start=1&referenceName=1",
        "requestedGranularity=all",
        "includeResultsetResponses=SOME",
        "limit=-1",
        "skip=x",
        "limit=1000001",
        "testMode=true",
        "testMode=maybe",
        "filters=x",
        "filters=MONDO:",
        "filters=weight=3",
        "filters=material=%00",
        f"filters=material={'x' * 201}",
        f"filters=MONDO:{'1' * 61}",
        "filters=MONDO:0004992",  # not in the vocabulary at hand
        "filters=" + ",".join(["material=DNA"] * 21),
    ],
)
def test_bad_address_is_refused(client: Client, address: str) -> None:
    response = client.get(f"/beacon/v2/individuals?{address}")
    assert refusal((response.status_code, response.json()))


@pytest.mark.parametrize(
    "query",
    [
        [],
        {"filters": {}},
        {"filters": [1]},
        {"filters": [{"id": 1}]},
        {"filters": [{"id": "material", "operator": ">", "value": "DNA"}]},
        {"filters": [{"id": "material", "operator": "=", "value": 1}]},
        {"filters": [{"id": "material", "operator": "="}]},
        {"filters": [{"id": "MONDO:0004992", "includeDescendantTerms": "yes"}]},
        {"filters": [{"id": "MONDO:0004992", "similarity": "high"}]},
        {"filters": [{"id": "MONDO:0004992", "surprise": 1}]},
        {"requestParameters": {"g_variant": {"start": [1]}}},
        {"requestedGranularity": 1},
        {"pagination": []},
        {"pagination": {"limit": True}},
        {"pagination": {"page": 1}},
        {"testMode": True},
        {"surprise": 1},
    ],
)
def test_bad_query_is_refused(client: Client, query: Any) -> None:
    assert refusal(post(client, {"meta": META, "query": query}))


@pytest.mark.parametrize(
    "body",
    [
        "{",
        "[]",
        "[" * 20_000,
        {},
        {"meta": {}},
        {"meta": META | {"requestedSchemas": 1}},
        {"meta": META | {"requestedSchemas": [{"schema": 1}]}},
        {"meta": META, "surprise": 1},
        {"meta": META | {"padding": "x" * 65 * 1024}},
    ],
)
def test_bad_body_is_refused(client: Client, body: Any) -> None:
    assert refusal(post(client, body))


def test_body_is_json(client: Client) -> None:
    assert refusal(post(client, b"{}", content_type="text/plain")) == "Send the query as application/json."


def test_methods_and_rate_are_limited(client: Client, settings: LazySettings) -> None:
    response = client.delete("/beacon/v2/individuals")
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, POST")
    settings.GRAPHQL_RATE_BURST = 2
    assert [client.get("/beacon/v2/individuals").status_code for _ in range(3)] == [200, 200, 429]
    assert client.get("/beacon/v2/info").json()["error"]["errorCode"] == 429


def test_filtering_terms_come_in_pages(client: Client) -> None:
    for _ in range(10):
        SpecimenFactory.create(lot__listing__kind="sample_collection", material="DNA", anatomical_site="Liver")
    all_terms = client.get("/beacon/v2/filtering_terms").json()["response"]["filteringTerms"]
    assert [term["id"] for term in all_terms] == ["material", "sampleType", "anatomicalSite"]
    paged = client.get("/beacon/v2/filtering_terms?skip=1&limit=1").json()["response"]["filteringTerms"]
    assert [term["id"] for term in paged] == ["sampleType"]
