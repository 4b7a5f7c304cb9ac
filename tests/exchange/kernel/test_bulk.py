"""Rows added by COPY are those that INSERT would have added, and are refused alike."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from catalog.listings.models import Listing
from catalog.stock.models import Lot, Movement
from exchange.kernel import bulk
from exchange.kernel.models import AuditEvent
from tests.factories.listings import ListingFactory

pytestmark = pytest.mark.django_db


def test_insert_stores_what_bulk_create_would() -> None:
    listing = ListingFactory.create(synonyms=['a "quoted" name', "tab\tand\nline", "\\N"], words=[])
    key = listing.pk
    said = {name: value for name, value in vars(listing).items() if name not in ("_state", "id", "search_vector")}

    copy = Listing(**said | {"provider_key": "copy"})
    bulk.insert([copy])

    kept = Listing.objects.get(pk=copy.pk)
    own = {"id", "provider_key", "changed_at", "created_at", "search_vector"}
    names = [field.attname for field in Listing._meta.concrete_fields if field.attname not in own]
    assert [getattr(kept, name) for name in names] == [getattr(Listing.objects.get(pk=key), name) for name in names]
    assert kept.search_vector


def test_insert_leaves_to_the_database_what_is_not_said() -> None:
    bulk.insert([AuditEvent(command="a", subject_type="b", subject_id="c", inputs={"list": [1, None]})])

    event = AuditEvent.objects.get(command="a")
    assert event.pk is not None
    assert event.at is not None
    assert event.inputs == {"list": [1, None]}


def test_insert_of_nothing_does_nothing() -> None:
    bulk.insert([])

    assert not AuditEvent.objects.filter(command="a").exists()


def test_insert_is_refused_by_constraints_and_names_them() -> None:
    lot = Lot(listing=ListingFactory.create(), code="A", unit="vial", on_hand=1, held=2)

    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        bulk.insert([lot])

    diagnosis = getattr(refusal.value.__cause__, "diag", None)
    assert getattr(diagnosis, "constraint_name", "") == "lot_never_oversold"


def test_movements_of_one_statement_move_each_lot_by_their_sum() -> None:
    listing = ListingFactory.create()
    lots = [Lot(listing=listing, code=code, unit="vial", on_hand=0) for code in "AB"]
    bulk.insert(lots)
    moves = [(lots[0], 5), (lots[1], 3), (lots[0], -2)]

    bulk.insert([Movement(lot=lot, delta=delta, reason="import") for lot, delta in moves])

    assert list(Lot.objects.order_by("code").values_list("on_hand", flat=True)) == [3, 3]


def test_moments_are_kept_with_their_time_zone() -> None:
    moment = datetime(2026, 3, 2, 12, tzinfo=UTC)
    bulk.insert([Lot(created_at=moment, listing=ListingFactory.create(), code="A", unit="vial", on_hand=0)])

    assert Lot.objects.get().created_at == moment


def test_no_trigger_is_ignored_and_the_setting_says_so() -> None:
    """Where the setting is unknown, each row of each trigger ends a subtransaction, which is slow beyond measure."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW pgtrigger.ignore")
        assert cursor.fetchone() == ("{}",)
