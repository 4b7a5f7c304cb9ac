"""What changes in the catalogue is noted in its transaction, and the index is never older than its answer."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from operator import attrgetter
from pathlib import Path
from typing import Any
from uuid import uuid4

import pgtrigger
import pytest
from django.db import connection, transaction

from catalog.listings.models import Listing
from catalog.search.models import ListingChange
from catalog.search.queries import Search, Wish, current, reading
from catalog.search.queries.current import CurrentIndex, OutdatedError
from catalog.stock.models import Lot
from tests.exchange.racing import while_open
from tests.factories.consent import ConsentRecordFactory
from tests.factories.listings import CellLineFactory, ListingFactory, SampleCollectionFactory
from tests.factories.parties import ConsortiumMembershipFactory, UnitFactory
from tests.factories.stock import LotFactory, SpecimenFactory

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def titles(index: CurrentIndex, *, now: datetime = NOW, **wish: Any) -> list[str]:
    return [row.title for row in Search(None, Wish(**wish), now=now, index=index).page(size=50)]


def noted() -> list[Any]:
    """Return the listings of the notes since the last call."""
    keys = list(ListingChange.objects.order_by("pk").values_list("listing_id", flat=True))
    ListingChange.objects.all().delete()
    return keys


@pytest.mark.django_db
def test_every_change_that_a_facet_shows_is_noted() -> None:
    listing = CellLineFactory.create().listing
    lot = LotFactory.create(listing=listing)
    assert set(noted()) == {listing.pk}

    listing.title = "another"
    listing.save()
    listing.cell_line.species = "Mus musculus"
    listing.cell_line.save()
    lot.biosafety_level = 2
    lot.save()
    listing.unit.organisation.country_code = "UG"
    listing.unit.organisation.save()
    # The row of a kind moves its listing's day of change, which is noted as well.
    assert noted() == [listing.pk] * 5


@pytest.mark.django_db
def test_every_promise_is_noted_since_it_changes_how_many_can_be_asked_for() -> None:
    lot = LotFactory.create(on_hand=3)
    noted()
    connection.cursor().execute("SET CONSTRAINTS ALL DEFERRED")

    for held in (1, 3, 0):
        Lot.objects.filter(pk=lot.pk).update(held=held)
        assert noted() == [lot.listing_id]


@pytest.mark.django_db
def test_what_enters_and_leaves_a_consortium_is_noted_of_the_organisations_listings() -> None:
    listing = ListingFactory.create()
    ListingFactory.create()
    noted()

    membership = ConsortiumMembershipFactory.create(organisation=listing.unit.organisation)
    assert noted() == [listing.pk]
    membership.until_on = NOW.date()
    membership.save()
    assert noted() == [listing.pk]


@pytest.mark.django_db
def test_a_withdrawal_is_noted_of_the_donors_collections() -> None:
    specimen = SpecimenFactory.create()
    ListingFactory.create()
    noted()

    specimen.consent.status, specimen.consent.withdrawn_at = "withdrawn", NOW
    specimen.consent.save()

    assert noted() == [specimen.lot.listing_id]


@pytest.mark.django_db
def test_the_index_shows_what_is_new_reworded_redated_and_withdrawn() -> None:
    old, middle = (
        ListingFactory.create(title=title, published_at=NOW - timedelta(days=age))
        for title, age in [("breast old", 3), ("breast middle", 2)]
    )
    index = CurrentIndex.build(now=NOW)
    assert titles(index, text="breast") == ["breast middle", "breast old"]

    ListingFactory.create(title="breast new", published_at=NOW)
    assert titles(index, text="breast") == ["breast new", "breast middle", "breast old"]
    assert titles(index, text="lung") == []

    Listing.objects.filter(pk=old.pk).update(title="lung", search_text="lung")
    assert titles(index, text="lung") == ["lung"]
    assert titles(index, text="breast") == ["breast new", "breast middle"]

    Listing.objects.filter(pk=middle.pk).update(published_at=NOW + timedelta(days=1))
    assert titles(index) == ["breast middle", "breast new", "lung"]

    Listing.objects.filter(pk=middle.pk).update(visibility="withdrawn")
    assert titles(index) == ["breast new", "lung"]
    assert Search(None, Wish(), now=NOW, index=index).total() == 2
    assert index.index.size == 2


@pytest.mark.django_db
def test_a_listing_that_is_gone_is_forgotten() -> None:
    ListingFactory.create(title="gone")
    index = CurrentIndex.build(now=NOW)
    with pgtrigger.ignore("listings.Listing:listing_no_delete"):
        Listing.objects.all().delete()

    assert titles(index) == []
    assert not index.index.live


@pytest.mark.django_db
def test_a_consent_that_expires_overnight_ends_what_can_be_asked_for() -> None:
    consent = ConsentRecordFactory.create(expires_on=date(2026, 3, 3))
    collection = SampleCollectionFactory.create(listing__title="samples").listing
    SpecimenFactory.create(lot__listing=collection, consent=consent)
    index = CurrentIndex.build(now=NOW)
    chosen = {"availability": ("available",)}

    assert titles(index, chosen=chosen) == ["samples"]
    assert titles(index, now=NOW + timedelta(days=1), chosen=chosen) == []


@pytest.mark.django_db
def test_a_membership_counts_from_its_first_day_to_its_last() -> None:
    listing = ListingFactory.create(title="plasmid")
    membership = ConsortiumMembershipFactory.create(
        organisation=listing.unit.organisation,
        consortium__is_public=True,
        since_on=date(2026, 3, 3),
        until_on=date(2026, 3, 4),
    )
    index = CurrentIndex.build(now=NOW)
    chosen = {"consortium": (str(membership.consortium_id),)}

    found = [titles(index, now=NOW + timedelta(days=days), chosen=chosen) for days in range(4)]
    assert found == [[], ["plasmid"], ["plasmid"], []]


@pytest.mark.django_db(transaction=True)
def test_a_slow_transaction_is_read_though_later_ones_were_read_before() -> None:
    unit = UnitFactory.create()
    index = CurrentIndex.build(now=NOW)

    with while_open(lambda: ListingFactory.create(title="begun first", unit=unit, published_at=NOW)):
        ListingFactory.create(title="committed first", unit=unit, published_at=NOW - timedelta(days=1))
        assert titles(index) == ["committed first"]
        held_back = index.horizon
        Listing.objects.filter(title="committed first").update(title="changed since")
        assert titles(index) == ["changed since"]
        assert index.horizon == held_back
    assert titles(index) == ["begun first", "changed since"]
    assert index.horizon > held_back
    assert index.read == set()


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_was_never_there() -> None:
    index = CurrentIndex.build(now=NOW)
    with transaction.atomic():
        ListingFactory.create()
        transaction.set_rollback(True)

    assert titles(index) == []


@pytest.mark.django_db
def test_too_many_changes_are_left_to_a_new_index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(current, "MOST_TO_READ", 2)
    index = CurrentIndex.build(now=NOW)
    for number in range(3):
        ListingFactory.create(title=f"listing {number}")

    with pytest.raises(OutdatedError):
        index.catch_up(now=NOW)
    assert sorted(titles(index)) == ["listing 0", "listing 1", "listing 2"]


@pytest.mark.django_db
def test_many_changed_listings_are_read_as_few_are(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = [CellLineFactory.create().listing_id, SpecimenFactory.create().lot.listing_id, uuid4()]
    one_by_one = reading.entries(keys, NOW.date())
    monkeypatch.setattr(reading, "FEW", 1)
    together = reading.entries(keys, NOW.date())

    assert len(together) == 2
    for few, many in zip(*(sorted(found, key=attrgetter("key")) for found in (one_by_one, together)), strict=True):
        assert replace(few, tokens=sorted(few.tokens)) == replace(many, tokens=sorted(many.tokens))


@pytest.fixture
def folder(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Keep the index of this process in a folder of its own, and forget it after the test."""
    settings.SEARCH_INDEX_DIR = tmp_path
    process = current._Process()
    monkeypatch.setattr(current, "_process", process)
    yield tmp_path
    if process.builder is not None:
        process.builder.join(timeout=30)


@pytest.mark.django_db(transaction=True)
def test_sql_answers_until_the_index_is_built_and_the_next_process_opens_it(folder: Path) -> None:
    unit = UnitFactory.create()
    ListingFactory.create(title="first", unit=unit)
    assert current.ready() is None
    builder = current._process.builder
    assert builder is not None
    builder.join(timeout=30)
    ready = current.ready()
    assert ready is not None
    assert titles(ready) == ["first"]

    ListingFactory.create(title="second", unit=unit)
    opened = CurrentIndex.open(folder, now=datetime.now(UTC))
    assert titles(opened, now=datetime.now(UTC)) == ["second", "first"]
    with pytest.raises(OutdatedError):
        CurrentIndex.open(folder, now=datetime.now(UTC) + timedelta(hours=13))
    with transaction.atomic():
        assert current.ready() is None


@pytest.mark.django_db
def test_a_folder_of_another_database_is_not_taken(tmp_path: Path) -> None:
    CurrentIndex.build(now=NOW).save(tmp_path)
    state = (tmp_path / "current").resolve() / "state.json"
    state.write_text(state.read_text().replace('"database": "', '"database": "9'))

    with pytest.raises(OutdatedError):
        CurrentIndex.open(tmp_path, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_readers_at_once_get_whole_answers(folder: Path) -> None:
    unit = UnitFactory.create()
    index = CurrentIndex.build(now=NOW)

    def write(number: int) -> None:
        ListingFactory.create(title=f"listing {number}", unit=unit, published_at=NOW)
        connection.close()

    def read(_: int) -> bool:
        search = Search(None, Wish(), now=NOW, index=index)
        shown = len(search.page(size=50))
        connection.close()
        return shown <= search.total()

    with ThreadPoolExecutor(4) as pool:
        writing = [pool.submit(write, number) for number in range(12)]
        assert all(pool.map(read, range(24)))
        for future in writing:
            future.result(timeout=30)
    assert len(titles(index)) == 12
