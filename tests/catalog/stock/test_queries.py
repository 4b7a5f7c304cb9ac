"""Who may know what is in the freezer, and how much of it is told."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from catalog.consent.rules import UseTerms
from catalog.listings.models import Listing
from catalog.stock import queries
from catalog.stock.models import Lot
from catalog.stock.queries import StockCounts
from catalog.stock.rules import is_suppressed, told
from exchange.parties.models import Person
from exchange.parties.roles import Role
from tests.factories.consent import GENERAL, HEALTH_WITH_ETHICS, use_terms_set
from tests.factories.listings import ListingFactory, SampleCollectionFactory
from tests.factories.parties import MembershipFactory, PersonFactory, UnitFactory, member
from tests.factories.stock import LotFactory, SpecimenFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)
NOTHING = UseTerms()
WITHDRAWN = {"consent__status": "withdrawn", "consent__withdrawn_at": datetime(2026, 1, 1, tzinfo=UTC)}


def test_lots_are_visible_to_members_of_anything_only() -> None:
    lot = LotFactory.create()
    former = MembershipFactory.create(until_on=date(2021, 1, 1)).person

    assert list(queries.visible_to(None)) == []
    assert list(queries.visible_to(PersonFactory.create())) == []
    assert list(queries.visible_to(former)) == []
    assert list(queries.visible_to(member(Role.RESEARCHER))) == [lot]


@pytest.mark.parametrize("visibility", ["draft", "withdrawn"])
def test_lots_of_hidden_listings_are_visible_to_their_own_unit_only(visibility: str) -> None:
    lot = LotFactory.create(listing__visibility=visibility)

    assert list(queries.visible_to(member(Role.RESEARCHER))) == []
    assert list(queries.visible_to(member(Role.RESOURCE_MANAGER, unit=lot.listing.unit))) == [lot]


def test_specimens_whose_consent_has_ended_are_visible_to_their_own_unit_only() -> None:
    lot = SpecimenFactory.create(**WITHDRAWN).lot
    expired = SpecimenFactory.create(consent__expires_on=date(2022, 1, 1), lot__listing=lot.listing).lot

    assert list(queries.visible_to(member(Role.RESEARCHER))) == []
    assert set(queries.visible_to(member(Role.RESOURCE_MANAGER, unit=lot.listing.unit))) == {lot, expired}


def test_consents_are_visible_to_who_looks_after_their_specimens() -> None:
    specimen, unit = SpecimenFactory.create(), UnitFactory.create()
    own = specimen.lot.listing.unit
    elsewhere = UnitFactory.create(organisation=own.organisation)

    assert list(queries.consents_visible_to(member(Role.RESOURCE_MANAGER, unit=own))) == [specimen.consent]
    assert list(queries.consents_visible_to(member(Role.RESOURCE_MANAGER, own.organisation))) == [specimen.consent]
    for person in (
        None,
        PersonFactory.create(),
        member(Role.RESOURCE_MANAGER, unit=unit),
        member(Role.RESOURCE_MANAGER, unit=elsewhere),
        member(Role.RESEARCHER, own.organisation),
        member(Role.COMMITTEE_CHAIR, unit=own),
    ):
        assert list(queries.consents_visible_to(person)) == []


def test_available_leaves_out_what_is_promised_gone_or_ended() -> None:
    listing = SampleCollectionFactory.create().listing
    free = LotFactory.create(listing=listing, on_hand=2, held=1)
    LotFactory.create(listing=listing, on_hand=2, held=2)
    LotFactory.create(listing=listing, on_hand=0)
    SpecimenFactory.create(lot__listing=listing, **WITHDRAWN)
    specimen = SpecimenFactory.create(lot__listing=listing, consent=None)

    assert set(queries.available(Lot.objects.all(), on=TODAY)) == {free, specimen.lot}


def test_counts_of_a_page_take_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    collection, empty = SampleCollectionFactory.create().listing, ListingFactory.create()
    for donor in ("d1", "d1", "d2"):
        SpecimenFactory.create(lot__listing=collection, donor_pseudonym=donor, consent=None)
    SpecimenFactory.create(lot__listing=collection, donor_pseudonym="d3", lot__held=1)
    SpecimenFactory.create(lot__listing=collection, donor_pseudonym="d4", **WITHDRAWN)
    SpecimenFactory.create(lot__listing=collection, donor_pseudonym="d5", lot__on_hand=0)
    vials = LotFactory.create(on_hand=7, held=3).listing

    with django_assert_num_queries(1):
        found = queries.counts([collection, empty, vials], on=TODAY)

    assert found == {
        collection.pk: StockCounts(available=3, available_donors=2, donors=3),
        empty.pk: StockCounts(),
        vials.pk: StockCounts(available=4),
    }


@pytest.mark.parametrize(("donors", "suppressed"), [(0, False), (1, True), (9, True), (10, False), (11, False)])
def test_is_suppressed(donors: int, *, suppressed: bool) -> None:
    assert is_suppressed(donors) is suppressed
    assert told(40, donors) == (None if suppressed else 40)
    assert told(40, 20, donors) == (None if suppressed else 40)


@pytest.mark.parametrize("donors", [0, 9, 10])
def test_counts_are_told_unless_they_come_from_too_few_donors(donors: int) -> None:
    counts = StockCounts(available=30, available_donors=donors, donors=donors)
    assert (counts.told_available, counts.told_donors) == ((None, None) if donors == 9 else (30, donors))


def test_donors_are_told_to_who_looks_after_their_specimens_only() -> None:
    specimen = SpecimenFactory.create()
    unit = specimen.lot.listing.unit
    elsewhere = UnitFactory.create(organisation=unit.organisation)

    def seen(viewer: Person | None) -> list[bool]:
        rows: list[Any] = list(queries.visible_specimens(viewer))
        return [row.tells_donor for row in rows]

    assert seen(None) == seen(PersonFactory.create()) == []
    assert seen(member(Role.RESOURCE_MANAGER, unit=unit)) == [True]
    assert seen(member(Role.RESOURCE_MANAGER, unit.organisation)) == [True]
    for person in (
        member(Role.RESEARCHER),
        member(Role.COMMITTEE_CHAIR, unit=unit),
        member(Role.RESOURCE_MANAGER, unit=elsewhere),
        member(Role.RESEARCHER, unit.organisation),
    ):
        assert seen(person) == [False]


def test_specimens_follow_their_lots() -> None:
    hidden = SpecimenFactory.create()
    Listing.objects.filter(pk=hidden.lot.listing_id).update(visibility="draft")
    SpecimenFactory.create(**WITHDRAWN)
    shown = SpecimenFactory.create()

    assert list(queries.visible_specimens(member(Role.RESEARCHER))) == [shown]


@pytest.mark.parametrize("number", [1, 3])
def test_donor_terms_are_the_distinct_ones_of_standing_consents(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    general, ethics, ended = (use_terms_set(terms) for terms in (GENERAL, HEALTH_WITH_ETHICS, NOTHING))
    rows = [SampleCollectionFactory.create().listing for _ in range(number)]
    for listing in rows:
        for terms in (general, general, ethics):
            SpecimenFactory.create(lot__listing=listing, consent__form__use_terms=terms)
        SpecimenFactory.create(lot__listing=listing, consent=None)
        SpecimenFactory.create(lot__listing=listing, consent__form__use_terms=ended, **WITHDRAWN)
        SpecimenFactory.create(lot__listing=listing, consent__form__use_terms=ended, lot__on_hand=0)
    empty = ListingFactory.create()

    with django_assert_num_queries(2):
        found = queries.donor_terms([*rows, empty], on=TODAY)

    assert found == {**{listing.pk: [general, ethics] for listing in rows}, empty.pk: []}
