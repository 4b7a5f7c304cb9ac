"""Offers, stored by their provider's key."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from catalog.listings import operations
from catalog.listings.facts import Change, ListingFacts, strongest
from catalog.listings.models import Listing, ListingKind, Origin
from exchange.kernel.errors import InvalidInput
from exchange.parties.models import Unit
from exchange.parties.roles import Role
from tests.factories.consent import use_terms_set
from tests.factories.listings import ListingFactory
from tests.factories.parties import UnitFactory, member

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def facts(key: str = "K1", title: str = "pX", **more: Any) -> ListingFacts:
    return ListingFacts(**{"provider_key": key, "title": title, "origin": Origin.NOT_HUMAN.value, **more})


def store(unit: Unit, *said: ListingFacts) -> dict[str, Change]:
    by = member(Role.RESOURCE_MANAGER, unit=unit)
    stored = operations.store_listings(unit=unit, kind=ListingKind.PLASMID, facts=said, by=by, now=NOW)
    return {key: change for key, (_, change) in stored.items()}


def test_store_listings_creates_updates_and_leaves_alone() -> None:
    unit = UnitFactory.create()

    first = store(unit, facts("K1"), facts("K2"))
    second = store(unit, facts("K1"), facts("K2", "renamed"), facts("K3"))

    assert first == {"K1": Change.CREATED, "K2": Change.CREATED}
    assert second == {"K1": Change.UNCHANGED, "K2": Change.UPDATED, "K3": Change.CREATED}
    assert list(Listing.objects.order_by("provider_key").values_list("title", "visibility", "published_at")) == [
        ("pX", "public", NOW),
        ("renamed", "public", NOW),
        ("pX", "public", NOW),
    ]


def test_a_listing_is_searched_by_each_of_its_names_once() -> None:
    said = facts(synonyms=("pY", "pX"), identifiers=("ID_1",), summary="For rescue.", words=("TP53", "pY"))

    assert said.search_text == "pX\npY\nID_1\nFor rescue.\nTP53"


def test_a_listing_is_searched_with_its_accents_and_without() -> None:
    said = facts(title="Müller glia", synonyms=("Łódź",), summary="Plain.")

    assert said.search_text == "Müller glia\nŁódź\nPlain.\nMuller glia\nLodz"


def test_saying_nothing_of_terms_keeps_them() -> None:
    unit, terms = UnitFactory.create(), use_terms_set()
    store(unit, facts(use_terms_id=terms.pk))

    assert store(unit, facts()) == {"K1": Change.UNCHANGED}
    assert Listing.objects.get().use_terms == terms


@pytest.mark.parametrize("kind", ["cell_line", "sample_collection"])
def test_a_key_of_another_kind_is_invalid(kind: str) -> None:
    listing = ListingFactory.create(provider_key="K1", kind=kind, title="not touched")

    with pytest.raises(InvalidInput) as refusal:
        store(listing.unit, facts("K0"), facts("K1"))

    assert refusal.value.field == "provider_key"
    assert Listing.objects.get().title == "not touched"


def test_a_key_twice_is_invalid() -> None:
    with pytest.raises(InvalidInput):
        store(UnitFactory.create(), facts(), facts())
    assert not Listing.objects.exists()


def test_database_keeps_whose_a_listing_is() -> None:
    listing = ListingFactory.create()

    for change in ({"unit": UnitFactory.create()}, {"kind": "cell_line"}, {"provider_key": "other"}):
        with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
            Listing.objects.filter(pk=listing.pk).update(**change)
    with pytest.raises(DatabaseError, match="Cannot delete"), transaction.atomic():
        listing.delete()


@pytest.mark.parametrize(
    ("changes", "result"),
    [
        ([], Change.UNCHANGED),
        ([Change.UNCHANGED, Change.UPDATED], Change.UPDATED),
        ([Change.UPDATED, Change.CREATED, Change.UNCHANGED], Change.CREATED),
    ],
)
def test_strongest(changes: list[Change], result: Change) -> None:
    assert strongest(changes) is result
