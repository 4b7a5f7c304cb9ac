"""Photos and documents in the schema."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.files.models import ListingPhoto
from catalog.listings.models import Listing
from exchange.api.core.ids import global_id
from exchange.parties.models import Person
from exchange.parties.roles import Role
from tests.api.asking import ask
from tests.api.catalogue.scenery import id_of, one
from tests.factories.files import pdf
from tests.factories.listing_files import document_of, manager_of, photo_of
from tests.factories.listings import ListingFactory
from tests.factories.parties import PersonFactory, member

pytestmark = pytest.mark.django_db

PHOTOS = "photo { altText } photos { altText images { path width height } }"
MANAGED = "managedPhotos { filename state refusal photo { altText images { width } } }"
DOCUMENTS = "documents { title kind format sizeBytes pages sequenceBp sequenceFeatures path }"


def path_of(photo: ListingPhoto, size: str) -> str:
    return f"/files/photos/{photo.pk}/{size}.webp?v={photo.files.get(size=size).sha256[:12]}"


def test_a_listing_shows_its_photos_in_their_order() -> None:
    listing = ListingFactory.create()
    photos = [photo_of(listing, "A freezer"), photo_of(listing, "A rack")]
    photo_of(listing, "")

    shown: Any = one(listing, PHOTOS)

    assert shown["photo"] == {"altText": "A freezer"}
    assert [photo["altText"] for photo in shown["photos"]] == ["A freezer", "A rack"]
    assert shown["photos"][0]["images"] == [
        {"path": path_of(photos[0], size), "width": width, "height": height}
        for size, width, height in (("small", 320, 240), ("medium", 640, 480), ("large", 640, 480))
    ]


def test_managers_see_what_became_of_every_photo() -> None:
    listing = ListingFactory.create()
    photo_of(listing, "")
    photo_of(listing, is_looked_at=False)
    expected = [
        {
            "filename": "freezer.png",
            "state": "READY",
            "refusal": "",
            "photo": {"altText": "", "images": [{"width": 320}, {"width": 640}, {"width": 640}]},
        },
        {
            "filename": "freezer.png",
            "state": "WAITING",
            "refusal": "",
            "photo": {"altText": "A freezer", "images": []},
        },
    ]
    assert one(listing, MANAGED, manager_of(listing)) == {"managedPhotos": expected}
    for other in (None, PersonFactory.create(), member(Role.COMMITTEE_CHAIR, unit=listing.unit)):
        assert one(listing, MANAGED, other) == {"managedPhotos": []}


def test_a_listing_has_documents() -> None:
    listing = ListingFactory.create()
    document = document_of(listing, pdf(), "SOP.pdf")
    assert one(listing, DOCUMENTS) == {
        "documents": [
            {
                "title": "SOP",
                "kind": "PROTOCOL",
                "format": "PDF",
                "sizeBytes": len(pdf()),
                "pages": 1,
                "sequenceBp": None,
                "sequenceFeatures": [],
                "path": f"/files/documents/{document.pk}",
            }
        ]
    }


NODE = """query($photo: ID!, $paper: ID!) {
  photo: node(id: $photo) { ... on ListingPhoto { altText } }
  document: node(id: $paper) { ... on ListingDocument { title } }
}"""


def nodes(ids: dict[str, str], viewer: Person | None) -> Any:
    return ask(NODE, viewer, **ids)["data"]


@pytest.mark.parametrize("visibility", ["draft", "withdrawn"])
def test_ids_are_useless_to_whom_the_listing_is_hidden(visibility: str) -> None:
    listing = ListingFactory.create()
    photo, document = photo_of(listing), document_of(listing)
    ids = {"photo": global_id(photo, "ListingPhoto"), "paper": global_id(document, "ListingDocument")}
    seen = {"photo": {"altText": "A freezer"}, "document": {"title": "thawing protocol"}}
    assert nodes(ids, None) == seen

    Listing.objects.filter(pk=listing.pk).update(visibility=visibility)

    for stranger in (None, PersonFactory.create(), member(Role.RESOURCE_MANAGER)):
        assert nodes(ids, stranger) == {"photo": None, "document": None}
        assert one(listing, PHOTOS, stranger) is None
    assert nodes(ids, manager_of(listing)) == seen


@pytest.mark.parametrize("command", ["photoRemove", "photoDescribe", "documentRemove"])
def test_what_is_hidden_cannot_be_told_from_what_does_not_exist(command: str) -> None:
    listing = ListingFactory.create(visibility="draft", published_at=None)
    name = "photo" if command.startswith("photo") else "document"
    row = photo_of(listing) if name == "photo" else document_of(listing)
    given: dict[str, Any] = {name: global_id(row, f"Listing{name.title()}")}
    given |= {"altText": "x"} if command == "photoDescribe" else {}
    document = f"""mutation($input: {command[0].upper()}{command[1:]}Input!) {{
      {command}(input: $input) {{ errors {{ code }} }} }}"""

    answer = ask(document, member(Role.RESOURCE_MANAGER), input=given)

    assert answer["data"][command]["errors"] == [{"code": "NOT_FOUND"}]


LIST = "query { listings(first: 50) { edges { node { %s } } } }"


@pytest.mark.parametrize("fields", [PHOTOS, DOCUMENTS, MANAGED])
def test_a_list_takes_as_many_statements_for_three_as_for_one(fields: str) -> None:
    unit = ListingFactory.create().unit
    by = member(Role.RESOURCE_MANAGER, unit=unit)
    counted = []
    for number in (1, 2):
        for listing in ListingFactory.create_batch(number, unit=unit):
            photo_of(listing)
            document_of(listing)
        with CaptureQueriesContext(connection) as asked:
            edges = ask(LIST % fields, by)["data"]["listings"]["edges"]
        counted.append(len(asked))
        assert len([edge for edge in edges if any(edge["node"].values())]) == 2 * number - 1
        assert not any("BinaryField" in query["sql"] or '."content"' in query["sql"] for query in asked)
    assert counted[0] == counted[1]


def test_commands_answer_with_what_they_changed() -> None:
    listing = ListingFactory.create()
    first, second = photo_of(listing, "A"), photo_of(listing, "B")
    ids = [global_id(photo, "ListingPhoto") for photo in (second, first)]
    document = """mutation($input: PhotosArrangeInput!) {
      photosArrange(input: $input) { listing { photos { altText } } errors { code } } }"""
    by = manager_of(listing)

    answer = ask(document, by, input={"listing": id_of(listing), "photos": ids})["data"]["photosArrange"]
    assert answer == {"listing": {"photos": [{"altText": "B"}, {"altText": "A"}]}, "errors": []}

    answer = ask(document, by, input={"listing": id_of(listing), "photos": ids[:1]})["data"]["photosArrange"]
    assert answer == {"listing": None, "errors": [{"code": "CHANGED_MEANWHILE"}]}
