"""What a provider says is in the freezer: each word counts once."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction

from catalog.listings.facts import Change
from catalog.listings.models import Listing
from catalog.stock import operations
from catalog.stock.errors import StockCode
from catalog.stock.facts import LotFacts, SpecimenFacts
from catalog.stock.models import Lot, Movement, Specimen
from exchange.kernel.errors import InvalidInput, Refused
from exchange.kernel.ids import new_id
from tests.factories.consent import ConsentRecordFactory
from tests.factories.listings import ListingFactory
from tests.factories.stock import SpecimenFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def say(listing: Listing, *facts: LotFacts) -> list[Change]:
    return list(operations.store_lots(facts={listing: facts}, now=NOW).values())


def vials(stated: int, code: str = "A", **more: Any) -> LotFacts:
    return LotFacts(**{"code": code, "unit": "vial", "stated": stated, **more})


def on_hand(listing: Listing) -> int:
    return Lot.objects.get(listing=listing).on_hand


def take(listing: Listing, quantity: int) -> None:
    hold = operations.place_hold(
        lot=Lot.objects.get(listing=listing),
        quantity=quantity,
        reference=new_id(),
        expires_at=NOW + timedelta(days=1),
        by=None,
        now=NOW,
    )
    operations.release_hold(hold=hold, by=None, now=NOW)


def test_store_lots_creates_counts_and_moves() -> None:
    listing = ListingFactory.create()

    changes = operations.store_lots(
        facts={listing: [vials(7, passage_number=4, biosafety_level=2), vials(0, "B")]}, now=NOW
    )

    assert changes == {(listing.pk, "A"): Change.CREATED, (listing.pk, "B"): Change.CREATED}
    assert list(Lot.objects.order_by("code").values_list("code", "on_hand", "stated", "passage_number")) == [
        ("A", 7, 7, 4),
        ("B", 0, 0, None),
    ]
    assert list(Movement.objects.values_list("lot__code", "delta", "reason")) == [("A", 7, "import")]


def test_the_same_word_again_changes_nothing_even_after_a_shipment() -> None:
    listing = ListingFactory.create()
    say(listing, vials(7))
    take(listing, 3)

    assert say(listing, vials(7)) == [Change.UNCHANGED]
    assert on_hand(listing) == 4


def test_another_word_sets_what_is_there() -> None:
    listing = ListingFactory.create()
    say(listing, vials(7))
    take(listing, 3)

    assert say(listing, vials(4)) == [Change.UPDATED]
    assert on_hand(listing) == 4
    assert say(listing, vials(10)) == [Change.UPDATED]
    assert on_hand(listing) == 10
    assert sum(Movement.objects.values_list("delta", flat=True)) == 10


def test_fewer_than_are_promised_is_refused() -> None:
    listing = ListingFactory.create()
    say(listing, vials(7))
    lot = Lot.objects.get(listing=listing)
    operations.place_hold(lot=lot, quantity=5, reference=new_id(), expires_at=NOW + timedelta(days=1), by=None, now=NOW)

    with pytest.raises(Refused) as refusal:
        say(listing, vials(4))

    assert refusal.value.code is StockCode.NOT_ENOUGH
    assert on_hand(listing) == 7
    assert say(listing, vials(5)) == [Change.UPDATED]


def test_other_facts_update_and_leave_the_count_alone() -> None:
    listing = ListingFactory.create()
    say(listing, vials(7))
    take(listing, 3)

    assert say(listing, vials(7, mycoplasma_tested_on=date(2026, 2, 1))) == [Change.UPDATED]
    assert on_hand(listing) == 4


def test_a_code_twice_is_invalid() -> None:
    with pytest.raises(InvalidInput):
        say(ListingFactory.create(), vials(1), vials(2))


def specimen(consent_id: UUID | None = None, donor: str = "d1", material: str = "FFPE") -> LotFacts:
    facts = SpecimenFacts(donor_pseudonym=donor, material=material, consent_id=consent_id)
    return LotFacts(code="S1", unit="aliquot", stated=1, specimen=facts)


def test_specimens_are_stored_with_their_lot() -> None:
    listing, consent = ListingFactory.create(), ConsentRecordFactory.create(donor_pseudonym="d1")

    assert say(listing, specimen(consent.pk)) == [Change.CREATED]
    assert say(listing, specimen(consent.pk)) == [Change.UNCHANGED]
    assert say(listing, specimen(consent.pk, material="DNA")) == [Change.UPDATED]
    row = Specimen.objects.get()
    assert (row.consent, row.donor_pseudonym, row.material) == (consent, "d1", "DNA")


def test_a_specimen_keeps_its_consent_when_none_is_named() -> None:
    listing, consent = ListingFactory.create(), ConsentRecordFactory.create(donor_pseudonym="d1")
    say(listing, specimen(consent.pk))

    assert say(listing, specimen()) == [Change.UNCHANGED]
    assert Specimen.objects.get().consent == consent


def test_database_keeps_a_withdrawn_consent_with_its_specimen() -> None:
    row = SpecimenFactory.create(consent__status="withdrawn", consent__withdrawn_at=NOW)
    other = ConsentRecordFactory.create(donor_pseudonym=row.donor_pseudonym)

    for consent in (other, None):
        with pytest.raises(DatabaseError, match="G2: the donor of this specimen has withdrawn"), transaction.atomic():
            Specimen.objects.filter(pk=row.pk).update(consent=consent)
    with pytest.raises(DatabaseError, match="Cannot delete"), transaction.atomic():
        Specimen.objects.filter(pk=row.pk).delete()

    row.refresh_from_db()
    assert row.consent.status == "withdrawn"
