"""What is wrong with what a unit lists: one listing for each check, and none too many."""

from datetime import date, timedelta
from typing import Any

import pytest

from catalog.consent.rules import Modifier, Permission, UseTerms
from catalog.consent.rules.duo import DS, GRU, IRB
from catalog.listings.models import Listing
from catalog.quality import queries
from catalog.quality.queries.health import MOST_OF_A_CHECK
from catalog.quality.rules.health import Check, Grade
from exchange.kernel import clock
from exchange.parties.models import Person, Unit
from exchange.parties.roles import Role
from tests.factories.consent import use_terms_set
from tests.factories.listings import CellLineFactory, PlasmidFactory, SampleCollectionFactory
from tests.factories.parties import UnitFactory, member
from tests.factories.stock import LotFactory, SpecimenFactory

pytestmark = pytest.mark.django_db

IN_ORDER = UseTerms(permissions=(Permission(code=DS, diseases=("MONDO:0004992",)),), modifiers=(Modifier(code=IRB),))
GENERAL = UseTerms(permissions=(Permission(code=GRU),))


@pytest.fixture
def unit() -> Unit:
    return UnitFactory.create()


@pytest.fixture
def manager(unit: Unit) -> Person:
    return member(Role.RESOURCE_MANAGER, unit=unit)


def collection(unit: Unit, terms: UseTerms | None = IN_ORDER, **more: Any) -> Listing:
    use_terms = use_terms_set(terms) if terms else None
    values = {"listing__unit": unit, "listing__use_terms": use_terms, "listing__summary": "Samples."} | more
    return SampleCollectionFactory.create(**values).listing


def found(manager: Person, unit: Unit, on: date | None = None) -> list[tuple[Check, str]]:
    on = on or clock.today()
    return [(one.check, one.listing.title) for one in queries.findings(manager, [unit], on=on)[unit.pk]]


def test_what_is_in_order_has_no_finding(unit: Unit, manager: Person) -> None:
    made = collection(unit)
    SpecimenFactory.create(lot__listing=made)
    PlasmidFactory.create(listing__unit=unit, listing__summary="A vector.")

    assert found(manager, unit) == []
    assert queries.grades([unit], on=clock.today()) == {unit.pk: Grade.A}


def test_each_check_finds_its_listing(unit: Unit, manager: Person) -> None:
    CellLineFactory.create(listing__unit=unit, listing__title="no terms", listing__summary="A line.")
    SpecimenFactory.create(lot__listing=collection(unit, listing__title="no consent"), consent=None)
    unsaid = {"listing__warning": "Mixed.", "listing__visibility": "draft", "listing__published_at": None}
    PlasmidFactory.create(listing__unit=unit, listing__title="unsaid", listing__summary="A vector.", **unsaid)
    no_ethics = UseTerms(permissions=IN_ORDER.permissions)
    collection(unit, no_ethics, listing__title="no ethics")
    collection(unit, UseTerms(permissions=GENERAL.permissions, modifiers=IN_ORDER.modifiers), listing__title="no limit")
    parent = SampleCollectionFactory.create(
        listing__unit=unit, listing__visibility="withdrawn", listing__title="withdrawn", listing__summary=""
    )
    collection(unit, listing__title="orphan", parent=parent)
    few = collection(unit, listing__title="few", stated_specimens=1)
    SpecimenFactory.create_batch(2, lot__listing=few)
    old = collection(unit, listing__title="old", youngest_age_years=18, oldest_age_years=60)
    SpecimenFactory.create(lot__listing=old, age=61, age_unit="years")
    SpecimenFactory.create(lot__listing=collection(unit, oldest_age_years=60), age=60.5, age_unit="years")
    PlasmidFactory.create(listing__unit=unit, listing__title="no summary")
    site = collection(unit, listing__title="site")
    SpecimenFactory.create(lot__listing=site, anatomical_site_code="C44.5", diagnosis_code="9861/3")

    assert found(manager, unit) == [
        (Check.NO_TERMS, "no terms"),
        (Check.UNKNOWN_CONSENT, "no consent"),
        (Check.WARNING_UNSAID, "unsaid"),
        (Check.NO_ETHICS, "no ethics"),
        (Check.NO_DISEASE_LIMIT, "no limit"),
        (Check.ORPHAN, "orphan"),
        (Check.FEWER_THAN_STATED, "few"),
        (Check.AGES_DISAGREE, "old"),
        (Check.NO_SUMMARY, "no summary"),
        (Check.DOUBTFUL_SITE, "site"),
    ]
    # Of 11 listings 2 have an error, 7 a warning, and 2 neither: 5.5 of 11.
    assert queries.grades([unit], on=clock.today()) == {unit.pk: Grade.C}


def test_stock_that_nobody_touched_for_two_years_is_stale(unit: Unit, manager: Person) -> None:
    plasmid = PlasmidFactory.create(listing__unit=unit, listing__title="pX", listing__summary="A vector.").listing
    LotFactory.create(listing=plasmid)
    today = clock.today()

    assert found(manager, unit, today + timedelta(days=729)) == []
    assert found(manager, unit, today + timedelta(days=731)) == [(Check.STALE_STOCK, "pX")]


def test_a_unit_in_which_nobody_reads_requests_is_graded_down(unit: Unit) -> None:
    collection(unit)
    assert queries.grades([unit], on=clock.today()) == {unit.pk: Grade.D}
    member(Role.COMMITTEE_CHAIR, organisation=unit.organisation)
    assert queries.grades([unit], on=clock.today()) == {unit.pk: Grade.A}


@pytest.mark.parametrize("count", [1, 3])
def test_findings_and_grades_take_as_many_statements_for_three(count: int, django_assert_num_queries: Any) -> None:
    units = UnitFactory.create_batch(count)
    for unit in units:
        for number in range(count):
            CellLineFactory.create(listing__unit=unit, listing__title=str(number))
    people = [member(Role.RESOURCE_MANAGER, unit=unit) for unit in units]

    with django_assert_num_queries(4):
        told = queries.findings(people[0], units, on=clock.today())
    with django_assert_num_queries(1):
        graded = queries.grades([*units, UnitFactory.build()], on=clock.today())

    assert [len(told[unit.pk]) for unit in units] == [2 * count] + [0] * (count - 1)
    assert {one.of for one in told[units[0].pk]} == {count}
    assert [graded.pop(unit.pk) for unit in units] == [Grade.D] * count
    assert list(graded.values()) == [None]


def test_findings_are_for_the_units_own_people(unit: Unit) -> None:
    collection(unit, None, listing__title="X")
    for viewer in (None, member(Role.RESOURCE_MANAGER), member(Role.RESEARCHER, organisation=unit.organisation)):
        assert queries.findings(viewer, [unit], on=clock.today()) == {unit.pk: []}
    assert found(member(Role.COMMITTEE_CHAIR, unit=unit), unit) == [(Check.NO_TERMS, "X")]


def test_of_each_check_the_oldest_are_named_and_all_are_counted(unit: Unit, manager: Person) -> None:
    PlasmidFactory.create_batch(MOST_OF_A_CHECK + 2, listing__unit=unit)

    told = queries.findings(manager, [unit], on=clock.today())[unit.pk]

    assert len(told) == MOST_OF_A_CHECK
    assert {(one.check, one.of) for one in told} == {(Check.NO_SUMMARY, MOST_OF_A_CHECK + 2)}
