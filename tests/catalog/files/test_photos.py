"""Photos: added, looked at, described, arranged, replaced and removed."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from catalog.files import operations, queries
from catalog.files.models import ListingPhoto, PhotoFile
from catalog.files.rules import MOST_BYTES, MOST_PHOTOS
from catalog.listings.models import Listing
from exchange.kernel.errors import InvalidInput, NotAllowed, NotFound, Refused, WrongState
from exchange.kernel.models import AuditEvent, OutboxEvent
from exchange.parties.roles import Role
from tests.exchange.racing import together
from tests.factories.files import picture
from tests.factories.listing_files import NOW, manager_of, photo_of
from tests.factories.listings import ListingFactory
from tests.factories.parties import PersonFactory, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def listing() -> Listing:
    return ListingFactory.create()


def add(listing: Listing, content: bytes, by: Any = None) -> ListingPhoto:
    by = by or manager_of(listing)
    return operations.add_photo(listing=listing, content=content, filename="a.png", by=by, now=NOW)


def sizes(photo: ListingPhoto) -> list[str]:
    return sorted(photo.files.values_list("size", flat=True))


def placed(listing: Listing) -> list[tuple[int, str]]:
    return list(ListingPhoto.objects.filter(listing=listing).order_by("position").values_list("position", "alt_text"))


def test_a_photo_waits_until_it_is_looked_at(listing: Listing) -> None:
    content, by = picture("TIFF"), manager_of(listing)

    photo = add(listing, content, by)

    digest = hashlib.sha256(content).hexdigest()
    assert (photo.state, photo.sha256, photo.position, photo.alt_text) == ("waiting", digest, 1, "")
    assert bytes(photo.files.get().content) == content
    assert queries.images([photo]) == {}
    assert OutboxEvent.objects.values_list("name", "payload").get() == ("PhotoAdded", {"photo_id": str(photo.pk)})
    audited = AuditEvent.objects.get()
    assert (audited.command, audited.actor_id) == ("files.add_photo", str(by.pk))
    assert audited.inputs == {"listing": str(listing.pk), "sha256": digest, "size_bytes": len(content)}


def test_what_was_received_goes_when_a_photo_is_ready(listing: Listing) -> None:
    photo = add(listing, picture(size=(2000, 1000)))

    operations.check_photo(photo=photo)
    operations.check_photo(photo=photo)

    photo.refresh_from_db()
    assert (photo.state, photo.width_px, photo.height_px) == ("ready", 1920, 960)
    assert sizes(photo) == ["large", "medium", "small"]
    assert [file.size for file in queries.images([photo])[photo.pk]] == ["small", "medium", "large"]
    assert AuditEvent.objects.filter(command="files.check_photo", actor_id="").count() == 1


def test_what_was_received_goes_when_a_photo_is_refused(listing: Listing) -> None:
    photo = add(listing, picture()[:200])

    operations.check_photo(photo=photo)
    operations.check_photo(photo=photo)

    photo.refresh_from_db()
    assert (photo.state, photo.refusal) == ("refused", "The image is damaged or cut off. Save it again.")
    assert not PhotoFile.objects.exists()
    assert AuditEvent.objects.get(command="files.check_photo").reason == photo.refusal


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"GIF89a/*<svg/onload=alert(1)>*/=1;alert(1)", "UNSUPPORTED"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "UNSUPPORTED"),
        (b"%PDF-1.7", "UNSUPPORTED"),
        (b"RIFF\x00\x00\x00\x00WAVE", "UNSUPPORTED"),
        (b"\xff\xd8\xff" + bytes(MOST_BYTES), "TOO_LARGE"),
    ],
    ids=["GIF and script at once", "SVG", "PDF", "sound", "long"],
)
def test_what_cannot_be_a_photo_is_not_even_kept(listing: Listing, content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        add(listing, content)
    assert (refused.value.code, refused.value.field) == (code, "file")
    assert not ListingPhoto.objects.exists()
    assert not AuditEvent.objects.exists()


def test_the_same_file_is_kept_once(listing: Listing) -> None:
    first, again = add(listing, picture()), add(listing, picture())
    assert first == again
    assert OutboxEvent.objects.count() == 1
    assert add(ListingFactory.create(), picture()) != first


def test_a_listing_has_so_many_photos_and_no_more(listing: Listing) -> None:
    by = manager_of(listing)
    for number in range(MOST_PHOTOS):
        add(listing, picture(colour=(number, 0, 0)), by)
    with pytest.raises(Refused) as refused:
        add(listing, picture(), by)
    assert refused.value.code == "TOO_MANY"
    with pytest.raises(IntegrityError), transaction.atomic():
        ListingPhoto.objects.create(listing=listing, added_by=by, sha256="x", position=MOST_PHOTOS + 1)


def test_photos_are_put_in_an_order(listing: Listing) -> None:
    a, b, c = (photo_of(listing, name, is_looked_at=False) for name in "abc")
    by = manager_of(listing)

    operations.arrange_photos(listing=listing, photos=[c, a, b], by=by, now=NOW)
    operations.arrange_photos(listing=listing, photos=[c, a, b], by=by, now=NOW)

    assert placed(listing) == [(1, "c"), (2, "a"), (3, "b")]
    assert AuditEvent.objects.filter(command="files.arrange_photos").count() == 1


def test_an_order_names_every_photo_and_no_other(listing: Listing) -> None:
    a, b, other = photo_of(listing, "a"), photo_of(listing, "b"), photo_of(ListingFactory.create())
    for wrong in ([a], [a, a], [a, b, other], [a, other], []):
        with pytest.raises(Refused) as refused:
            operations.arrange_photos(listing=listing, photos=wrong, by=manager_of(listing), now=NOW)
        assert refused.value.code == "CHANGED_MEANWHILE"
    assert placed(listing) == [(1, "a"), (2, "b")]


def test_removing_a_photo_leaves_nothing_of_it_and_no_gap(listing: Listing) -> None:
    a, b, c = (photo_of(listing, name) for name in "abc")

    operations.remove_photo(photo=b, by=manager_of(listing), now=NOW)

    assert placed(listing) == [(1, "a"), (2, "c")]
    assert set(PhotoFile.objects.values_list("photo", flat=True)) == {a.pk, c.pk}
    assert AuditEvent.objects.get(command="files.remove_photo").inputs["sha256"] == b.sha256
    with pytest.raises(NotFound):
        operations.remove_photo(photo=b, by=manager_of(listing), now=NOW)
    assert photo_of(listing, "d").position == 3


def replace(photo: ListingPhoto, content: bytes) -> ListingPhoto:
    by = manager_of(photo.listing)
    return operations.replace_photo(photo=photo, content=content, filename="b.png", by=by, now=NOW)


def test_a_replaced_photo_keeps_its_place_and_is_shown_until_the_new_one_is_ready(listing: Listing) -> None:
    photo = photo_of(listing, "A freezer")

    replaced = replace(photo, picture(size=(100, 50)))

    assert (replaced.state, replaced.alt_text, replaced.position) == ("waiting", "A freezer", 1)
    assert queries.shown_photos([listing])[listing.pk] == [photo]
    assert sizes(photo) == ["large", "medium", "received", "small"]
    assert OutboxEvent.objects.filter(name="PhotoReplaced", payload={"photo_id": str(photo.pk)}).count() == 1
    operations.check_photo(photo=photo)
    photo.refresh_from_db()
    assert (photo.state, photo.width_px, photo.height_px, photo.filename) == ("ready", 100, 50, "b.png")
    assert sizes(photo) == ["large", "medium", "small"]


def test_a_replacement_that_is_refused_leaves_the_photo_shown(listing: Listing) -> None:
    photo = photo_of(listing)
    replace(photo, picture()[:200])

    operations.check_photo(photo=photo)

    photo.refresh_from_db()
    assert (photo.state, photo.width_px) == ("refused", 640)
    assert queries.shown_photos([listing])[listing.pk] == [photo]
    assert sizes(photo) == ["large", "medium", "small"]
    assert replace(photo, picture(size=(9, 9))).refusal == ""


def test_a_photo_is_not_replaced_while_it_waits_or_by_another_one(listing: Listing) -> None:
    photo, other = photo_of(listing), photo_of(listing, is_looked_at=False)
    with pytest.raises(WrongState):
        replace(other, picture())
    content = bytes(other.files.get().content)
    with pytest.raises(Refused) as refused:
        replace(photo, content)
    assert refused.value.code == "ALREADY_THERE"
    assert replace(other, content) == other


@pytest.mark.parametrize("alt_text", ["", "  ", "x" * 301, "two\nlines"])
def test_a_description_is_one_line(listing: Listing, alt_text: str) -> None:
    photo = photo_of(listing, "")
    with pytest.raises(InvalidInput) as refused:
        operations.describe_photo(photo=photo, alt_text=alt_text, by=manager_of(listing), now=NOW)
    assert refused.value.field == "alt_text"


def test_a_photo_is_shown_once_it_is_looked_at_and_described(listing: Listing) -> None:
    photo_of(listing, "")
    photo_of(listing, "Waiting", is_looked_at=False)
    assert queries.shown_photos([listing]) == {}
    shown = photo_of(listing, " A rack. ")
    assert queries.shown_photos([listing]) == {listing.pk: [shown]}
    assert shown.alt_text == "A rack."
    assert AuditEvent.objects.filter(command="files.describe_photo", inputs__after="A rack.").count() == 1


def test_a_change_of_what_is_shown_moves_the_listings_day_of_change_and_not_its_version(listing: Listing) -> None:
    photo, other = photo_of(listing, "A"), photo_of(listing, "B")
    by, long_ago = manager_of(listing), datetime(2020, 1, 1, tzinfo=UTC)
    acts: list[Callable[[], Any]] = [
        lambda: operations.describe_photo(photo=photo, alt_text="C", by=by, now=NOW),
        lambda: operations.arrange_photos(listing=listing, photos=[other, photo], by=by, now=NOW),
        lambda: replace(photo, picture(size=(7, 7))),
        lambda: operations.check_photo(photo=photo),
        lambda: operations.remove_photo(photo=photo, by=by, now=NOW),
    ]
    for act in acts:
        Listing.objects.filter(pk=listing.pk).update(changed_at=long_ago)
        act()
        stored = Listing.objects.get(pk=listing.pk)
        assert (stored.changed_at > long_ago, stored.version) == (True, listing.version)


COMMANDS: dict[str, Callable[[ListingPhoto, Any], Any]] = {
    "add": lambda photo, by: add(photo.listing, picture(size=(3, 3)), by),
    "replace": lambda photo, by: operations.replace_photo(
        photo=photo, content=picture(size=(3, 3)), filename="c.png", by=by, now=NOW
    ),
    "describe": lambda photo, by: operations.describe_photo(photo=photo, alt_text="Else", by=by, now=NOW),
    "arrange": lambda photo, by: operations.arrange_photos(listing=photo.listing, photos=[photo], by=by, now=NOW),
    "remove": lambda photo, by: operations.remove_photo(photo=photo, by=by, now=NOW),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_only_managers_change_photos(listing: Listing, command: str) -> None:
    photo = photo_of(listing)
    before = list(ListingPhoto.objects.values()), AuditEvent.objects.count()
    strangers = [
        PersonFactory.create(),
        member(Role.RESOURCE_MANAGER),
        member(Role.COMMITTEE_CHAIR, unit=listing.unit),
        member(Role.ORGANISATION_ADMIN, listing.unit.organisation),
    ]
    for stranger in strangers:
        with pytest.raises(NotAllowed):
            COMMANDS[command](photo, stranger)
    assert (list(ListingPhoto.objects.values()), AuditEvent.objects.count()) == before
    COMMANDS[command](photo, manager_of(listing))


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("undelivered")
def test_the_last_place_is_given_once(listing: Listing) -> None:
    by = manager_of(listing)
    for number in range(MOST_PHOTOS - 1):
        add(listing, picture(colour=(number, 0, 0)), by)

    results = together(*(lambda size=size: add(listing, picture(size=(size, 9)), by) for size in (5, 6, 7)))

    assert sorted(getattr(result, "code", "added") for result in results) == ["TOO_MANY", "TOO_MANY", "added"]
    assert [place for place, _ in placed(listing)] == list(range(1, MOST_PHOTOS + 1))


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("undelivered")
def test_the_same_file_sent_twice_at_once_is_kept_once(listing: Listing) -> None:
    by = manager_of(listing)
    results = together(*[lambda: add(listing, picture(), by)] * 3)
    assert {result.pk for result in results} == {ListingPhoto.objects.get().pk}
