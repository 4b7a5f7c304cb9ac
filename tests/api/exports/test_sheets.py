"""GET /catalogue.csv and /catalogue.xlsx."""

import csv
import io
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from openpyxl import load_workbook

from catalog.interchange.exports.sheets import rows
from catalog.listings.models import Listing
from exchange.parties.roles import Role
from tests.api.catalogue.scenery import id_of
from tests.factories.listings import CellLineFactory, ListingFactory, PlasmidFactory
from tests.factories.parties import member
from tests.factories.requests import ProjectFactory

pytestmark = pytest.mark.django_db


def titles(response: Any) -> list[str]:
    assert response.status_code == 200, response.content
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return [row["title"] for row in csv.DictReader(io.StringIO(text, newline=""))]


def test_search_is_what_is_exported(client: Client) -> None:
    PlasmidFactory(listing__title="glioma plasmid", listing__unit__organisation__country_code="DE")
    CellLineFactory(listing__title="glioma line")
    assert sorted(titles(client.get("/catalogue.csv"))) == ["glioma line", "glioma plasmid"]
    assert titles(client.get("/catalogue.csv?search=plasmid")) == ["glioma plasmid"]
    assert titles(client.get("/catalogue.csv?kind=CELL_LINE")) == ["glioma line"]
    assert titles(client.get("/catalogue.csv?kind=PLASMID&kind=CELL_LINE&country=de")) == ["glioma plasmid"]
    assert titles(client.get("/catalogue.csv?region=Europe&species=Mus+musculus")) == []
    assert titles(client.get("/catalogue.csv?quantityAtLeast=1")) == []


def test_rows_are_of_the_unit_and_in_the_order_that_are_asked_for(client: Client) -> None:
    far = PlasmidFactory(listing__title="b far", listing__unit__organisation__country_code="DE").listing
    near = PlasmidFactory(listing__title="c near", listing__unit__organisation__country_code="UG").listing
    CellLineFactory(listing__title="a line", listing__unit=far.unit)
    assert titles(client.get("/catalogue.csv?sort=NAME")) == ["a line", "b far", "c near"]
    assert titles(client.get("/catalogue.csv?sort=NEAREST&near=UG"))[0] == near.title
    assert titles(client.get(f"/catalogue.csv?sort=NAME&unit={id_of(far.unit)}")) == ["a line", "b far"]


@pytest.mark.parametrize(
    "asked",
    ["sort=COLOUR", "sort=NEAREST", "unit=x", "quantityAtLeast=few", "quantityAtLeast=0", "kind=DRAGON", "colour=red"],
)
def test_mistake_is_refused(client: Client, asked: str) -> None:
    assert client.get(f"/catalogue.csv?{asked}").status_code == 400


def test_workbook_has_the_same(client: Client) -> None:
    PlasmidFactory(listing__title="pX")
    response: Any = client.get("/catalogue.xlsx?kind=PLASMID")
    assert response["Content-Disposition"] == 'attachment; filename="reagora-listings.xlsx"'
    sheet: Any = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    header, row = sheet.iter_rows(values_only=True)
    found = dict(zip(header, row, strict=True))
    assert (found["title"], found["backbone"]) == ("pX", "pcDNA3.1")


def test_limit_is_said(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "MOST_ROWS", 2)
    for _ in range(3):
        ListingFactory()
    response = client.get("/catalogue.csv")
    assert (response["X-Rows"], response["X-Total-Rows"]) == ("2", "3")
    assert response["Content-Disposition"] == 'attachment; filename="reagora-first-2-of-3.csv"'
    assert len(titles(response)) == 2


@pytest.mark.parametrize("visibility", ["draft", "withdrawn"])
def test_hidden_listing_is_exported_for_its_own_people_only(client: Client, visibility: str) -> None:
    listing: Listing = ListingFactory.create(title="secret", visibility=visibility)
    outsiders = [None, member(Role.RESEARCHER), member(Role.RESOURCE_MANAGER)]
    for address in ("/catalogue.csv", "/catalogue.csv?mine=true", "/catalogue.csv?search=secret"):
        for person in outsiders:
            client.logout()
            if person:
                client.force_login(person)
            response = client.get(address)
            assert (titles(response), response["X-Total-Rows"]) == ([], "0")
    client.force_login(member(Role.RESOURCE_MANAGER, unit=listing.unit))
    assert titles(client.get("/catalogue.csv?mine=true")) == ["secret"]


def test_project_of_others_is_none(client: Client) -> None:
    project = ProjectFactory.create()
    address = f"/catalogue.csv?usableFor={id_of(project)}&verdict=PERMIT"
    assert client.get(address).status_code == 400
    ListingFactory.create(title="pX")
    client.force_login(project.owner)
    assert titles(client.get(address)) == ["pX"]


@pytest.mark.parametrize(
    "query", ["surprise=1", "kind=cell_line", "kind=SPACESHIP", "verdict=MAYBE", "verdict=PERMIT", "usableFor=x"]
)
def test_bad_argument_is_refused(client: Client, query: str) -> None:
    response = client.get(f"/catalogue.csv?{query}")
    assert (response.status_code, response["Content-Type"]) == (400, "text/plain; charset=utf-8")


def test_tables_are_only_read_and_not_too_often(client: Client, settings: LazySettings) -> None:
    assert client.post("/catalogue.csv").status_code == 405
    settings.GRAPHQL_RATE_BURST = 1
    assert [client.get("/catalogue.csv").status_code for _ in range(2)] == [200, 429]
