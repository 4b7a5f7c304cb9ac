"""Processes that die while files arrive or are looked at lose nothing that was acknowledged."""

from typing import Any

import pytest
from celery import current_app

from catalog.files import checking, operations, tasks
from catalog.files.models import DocumentFile, ListingDocument, ListingPhoto, PhotoFile
from catalog.files.operations import looking
from exchange.kernel import outbox
from exchange.kernel.models import AuditEvent, OutboxEvent
from tests.exchange.racing import killed_before_commit, together
from tests.factories.files import picture
from tests.factories.listing_files import NOW, manager_of, photo_of
from tests.factories.listings import ListingFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the tests' tasks, which run in the calling process, from running what was only asked for."""
    monkeypatch.setattr(outbox, "_wake_relay", lambda: None)


def stored() -> tuple[int, ...]:
    models = (ListingPhoto, PhotoFile, ListingDocument, DocumentFile, AuditEvent, OutboxEvent)
    return tuple(model.objects.count() for model in models)


def test_a_file_that_was_not_acknowledged_leaves_nothing() -> None:
    listing = ListingFactory.create()
    killed_before_commit(
        """
        from catalog.files import operations
        from catalog.files.rules import DocumentKind
        from catalog.listings.models import Listing
        from exchange.parties.models import Person
        given = {"listing": Listing.objects.get(pk=listing), "by": Person.objects.get(pk=by), "now": now}
        operations.add_photo(content=bytes.fromhex(image), filename="a.png", **given)
        operations.add_document(content=b"x", filename="a.txt", kind=DocumentKind.PROTOCOL, **given)
        """,
        listing=listing.pk,
        by=manager_of(listing).pk,
        image=picture().hex(),
    )
    assert stored() == (0, 0, 0, 0, 0, 0)


@pytest.mark.parametrize("is_good", [True, False])
def test_a_worker_that_was_killed_leaves_the_photo_to_the_next(*, is_good: bool) -> None:
    listing = ListingFactory.create()
    content = picture() if is_good else picture()[:200]
    photo = operations.add_photo(listing=listing, content=content, filename="a.png", by=manager_of(listing), now=NOW)
    before = stored()
    killed_before_commit(
        """
        from catalog.files import operations
        from catalog.files.models import ListingPhoto
        operations.check_photo(photo=ListingPhoto.objects.get(pk=photo))
        """,
        photo=photo.pk,
    )
    photo.refresh_from_db()
    assert (photo.state, stored()) == ("waiting", before)

    tasks.check_photo.delay(str(photo.pk))

    photo.refresh_from_db()
    assert (photo.state, photo.files.count()) == (("ready", 3) if is_good else ("refused", 0))


def deliver(event: int, handler: str) -> None:
    outbox.handle(event, handler)


def test_news_of_a_photo_leads_to_its_being_looked_at() -> None:
    photo = photo_of(ListingFactory.create(), is_looked_at=False)
    for _ in range(2):
        outbox.relay(deliver, now=NOW)
    photo.refresh_from_db()
    assert photo.state == "ready"


def test_one_photo_by_two_workers_at_once_is_stored_once() -> None:
    photo = photo_of(ListingFactory.create(), is_looked_at=False)

    together(*[lambda: operations.check_photo(photo=photo)] * 2)

    photo.refresh_from_db()
    assert (photo.state, photo.files.count()) == ("ready", 3)
    assert AuditEvent.objects.filter(command="files.check_photo").count() == 1


def test_a_photo_removed_while_it_is_looked_at_stays_removed(monkeypatch: pytest.MonkeyPatch) -> None:
    photo = photo_of(ListingFactory.create(), is_looked_at=False)
    real = checking.renditions

    def removing(content: bytes) -> Any:
        operations.remove_photo(photo=photo, by=manager_of(photo.listing), now=NOW)
        return real(content)

    monkeypatch.setattr(looking, "renditions", removing)
    operations.check_photo(photo=photo)
    tasks.check_photo.delay(str(photo.pk))

    assert stored()[:2] == (0, 0)


def test_a_photo_that_fails_for_our_fault_is_given_up_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    photo = photo_of(ListingFactory.create(), is_looked_at=False)
    tries = []

    def crash(content: bytes) -> None:
        tries.append(1)
        raise RuntimeError

    monkeypatch.setattr(looking, "renditions", crash)
    # Eager tasks run their next attempt at once, unless errors are to reach the caller.
    monkeypatch.setitem(current_app.conf, "task_eager_propagates", False)

    tasks.check_photo.delay(str(photo.pk))

    photo.refresh_from_db()
    assert (len(tries), photo.state, photo.files.count()) == (tasks.ATTEMPTS, "refused", 0)
    assert photo.refusal == "The photo could not be looked at for an error that is ours. Send it again."
