"""Linked data in the pages' heads, by address and by the Accept header."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from catalog.listings.models import Listing
from exchange.api.exports.addresses import listing_address
from tests.api.catalogue.scenery import id_of
from tests.factories.listing_files import photo_of
from tests.factories.listings import ListingFactory

pytestmark = pytest.mark.django_db

INDEX = '<html><head><meta property="csp-nonce" nonce="__CSP_NONCE__"></head><body></body></html>'
LINKED = {"Accept": "application/ld+json"}
BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
ATTACK = "</script><script>alert(1)</script><!-- &\u2028"


@pytest.fixture(autouse=True)
def built(tmp_path: Path, settings: Any) -> None:
    settings.FRONTEND_DIST = tmp_path
    (tmp_path / "index.html").write_text(INDEX)


def page_of(listing: Listing) -> str:
    return f"/listings/{id_of(listing)}"


def scripts(html: str) -> list[dict[str, Any]]:
    found = re.findall(r'<script type="application/ld\+json" nonce="[^"]{10,}">(.*?)</script>', html)
    return [json.loads(content) for content in found]


def test_page_has_what_the_address_answers(client: Client) -> None:
    listing = ListingFactory.create(title="pX")
    response = client.get(page_of(listing), headers=BROWSER)
    html = response.content.decode()
    (document,) = scripts(html)
    alone = client.get(f"{page_of(listing)}.jsonld")
    assert document == alone.json() == client.get(page_of(listing), headers=LINKED).json()
    assert document["@id"] == f"http://localhost:8000{page_of(listing)}"
    assert f'<link rel="alternate" type="application/ld+json" href="{document["@id"]}.jsonld">' in html
    assert html.index("application/ld+json") < html.index("</head>")
    nonce = re.findall(r'ld\+json" nonce="([^"]+)"', html)
    assert f"'nonce-{nonce[0]}'" in response["Content-Security-Policy"]
    assert alone["Content-Type"] == "application/ld+json; charset=utf-8"
    assert "Accept" in response["Vary"]


def test_catalogue_has_the_newest(client: Client) -> None:
    listing = ListingFactory.create(title="pX")
    ListingFactory.create(title="secret", visibility="draft")
    (document,) = scripts(client.get("/catalogue", headers=BROWSER).content.decode())
    assert document == client.get("/catalogue.jsonld").json() == client.get("/catalogue", headers=LINKED).json()
    assert [entry["@id"] for entry in document["hasPart"]] == [listing_address(listing)]


def test_provider_has_what_it_offers_to_everybody(client: Client) -> None:
    listing = ListingFactory.create(title="pX")
    ListingFactory.create(title="secret", visibility="draft", unit=listing.unit)
    organisation = listing.unit.organisation
    path = f"/providers/{id_of(organisation)}"
    (document,) = scripts(client.get(path, headers=BROWSER).content.decode())
    assert document == client.get(f"{path}.jsonld").json() == client.get(path, headers=LINKED).json()
    assert (document["@type"], document["name"]) == ("Organization", organisation.name)
    assert document["address"]["addressCountry"] == organisation.country_code
    assert [offer["itemOffered"]["@id"] for offer in document["makesOffer"]] == [listing_address(listing)]
    assert "secret" not in str(document)


def test_provider_that_offers_nothing_to_everybody_is_told_of_by_its_page_alone(client: Client) -> None:
    path = f"/providers/{id_of(ListingFactory.create(visibility='draft').unit.organisation)}"
    assert client.get(f"{path}.jsonld").status_code == 404
    assert client.get(path, headers=LINKED).status_code == 404
    page = client.get(path, headers=BROWSER)
    assert (page.status_code, page.content.count(b"ld+json")) == (200, 0)


def test_text_cannot_leave_its_script(client: Client) -> None:
    listing = ListingFactory.create(title=ATTACK, summary=ATTACK, synonyms=[ATTACK])
    html = client.get(page_of(listing)).content.decode()
    assert len(re.findall("<script", html)) == 1
    assert len(re.findall("</script", html)) == 1
    assert "<!--" not in html
    (document,) = scripts(html)
    assert (document["name"], document["alternateName"]) == (ATTACK, [ATTACK])


@pytest.mark.parametrize("visibility", ["draft", "withdrawn"])
def test_listing_that_was_taken_back_is_gone(client: Client, visibility: str) -> None:
    listing = ListingFactory.create(title="secret", visibility=visibility)
    for response in (client.get(f"{page_of(listing)}.jsonld"), client.get(page_of(listing), headers=LINKED)):
        assert response.status_code == 410
        assert b"secret" not in response.content
    page = client.get(page_of(listing), headers=BROWSER)
    assert (page.status_code, page.content.count(b"ld+json"), page.content.count(b"secret")) == (410, 0, 0)


@pytest.mark.parametrize("visibility", ["draft", "withdrawn"])
def test_listing_that_never_was_public_does_not_exist(client: Client, visibility: str) -> None:
    listing = ListingFactory.create(visibility=visibility, published_at=None)
    assert client.get(f"{page_of(listing)}.jsonld").status_code == 404
    page = client.get(page_of(listing), headers=BROWSER)
    assert (page.status_code, page.content.count(b"ld+json")) == (200, 0)


@pytest.mark.parametrize("identifier", ["x", "TGlzdGluZzp4", "VGVybTox", "%00", "="])
def test_other_addresses_are_no_listing(client: Client, identifier: str) -> None:
    assert client.get(f"/listings/{identifier}.jsonld").status_code == 404


def test_answer_that_is_known_is_not_sent_again(client: Client) -> None:
    listing = ListingFactory.create(title="one")
    first = client.get(f"{page_of(listing)}.jsonld")
    again = client.get(f"{page_of(listing)}.jsonld", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["Cache-Control"]) == (304, b"", "no-cache")
    Listing.objects.filter(pk=listing.pk).update(title="two")
    changed = client.get(f"{page_of(listing)}.jsonld", headers={"If-None-Match": first["ETag"]})
    assert (changed.status_code, changed.json()["name"]) == (200, "two")


def test_photos_are_told_as_anybody_can_fetch_them(client: Client) -> None:
    listing = ListingFactory.create()
    photo_of(listing, "")
    photo_of(listing, "A freezer")
    document = client.get(f"{page_of(listing)}.jsonld").json()
    (image,) = document["image"]
    assert (image["caption"], image["width"], image["height"]) == ("A freezer", 640, 480)
    path = image["contentUrl"].removeprefix("http://localhost:8000")
    assert client.get(path)["Content-Type"] == image["encodingFormat"]


def test_documents_are_only_read_and_not_too_often(client: Client, settings: LazySettings) -> None:
    assert client.post("/catalogue.jsonld").status_code == 405
    settings.GRAPHQL_RATE_BURST = 1
    assert [client.get("/catalogue.jsonld").status_code for _ in range(2)] == [200, 429]
