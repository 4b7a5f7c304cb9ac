"""What stock means for a purpose."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.management import call_command
from pytest_django import DjangoAssertNumQueries

from catalog.consent import queries as consents
from catalog.consent.models import ConsentRecord
from catalog.consent.rules import Permission, Purpose, ResearchType, Standing, UseTerms, standing_on
from catalog.consent.rules.duo import DS, HMB, POA
from catalog.listings.models import Listing, Origin
from catalog.stock import queries
from catalog.stock.models import Lot
from catalog.stock.queries import RANKS
from tests.factories.consent import (
    GENERAL,
    HEALTH_WITH_ETHICS,
    ConsentFormFactory,
    ConsentRecordFactory,
    use_terms_set,
)
from tests.factories.listings import CellLineFactory, ListingFactory, SampleCollectionFactory
from tests.factories.stock import LotFactory, SpecimenFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)
PURPOSE = Purpose(research_types=frozenset({ResearchType.HEALTH}))
ANCESTRY = UseTerms(permissions=(Permission(code=POA),))
HEALTH = UseTerms(permissions=(Permission(code=HMB),))
WITHDRAWN = {"status": "withdrawn", "withdrawn_at": datetime(2026, 1, 1, tzinfo=UTC)}


def collection(**listing: object) -> Listing:
    return SampleCollectionFactory.create(**{f"listing__{name}": value for name, value in listing.items()}).listing


def specimens(listing: Listing, terms: UseTerms, number: int = 1, *, on_hand: int = 1, **record: Any) -> list[Lot]:
    form = ConsentFormFactory.create(use_terms=use_terms_set(terms))
    return [
        SpecimenFactory.create(
            lot__listing=listing,
            lot__on_hand=on_hand,
            consent__form=form,
            **{f"consent__{k}": v for k, v in record.items()},
        ).lot
        for _ in range(number)
    ]


def verdict_of(listing: Listing, purpose: Purpose = PURPOSE) -> tuple[str, list[str], int | None, int | None]:
    found = queries.listing_verdicts([listing], purpose=purpose, on=TODAY)[listing.pk]
    ranked = queries.with_verdicts(Listing.objects.filter(pk=listing.pk), purpose=purpose, on=TODAY).get()
    assert RANKS[vars(ranked)["verdict_rank"]] is found.decision.verdict
    return str(found.decision.verdict), found.decision.texts, found.lots_permitted, found.lots_total


def test_material_that_is_not_human_is_permitted_with_a_reason() -> None:
    listing = ListingFactory.create(origin=Origin.NOT_HUMAN)
    LotFactory.create(listing=listing)

    assert verdict_of(listing) == ("PERMIT", ["not-human"], 1, 1)


@pytest.mark.parametrize("origin", [Origin.HUMAN_ANONYMOUS, Origin.HUMAN_CODED])
def test_human_material_without_terms_waits_for_a_person(origin: Origin) -> None:
    listing = CellLineFactory.create(listing__origin=origin).listing
    LotFactory.create(listing=listing)

    verdict, reasons, permitted, total = verdict_of(listing)

    assert (verdict, permitted, total) == ("MANUAL", 0, 1)
    assert "consent-unknown" in reasons


@pytest.mark.parametrize(
    ("terms", "verdict"), [(GENERAL, "PERMIT"), (HEALTH_WITH_ETHICS, "CONDITIONAL"), (ANCESTRY, "DENY")]
)
def test_the_providers_terms_bind(terms: UseTerms, verdict: str) -> None:
    line = CellLineFactory.create(listing__use_terms=use_terms_set(terms)).listing

    assert verdict_of(line)[0] == verdict
    LotFactory.create(listing=line)
    assert verdict_of(line)[0] == verdict


def test_the_best_available_lot_speaks_for_a_collection() -> None:
    listing = collection()
    specimens(listing, ANCESTRY, 11)
    specimens(listing, HEALTH_WITH_ETHICS, 10)
    specimens(listing, HEALTH, 1, on_hand=0)

    assert verdict_of(listing) == ("CONDITIONAL", ["pre:ethics-approval"], 10, 21)


def test_small_groups_of_donors_are_not_counted() -> None:
    listing = collection()
    specimens(listing, ANCESTRY, 12)
    specimens(listing, HEALTH, 9)

    assert verdict_of(listing) == ("PERMIT", [], None, 21)


def test_the_remainder_of_a_known_whole_is_not_counted_either() -> None:
    listing = collection()
    specimens(listing, ANCESTRY, 9)
    specimens(listing, HEALTH, 12)

    assert verdict_of(listing) == ("PERMIT", [], None, 21)


def test_a_collection_of_few_donors_tells_no_number() -> None:
    listing = collection()
    specimens(listing, HEALTH, 9)

    assert verdict_of(listing) == ("PERMIT", [], None, None)


def test_without_an_available_lot_the_best_of_all_speaks() -> None:
    listing = collection()
    specimens(listing, HEALTH, 1, on_hand=0)
    specimens(listing, ANCESTRY, 1, on_hand=0)

    assert verdict_of(listing) == ("PERMIT", [], 0, 0)


@pytest.mark.parametrize("record", [WITHDRAWN, {"expires_on": TODAY}])
def test_a_consent_that_has_ended_denies(record: dict[str, Any]) -> None:
    listing = collection()
    specimens(listing, HEALTH, 12, **record)

    assert (verdict_of(listing)[0], *verdict_of(listing)[2:]) == ("DENY", 0, 0)


def test_provider_and_donor_bind_together() -> None:
    listing = collection(use_terms=use_terms_set(HEALTH_WITH_ETHICS))
    specimens(listing, ANCESTRY, 1)
    assert verdict_of(listing)[0] == "DENY"

    specimens(listing, HEALTH, 1)
    assert verdict_of(listing)[:2] == ("CONDITIONAL", ["pre:ethics-approval"])


def test_a_specimen_without_a_record_waits_for_a_person() -> None:
    listing = collection()
    SpecimenFactory.create(lot__listing=listing, consent=None)

    assert verdict_of(listing)[0] == "MANUAL"


def test_the_expression_agrees_with_the_verdicts_on_a_mixed_catalogue() -> None:
    call_command("load_vocabulary", name="MONDO", verbosity=0)
    purpose = Purpose(research_types=frozenset({ResearchType.DISEASE}), diseases=("MONDO:0005105",))
    terms = [GENERAL, HEALTH, HEALTH_WITH_ETHICS, ANCESTRY]
    terms += [
        UseTerms(permissions=(Permission(code=DS, diseases=(code,)),)) for code in ("MONDO:0004992", "MONDO:0008903")
    ]
    for own in [None, *terms]:
        listing = collection(use_terms=own and use_terms_set(own))
        for number, donor in enumerate(terms):
            specimens(listing, donor, 1, on_hand=number % 2)
            specimens(listing, donor, 1, **(WITHDRAWN if number % 2 else {"expires_on": TODAY}))
            alone = collection(use_terms=own and use_terms_set(own))
            specimens(alone, donor)

    found = queries.listing_verdicts(list(Listing.objects.all()), purpose=purpose, on=TODAY)
    ranked = queries.with_verdicts(Listing.objects.all(), purpose=purpose, on=TODAY)

    assert {row.pk: RANKS[vars(row)["verdict_rank"]] for row in ranked} == {
        key: verdict.decision.verdict for key, verdict in found.items()
    }
    assert {str(verdict.decision.verdict) for verdict in found.values()} == {
        "PERMIT",
        "CONDITIONAL",
        "MANUAL",
        "DENY",
    }


@pytest.mark.parametrize("number", [1, 3])
def test_verdicts_of_a_page_take_as_many_queries_as_of_one(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    call_command("load_vocabulary", name="MONDO", verbosity=0)
    purpose = Purpose(research_types=frozenset({ResearchType.DISEASE}), diseases=("MONDO:0007254",))
    listings = [collection() for _ in range(number)]
    lots = [
        lot
        for listing in listings
        for lot in specimens(listing, UseTerms(permissions=(Permission(code=DS, diseases=("MONDO:0004992",)),)), 2)
    ]

    with django_assert_num_queries(3):
        by_listing = queries.listing_verdicts(listings, purpose=purpose, on=TODAY)
    with django_assert_num_queries(2):
        by_lot = queries.lot_decisions(lots, purpose=purpose, on=TODAY)

    assert {str(found.decision.verdict) for found in by_listing.values()} == {"PERMIT"}
    assert {key: str(decision.verdict) for key, decision in by_lot.items()} == {lot.pk: "PERMIT" for lot in lots}


@pytest.mark.parametrize("expires_on", [None, date(2026, 3, 1), TODAY, date(2026, 3, 3)])
@pytest.mark.parametrize("record", [{}, WITHDRAWN])
def test_the_standing_in_sql_is_that_of_the_rules(record: dict[str, Any], expires_on: date | None) -> None:
    ConsentRecordFactory.create(expires_on=expires_on, **record)
    standing = ConsentRecord.objects.values_list(consents.standing_case(TODAY)).get()[0]

    assert standing == standing_on(TODAY, withdrawn=bool(record), expires_on=expires_on)
    assert ConsentRecord.objects.filter(consents.ended(TODAY)).exists() is (standing != Standing.ACTIVE)
