"""The index is kept for the next start, and its notes for a day."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from catalog.search import operations
from catalog.search.models import ListingChange
from catalog.search.queries.current import CurrentIndex
from tests.factories.listings import ListingFactory

pytestmark = pytest.mark.django_db


def test_keep_index_writes_it_when_it_is_due_and_drops_old_notes(settings: Any, tmp_path: Path) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path
    listing = ListingFactory.create()
    now = datetime.now(UTC)

    assert operations.keep_index(now=now) == 1
    assert operations.keep_index(now=now + timedelta(hours=5)) is None
    assert operations.keep_index(now=now + timedelta(hours=7)) == 1
    assert CurrentIndex.open(tmp_path, now=now + timedelta(hours=7)).index.position_of(listing.pk.bytes) == 0
    assert set(ListingChange.objects.values_list("listing_id", flat=True)) == {listing.pk}
    operations.keep_index(now=now + timedelta(hours=25))
    assert not ListingChange.objects.exists()
    assert len(list(tmp_path.glob("index-*"))) == 1


def test_keep_index_keeps_none_where_none_is_wanted(settings: Any) -> None:
    settings.SEARCH_INDEX_DIR = None
    assert operations.keep_index(now=datetime.now(UTC)) is None
