"""POST /uploads/photos and /uploads/documents."""

import json
from io import BytesIO
from typing import Any

import pytest
from django.test import Client

from catalog.files.models import ListingDocument, ListingPhoto
from catalog.listings.models import Listing
from exchange.api.core.ids import global_id
from exchange.parties.models import Person
from exchange.parties.roles import Role
from tests.api.catalogue.scenery import id_of
from tests.factories.files import pdf, picture
from tests.factories.listing_files import document_of, manager_of, photo_of
from tests.factories.listings import ListingFactory
from tests.factories.parties import PersonFactory, member

pytestmark = pytest.mark.django_db

KINDS = ("photos", "documents")
CONTENT = {"photos": picture(), "documents": pdf()}


@pytest.fixture
def listing() -> Listing:
    return ListingFactory.create()


def send(client: Client, where: str, content: bytes, filename: str = "Freezer%201.png", **given: str) -> Any:
    address = f"/uploads/{where}?" + "&".join(f"{name}={value}" for name, value in given.items())
    return client.post(address, content, content_type="application/octet-stream", headers={"X-Filename": filename})


def told(response: Any) -> tuple[int, str]:
    body = json.loads(response.content)
    assert set(body) == {"code", "message"}
    return response.status_code, body["code"]


def kept() -> int:
    return ListingPhoto.objects.count() + ListingDocument.objects.count()


def signed_in(client: Client, person: Person) -> Client:
    client.force_login(person)
    return client


def test_a_photo_is_kept_for_its_listing(client: Client, listing: Listing) -> None:
    response = send(signed_in(client, manager_of(listing)), "photos", picture(), listing=id_of(listing))

    photo = ListingPhoto.objects.get()
    assert response.status_code == 201
    assert response.json() == {
        "id": global_id(photo, "ListingPhoto"),
        "sha256": photo.sha256,
        "sizeBytes": len(picture()),
    }
    assert (photo.listing_id, photo.filename, photo.state) == (listing.pk, "Freezer 1.png", "waiting")


def test_a_document_is_kept_for_its_listing(client: Client, listing: Listing) -> None:
    by = signed_in(client, manager_of(listing))
    response = send(by, "documents", pdf(), "sop.pdf", listing=id_of(listing), kind="PROTOCOL")

    document = ListingDocument.objects.get()
    assert response.status_code == 201
    assert response.json()["id"] == global_id(document, "ListingDocument")
    assert (document.listing_id, document.title, document.kind) == (listing.pk, "sop", "protocol")


def test_files_replace_earlier_ones(client: Client, listing: Listing) -> None:
    photo, document = photo_of(listing), document_of(listing)
    by = signed_in(client, manager_of(listing))

    assert send(by, "photos", picture(), replaces=global_id(photo, "ListingPhoto")).status_code == 201
    assert send(by, "documents", pdf(), replaces=global_id(document, "ListingDocument")).status_code == 201

    photo.refresh_from_db()
    document.refresh_from_db()
    assert (photo.state, document.format, kept()) == ("waiting", "pdf", 2)
    assert told(send(by, "photos", picture("TIFF"), replaces=global_id(photo, "ListingPhoto"))) == (409, "WRONG_STATE")


@pytest.mark.parametrize("kind", KINDS)
def test_the_address_says_for_what_a_file_is(client: Client, listing: Listing, kind: str) -> None:
    by = signed_in(client, manager_of(listing))
    both = {"listing": id_of(listing), "replaces": id_of(listing)}
    for given in ({}, both):
        assert told(send(by, kind, CONTENT[kind], **given)) == (400, "BAD_INPUT")
    for strange in ("x", id_of(listing.unit), ""):
        assert told(send(by, kind, CONTENT[kind], listing=strange)) == (404, "NOT_FOUND")
        assert told(send(by, kind, CONTENT[kind], replaces=strange)) == (404, "NOT_FOUND")
    assert told(send(by, kind, CONTENT[kind], filename="", listing=id_of(listing))) == (400, "BAD_INPUT")
    assert kept() == 0


@pytest.mark.parametrize("purpose", ["", "protocol", "ELSE"])
def test_a_document_says_what_it_is_for(client: Client, listing: Listing, purpose: str) -> None:
    by = signed_in(client, manager_of(listing))
    assert told(send(by, "documents", pdf(), listing=id_of(listing), kind=purpose)) == (400, "BAD_INPUT")


class Unread(BytesIO):
    """A body that must not be read."""

    def read(self, size: int | None = -1) -> bytes:
        raise AssertionError


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_but_managers_sends_files(client: Client, listing: Listing, kind: str) -> None:
    draft = ListingFactory.create(visibility="draft", published_at=None)
    others: list[tuple[Person | None, Listing, tuple[int, str]]] = [
        (None, listing, (401, "NOT_SIGNED_IN")),
        (PersonFactory.create(), listing, (403, "NOT_ALLOWED")),
        (member(Role.RESOURCE_MANAGER), listing, (403, "NOT_ALLOWED")),
        (member(Role.COMMITTEE_CHAIR, unit=draft.unit), draft, (403, "NOT_ALLOWED")),
        (member(Role.RESOURCE_MANAGER), draft, (404, "NOT_FOUND")),
    ]
    for person, place, expected in others:
        client.logout() if person is None else client.force_login(person)
        environ: dict[str, Any] = {"wsgi.input": Unread(), "CONTENT_LENGTH": "10"}
        response = client.post(
            f"/uploads/{kind}?listing={id_of(place)}&kind=PROTOCOL",
            content_type="text/plain",
            headers={"X-Filename": "a.txt"},
            **environ,
        )
        assert told(response) == expected
    assert kept() == 0


@pytest.mark.parametrize("kind", KINDS)
def test_a_session_needs_its_csrf_header(listing: Listing, kind: str) -> None:
    strict = signed_in(Client(enforce_csrf_checks=True), manager_of(listing))
    assert told(send(strict, kind, CONTENT[kind], listing=id_of(listing), kind="PROTOCOL")) == (403, "CSRF_FAILED")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_files_are_only_posted(client: Client, kind: str, method: str) -> None:
    assert getattr(client, method)(f"/uploads/{kind}").status_code == 405


@pytest.mark.parametrize(
    ("kind", "content", "filename", "expected"),
    [
        ("photos", b"GIF89a", "a.png", (415, "UNSUPPORTED")),
        ("documents", b"<html>", "a.pdf", (415, "UNSUPPORTED")),
        ("documents", pdf()[:90], "a.pdf", (422, "UNREADABLE")),
        ("documents", pdf(root="/AA<</S/Launch>>"), "a.pdf", (422, "UNSAFE")),
        ("documents", b"sample;surname\n", "a.csv", (422, "PATIENT_RECORDS")),
        ("documents", b">a\nACGT\n", "a.fasta", (400, "INVALID")),
        ("documents", b"x" * (5 * 1024 * 1024 + 1), "a.txt", (413, "TOO_LARGE")),
        ("photos", b"\xff\xd8\xff" + bytes(20 * 1024 * 1024), "a.jpg", (413, "BAD_INPUT")),
    ],
    ids=["GIF", "markup", "cut off", "program", "patients", "kind", "long text", "long image"],
)
def test_a_refusal_says_why(
    client: Client, listing: Listing, kind: str, content: bytes, filename: str, expected: tuple[int, str]
) -> None:
    by = signed_in(client, manager_of(listing))
    assert told(send(by, kind, content, filename, listing=id_of(listing), kind="PROTOCOL")) == expected
    assert kept() == 0
