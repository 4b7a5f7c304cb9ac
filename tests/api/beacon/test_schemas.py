"""Every answer of the Beacon is valid against the published schemas."""

from typing import Any

import pytest
from django.test import Client

from tests.api.beacon.schemas import check
from tests.api.catalogue.scenery import collection
from tests.factories.stock import SpecimenFactory

pytestmark = pytest.mark.django_db

INFORMATION = [
    ("", "beaconInfoResponse"),
    ("info", "beaconInfoResponse"),
    ("service-info", "ga4gh-service-info-1-0-0-schema"),
    ("configuration", "beaconConfigurationResponse"),
    ("entry_types", "beaconEntryTypesResponse"),
    ("map", "beaconMapResponse"),
    ("filtering_terms", "beaconFilteringTermsResponse"),
]
COUNTED = ["individuals", "biosamples", "datasets"]


@pytest.fixture(autouse=True)
def shelves() -> None:
    collection(donors=23)


def get(client: Client, path: str, status: int = 200) -> Any:
    response = client.get(f"/beacon/v2/{path}")
    assert response.status_code == status
    assert response["Access-Control-Allow-Origin"] == "*"
    return response.json()


@pytest.mark.parametrize(("path", "schema"), INFORMATION)
def test_information(client: Client, path: str, schema: str) -> None:
    check(get(client, path), schema)


@pytest.mark.parametrize("path", COUNTED)
def test_counts(client: Client, path: str) -> None:
    check(get(client, f"{path}?requestedGranularity=count"), "beaconCountResponse")
    check(get(client, f"{path}?requestedGranularity=record"), "beaconCountResponse")
    check(get(client, path), "beaconBooleanResponse")


def test_untold_count_is_a_boolean_that_says_so(client: Client) -> None:
    for _ in range(9):
        SpecimenFactory.create(material="DNA")
    answer = get(client, "individuals?requestedGranularity=count&filters=material=DNA")
    assert answer["responseSummary"] == {"exists": True}
    assert answer["info"] == {"suppressed": True}
    assert answer["meta"]["returnedGranularity"] == "boolean"
    check(answer, "beaconBooleanResponse")


@pytest.mark.parametrize("path", ["individuals/1", "nowhere", "g_variants"])
def test_addresses_that_do_not_exist(client: Client, path: str) -> None:
    check(get(client, path, 404), "beaconErrorResponse")


def test_refusals(client: Client) -> None:
    check(get(client, "individuals?start=1", 400), "beaconErrorResponse")
    check(client.post("/beacon/v2/info").json(), "beaconErrorResponse")
    check(client.delete("/beacon/v2/individuals").json(), "beaconErrorResponse")
