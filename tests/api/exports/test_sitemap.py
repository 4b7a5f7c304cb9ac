"""/sitemap.xml, its parts, and /robots.txt."""

from xml.etree import ElementTree as ET

import pytest
from django.conf import LazySettings
from django.test import Client

from exchange.api.exports.addresses import listing_address, provider_address
from exchange.api.exports.sitemap import Listings
from tests.factories.listings import ListingFactory

pytestmark = pytest.mark.django_db

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture(autouse=True)
def address(settings: LazySettings) -> None:
    settings.PUBLIC_URL = "http://testserver"


def locations(client: Client, path: str) -> list[str]:
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml")
    return [one.text or "" for one in ET.fromstring(response.content).iterfind(".//s:loc", NAMES)]


def test_parts_have_every_public_listing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Listings, "limit", 2)
    public = [ListingFactory.create() for _ in range(3)]
    for visibility in ("draft", "withdrawn"):
        ListingFactory.create(visibility=visibility)
    parts = locations(client, "/sitemap.xml")
    assert parts == [
        "http://testserver/sitemap-pages.xml",
        "http://testserver/sitemap-listings.xml",
        "http://testserver/sitemap-listings.xml?p=2",
        "http://testserver/sitemap-providers.xml",
    ]
    assert locations(client, parts[0]) == ["http://testserver/", "http://testserver/catalogue"]
    found = [location for part in parts[1:3] for location in locations(client, part)]
    assert found == [listing_address(listing) for listing in public]


def test_providers_are_those_who_offer_something_to_everybody(client: Client) -> None:
    public = ListingFactory.create()
    ListingFactory.create(visibility="draft")
    organisation = public.unit.organisation
    assert locations(client, "/sitemap-providers.xml") == [provider_address(organisation)]


def test_listing_says_when_it_changed(client: Client) -> None:
    listing = ListingFactory.create()
    listing.refresh_from_db()
    content = ET.fromstring(client.get("/sitemap-listings.xml").content)
    assert [one.text for one in content.iterfind(".//s:lastmod", NAMES)] == [listing.changed_at.date().isoformat()]


def test_part_that_is_known_is_not_sent_again(client: Client) -> None:
    ListingFactory.create()
    first = client.get("/sitemap-listings.xml")
    again = client.get("/sitemap-listings.xml", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    ListingFactory.create()
    assert client.get("/sitemap-listings.xml", headers={"If-None-Match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("path", ["/sitemap-none.xml", "/sitemap-listings.xml?p=2", "/sitemap-listings.xml?p=x"])
def test_other_parts_do_not_exist(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_robots_are_told_where_the_sitemap_is(client: Client) -> None:
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().endswith("\nSitemap: http://testserver/sitemap.xml\n")
