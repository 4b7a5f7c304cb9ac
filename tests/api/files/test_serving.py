"""GET /files/…: photos and documents, for whoever may see the listing."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalog.listings import operations
from catalog.listings.models import Listing
from catalog.listings.states import Visibility
from exchange.kernel import clock
from exchange.parties import operations as parties
from exchange.parties.models import Person
from exchange.parties.roles import Role
from tests.factories.files import pdf
from tests.factories.listing_files import document_of, manager_of, photo_of
from tests.factories.listings import ListingFactory
from tests.factories.parties import ConsortiumMembershipFactory, PersonFactory, member

pytestmark = pytest.mark.django_db

GUARDED = {
    "Cache-Control": "private, no-cache",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
}


def photo_path(listing: Listing, size: str = "small") -> str:
    return reverse("listing-photo", args=[photo_of(listing).pk, size])


def document_path(listing: Listing) -> str:
    document = document_of(listing, pdf(), "Größe & 50 %.pdf")
    return reverse("listing-document-file", args=[document.pk])


PATHS: dict[str, Callable[[Listing], str]] = {"photo": photo_path, "document": document_path}
each_path = pytest.mark.parametrize("kind", PATHS)


def get(path: str, person: Person | None = None, **headers: str) -> Any:
    client = Client()
    if person is not None:
        client.force_login(person)
    return client.get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})


@pytest.mark.parametrize("size", ["small", "medium", "large"])
def test_a_photo_is_an_image(size: str) -> None:
    response = get(photo_path(ListingFactory.create(), size))
    assert (response.status_code, response["Content-Type"]) == (200, "image/webp")
    assert response.content[8:12] == b"WEBP"
    assert {name: response[name] for name in GUARDED} == GUARDED


@pytest.mark.parametrize("size", ["received", "huge", "SMALL"])
def test_what_was_received_is_never_sent(size: str) -> None:
    listing = ListingFactory.create()
    photo = photo_of(listing, is_looked_at=False)
    path = reverse("listing-photo", args=[photo.pk, size])
    assert get(path, manager_of(listing)).status_code == 404


@pytest.mark.parametrize(
    ("content", "filename", "media_type", "saved_as"),
    [
        (
            pdf(),
            "Größe & 50 %.pdf",
            "application/pdf",
            "attachment; filename*=utf-8''Gr%C3%B6%C3%9Fe%20%26%2050%20%25.pdf",
        ),
        (b"a,b\n", "table.csv", "text/csv; charset=utf-8", 'attachment; filename="table.csv"'),
        (b"alert(1)\n", "run.js", "text/plain; charset=utf-8", 'attachment; filename="run.txt"'),
        (b"a\tb\n", "x.tsv", "text/tab-separated-values; charset=utf-8", 'attachment; filename="x.tsv"'),
    ],
)
def test_a_document_is_saved_and_never_shown(content: bytes, filename: str, media_type: str, saved_as: str) -> None:
    document = document_of(ListingFactory.create(), content, filename)
    response = get(reverse("listing-document-file", args=[document.pk]))
    assert (response.status_code, response["Content-Type"], response.content) == (200, media_type, content)
    assert response["Content-Disposition"] == saved_as
    assert {name: response[name] for name in GUARDED} == GUARDED


@each_path
def test_what_the_client_has_is_not_read_again(kind: str) -> None:
    path = PATHS[kind](ListingFactory.create())
    etag = get(path)["ETag"]

    with CaptureQueriesContext(
        connection,
    ) as asked:
        response = get(path, If_None_Match=etag)

    assert (response.status_code, response.content, response["ETag"]) == (304, b"", etag)
    assert response["Cache-Control"] == "private, no-cache"
    # The rate, and whether it may be seen.
    assert len(asked) == 2
    assert not any('"content"' in query["sql"] for query in asked)
    # Proxies that pack an answer make its digest a weak one.
    assert get(path, If_None_Match=f'"other", W/{etag}').status_code == 304
    assert get(path, If_None_Match='"other"').status_code == 200


def restricted(listing: Listing) -> Person:
    """Restrict a listing to a consortium, and return a member of it."""
    joined = ConsortiumMembershipFactory.create(organisation=listing.unit.organisation)
    partner = ConsortiumMembershipFactory.create(consortium=joined.consortium)
    Listing.objects.filter(pk=listing.pk).update(visibility="consortium", consortium=joined.consortium)
    return member(Role.RESEARCHER, partner.organisation)


@each_path
@pytest.mark.parametrize("visibility", Visibility)
def test_a_file_is_seen_with_its_listing(kind: str, visibility: Visibility) -> None:
    listing = ListingFactory.create()
    path, partner = PATHS[kind](listing), PersonFactory.create()
    if visibility is Visibility.CONSORTIUM:
        partner = restricted(listing)
    else:
        Listing.objects.filter(pk=listing.pk).update(visibility=visibility.value)
    is_public, is_shared = visibility is Visibility.PUBLIC, visibility is Visibility.CONSORTIUM
    seen = {
        None: is_public,
        PersonFactory.create(): is_public,
        member(Role.RESOURCE_MANAGER): is_public,
        partner: is_public or is_shared,
        manager_of(listing): True,
        member(Role.COMMITTEE_CHAIR, unit=listing.unit): True,
    }
    for person, is_seen in seen.items():
        response = get(path, person)
        assert response.status_code == (200 if is_seen else 404)
        if not is_seen:
            assert response.content == b"There is no such file.\n"
            assert response["Cache-Control"] == "private, no-store"
            assert "ETag" not in response


@each_path
def test_a_withdrawn_listing_takes_its_files_with_it_at_once(kind: str) -> None:
    listing = ListingFactory.create()
    path = PATHS[kind](listing)
    etag = get(path)["ETag"]

    operations.withdraw(listing=listing, version=listing.version, by=manager_of(listing), now=clock.now())

    assert get(path).status_code == 404
    assert get(path, If_None_Match=etag).status_code == 404


def test_a_photo_without_description_is_for_managers() -> None:
    listing = ListingFactory.create()
    path = reverse("listing-photo", args=[photo_of(listing, "").pk, "small"])
    assert get(path, manager_of(listing)).status_code == 200
    for person in (None, PersonFactory.create(), member(Role.COMMITTEE_CHAIR, unit=listing.unit)):
        assert get(path, person).status_code == 404


@each_path
def test_tokens_see_what_their_person_sees(kind: str) -> None:
    listing = ListingFactory.create(visibility="draft", published_at=None)
    path, manager = PATHS[kind](listing), manager_of(listing)
    _, secret = parties.create_token(name="script", days=1, by=manager, now=clock.now())
    assert get(path, Authorization=f"Bearer {secret}").status_code == 200
    assert get(path, Authorization="Bearer wrong").status_code == 401


@pytest.mark.parametrize(
    "path", ["/files/", "/files/photos/1/small.webp", "/files/documents/x", "/files/documents/../x"]
)
def test_other_addresses_are_no_pages(path: str) -> None:
    assert get(path).status_code == 404


@each_path
def test_files_are_only_read(kind: str) -> None:
    path = PATHS[kind](ListingFactory.create())
    assert Client().post(path).status_code == 405
    head = Client().head(path)
    assert (head.status_code, head.content, json.loads(head["ETag"])) == (200, b"", json.loads(get(path)["ETag"]))
