"""The Beacon's counts: right, and never telling of fewer than ten donors."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from catalog.interchange.exports.beacon import counting, terms
from catalog.interchange.exports.beacon.counting import Answer
from catalog.interchange.exports.beacon.filters import Filter, Property, TermFilter, ValueFilter, read_filters
from catalog.listings.models import Listing
from catalog.stock.rules import rounded
from catalog.vocabulary import operations
from catalog.vocabulary.reading import Contents, TermRow
from exchange.kernel.errors import InvalidInput
from tests.factories.listings import SampleCollectionFactory
from tests.factories.stock import SpecimenFactory

TODAY = date(2026, 3, 2)
CANCER, CARCINOMA, GBC = "MONDO:0004992", "MONDO:0004993", "MONDO:0005411"


@pytest.fixture
def vocabulary() -> None:
    rows = (
        TermRow(CANCER, "cancer"),
        TermRow(CARCINOMA, "carcinoma", parents=(CANCER,)),
        TermRow(GBC, "gallbladder carcinoma", parents=(CARCINOMA,)),
        TermRow("MONDO:0005105", "melanoma", parents=(CANCER,)),
    )
    now = datetime(2026, 1, 1, tzinfo=UTC)
    operations.load_release(contents=Contents(rows), name="MONDO", release="2026-01", by=None, now=now)


def collection(**listing: Any) -> Listing:
    return SampleCollectionFactory.create(**{f"listing__{name}": value for name, value in listing.items()}).listing


def fill(listing: Listing, donors: int, **specimen: Any) -> None:
    for _ in range(donors):
        SpecimenFactory.create(lot__listing=listing, **specimen)


def individuals(*filters: Filter) -> Answer:
    return counting.individuals(filters, on=TODAY)


@pytest.mark.django_db
def test_term_is_found_with_all_below_it_unless_said_otherwise(vocabulary: None) -> None:
    shelf = collection()
    fill(shelf, 12, diagnosis_code=GBC)
    fill(shelf, 30, diagnosis_code="MONDO:0005105")
    fill(shelf, 10, diagnosis_code=CARCINOMA)
    assert individuals() == Answer(exists=True, number=50)
    assert individuals(TermFilter(CARCINOMA)) == Answer(exists=True, number=20)
    assert individuals(TermFilter(CARCINOMA, descendants=False)) == Answer(exists=True, number=10)
    assert individuals(TermFilter(CANCER, descendants=False)) == Answer(exists=False, number=0)
    assert individuals(TermFilter(GBC), ValueFilter(Property.MATERIAL, "ffpe")) == Answer(exists=True, number=10)
    assert individuals(TermFilter(GBC), ValueFilter(Property.MATERIAL, "DNA")) == Answer(exists=False, number=0)


@pytest.mark.django_db
def test_donors_are_found_by_sex_and_by_ten_years_of_age() -> None:
    shelf = collection()
    fill(shelf, 12, sex="female", age=Decimal(69), age_unit="years")
    fill(shelf, 3, sex="female", age=Decimal("70.5"), age_unit="years")
    fill(shelf, 11, sex="male", age=Decimal(60), age_unit="weeks")

    assert individuals(ValueFilter(Property.SEX, "Female")) == Answer(exists=True, number=10)
    assert individuals(ValueFilter(Property.AGE_BAND, "60-69")) == Answer(exists=True, number=10)
    assert individuals(ValueFilter(Property.AGE_BAND, "70-79")) == Answer(exists=True, number=None)
    assert individuals(ValueFilter(Property.AGE_BAND, "60")) == Answer(exists=False, number=0)
    told = {term["id"]: term["values"] for term in terms.filtering_terms(on=TODAY) if term["type"] == "alphanumeric"}
    assert (told["sex"], told["ageBand"]) == (["female", "male"], ["60-69"])


@pytest.mark.django_db
def test_code_of_no_vocabulary_is_found_as_supplied(vocabulary: None) -> None:
    fill(collection(), 11, diagnosis_code="ONCOTREE:GBC")
    assert individuals(TermFilter("ONCOTREE:GBC")) == Answer(exists=True, number=10)
    with pytest.raises(InvalidInput, match="The term ONCOTREE:MEL is not known here"):
        individuals(TermFilter("ONCOTREE:MEL"))


@pytest.mark.django_db
def test_donors_are_counted_once_and_specimens_each() -> None:
    shelf = collection()
    for number in range(10):
        fill(shelf, 2, donor_pseudonym=f"P{number}", consent=None)
    assert individuals() == Answer(exists=True, number=10)
    assert counting.biosamples((), on=TODAY) == Answer(exists=True, number=20)


@pytest.mark.django_db
def test_equal_pseudonyms_of_two_organisations_are_two_donors() -> None:
    for shelf in (collection(), collection()):
        for number in range(5):
            fill(shelf, 1, donor_pseudonym=f"P{number}")
    assert individuals() == Answer(exists=True, number=10)


@pytest.mark.django_db
def test_specimens_of_few_donors_are_not_numbered() -> None:
    shelf = collection()
    for number in range(9):
        fill(shelf, 3, donor_pseudonym=f"P{number}", consent=None)
    assert individuals() == Answer(exists=True, number=None)
    assert counting.biosamples((), on=TODAY) == Answer(exists=True, number=None)


@pytest.mark.django_db
def test_only_what_is_offered_to_everybody_counts() -> None:
    public = collection()
    fill(public, 10)
    fill(collection(visibility="draft"), 10)
    fill(collection(visibility="withdrawn"), 10)
    fill(public, 10, lot__on_hand=0)
    fill(public, 10, consent__status="withdrawn", consent__withdrawn_at=datetime(2026, 1, 1, tzinfo=UTC))
    fill(public, 10, consent__expires_on=TODAY)
    assert individuals() == Answer(exists=True, number=10)
    assert counting.datasets((), on=TODAY) == Answer(exists=True, number=1)


@pytest.mark.django_db
def test_collection_counts_where_ten_of_its_donors_match() -> None:
    ten, nine = collection(), collection()
    fill(ten, 10, material="DNA")
    fill(nine, 9, material="DNA")
    fill(nine, 3, material="RNA")
    assert counting.datasets((), on=TODAY) == Answer(exists=True, number=2)
    assert counting.datasets((ValueFilter(Property.MATERIAL, "DNA"),), on=TODAY) == Answer(exists=True, number=1)
    assert counting.datasets((ValueFilter(Property.MATERIAL, "RNA"),), on=TODAY) == Answer(exists=False, number=0)


@pytest.mark.django_db
def test_terms_that_can_be_filtered_by_are_shared_by_ten(vocabulary: None) -> None:
    shelf = collection()
    fill(shelf, 10, diagnosis_code=GBC, anatomical_site="Gallbladder", sample_type="")
    fill(shelf, 9, diagnosis_code="MONDO:0005105", anatomical_site="Skin", material="DNA", sample_type="")
    scopes = ["individual", "biosample", "dataset"]
    found = terms.filtering_terms(on=TODAY)
    assert found == [
        {"type": "ontologyTerm", "id": CANCER, "label": "cancer", "scopes": scopes},
        {"type": "ontologyTerm", "id": CARCINOMA, "label": "carcinoma", "scopes": scopes},
        {"type": "ontologyTerm", "id": GBC, "label": "gallbladder carcinoma", "scopes": scopes},
        {"type": "alphanumeric", "id": "material", "values": ["FFPE"], "scopes": scopes},
        {"type": "alphanumeric", "id": "anatomicalSite", "values": ["Gallbladder"], "scopes": scopes},
    ]
    assert terms.resources(found) == [
        {"id": "mondo", "name": "MONDO", "nameSpacePrefix": "MONDO", "version": "2026-01"}
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3])
def test_statements_do_not_grow(vocabulary: None, rows: int) -> None:
    for _ in range(rows):
        fill(collection(), 10, diagnosis_code=GBC)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        individuals(TermFilter(GBC), TermFilter(CANCER))
    assert len(asked) == 4
    with CaptureQueriesContext(connection) as asked:
        terms.filtering_terms(on=TODAY)
    assert len(asked) == 8


@given(donors=st.integers(0, 10_000), outside=st.integers(0, 10_000))
def test_difference_of_overlapping_counts_tells_of_no_small_group(donors: int, outside: int) -> None:
    """A group and a part of it: whatever the two numbers are, the rest may be any of ten sizes, or is ten or more."""
    part, whole = rounded(donors, donors), rounded(donors + outside, donors + outside)
    if part is None or whole is None:
        return
    told = whole - part
    assert told % 10 == 0
    possible = [
        (in_part, in_whole)
        for in_part in (range(part, part + 10) if part else [0])
        for in_whole in (range(whole, whole + 10) if whole else [0])
        if in_whole >= in_part
    ]
    rests = {in_whole - in_part for in_part, in_whole in possible}
    assert outside in rests
    assert len(rests) >= 10 or rests == {0}


def test_numbers_are_told_in_tens() -> None:
    assert [rounded(n, n) for n in (0, 1, 9, 10, 19, 20, 29)] == [0, None, None, 10, 10, 20, 20]


def test_filters_of_both_forms() -> None:
    assert read_filters(["mondo_0004992", "sampleType=Primary"]) == (
        TermFilter(CANCER),
        ValueFilter(Property.SAMPLE_TYPE, "Primary"),
    )
    assert read_filters([{"id": CANCER, "includeDescendantTerms": False, "scope": "biosamples"}]) == (
        TermFilter(CANCER, descendants=False),
    )
