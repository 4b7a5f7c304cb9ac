"""What specimens were made from, and what PostgreSQL has against it."""

import pytest
from django.db import IntegrityError, connection, transaction

from catalog.listings.models import Listing
from catalog.stock.facts import LineageFacts
from catalog.stock.models import Lineage, Specimen
from catalog.stock.operations import store_lineage
from exchange.kernel.errors import InvalidInput
from tests.factories.consent import ConsentRecordFactory
from tests.factories.listings import SampleCollectionFactory
from tests.factories.stock import SpecimenFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def collection() -> Listing:
    return SampleCollectionFactory.create().listing


def specimen(collection: Listing, code: str, donor: str, *, has_consent: bool = True) -> Specimen:
    consent = ConsentRecordFactory.create(donor_pseudonym=donor) if has_consent else None
    return SpecimenFactory.create(lot__listing=collection, lot__code=code, donor_pseudonym=donor, consent=consent)


def stored() -> set[tuple[str, str, str]]:
    return set(Lineage.objects.values_list("child__lot__code", "relation", "parent__lot__code"))


def test_aliquots_and_pools_are_stored_once(collection: Listing) -> None:
    for code, donor in (("A", "1"), ("A-1", "1"), ("B", "2")):
        specimen(collection, code, donor)
    specimen(collection, "P", "pool", has_consent=False)
    facts = [
        LineageFacts(code="A-1", relation="aliquot", parents=("A",)),
        LineageFacts(code="P", relation="pool", parents=("A", "B")),
    ]

    assert (store_lineage(listing=collection, facts=facts), store_lineage(listing=collection, facts=facts)) == (
        {"A-1", "P"},
        set(),
    )
    assert stored() == {("A-1", "aliquot", "A"), ("P", "pool", "A"), ("P", "pool", "B")}
    assert store_lineage(listing=collection, facts=[LineageFacts(code="P", relation="pool", parents=("B",))]) == {"P"}
    assert stored() == {("A-1", "aliquot", "A"), ("P", "pool", "B")}


@pytest.mark.parametrize(
    ("code", "relation", "parents", "sentence"),
    [
        ("A-1", "aliquot", ("A", "A-2"), "made from one specimen"),
        ("A-1", "aliquot", ("A-1",), "not made from itself"),
        ("A-1", "aliquot", ("B",), "of the donor of its parent"),
        ("A-1", "cutting", ("A",), "an aliquot, a derivative or a pool"),
        ("A-1", "pool", ("A", "B"), "rests on no single consent"),
        ("A", "derivative", ("A-2",), "nor from what was made from it"),
        ("A-1", "aliquot", ("Z",), "Z is not in the collection"),
    ],
)
def test_what_cannot_be_is_refused(
    collection: Listing, code: str, relation: str, parents: tuple[str, ...], sentence: str
) -> None:
    for name, donor in (("A", "1"), ("A-1", "1"), ("A-2", "1"), ("B", "2")):
        specimen(collection, name, donor)
    store_lineage(listing=collection, facts=[LineageFacts(code="A-2", relation="aliquot", parents=("A",))])

    with pytest.raises(InvalidInput, match=sentence):
        store_lineage(listing=collection, facts=[LineageFacts(code=code, relation=relation, parents=parents)])
    assert stored() == {("A-2", "aliquot", "A")}


def test_a_specimen_of_another_collection_is_no_parent(collection: Listing) -> None:
    specimen(collection, "A-1", "1")
    SpecimenFactory.create(lot__code="A", donor_pseudonym="1")

    with pytest.raises(InvalidInput, match="A is not in the collection"):
        store_lineage(listing=collection, facts=[LineageFacts(code="A-1", relation="aliquot", parents=("A",))])


def test_a_pool_does_not_get_the_consent_of_one_part_later(collection: Listing) -> None:
    part, other = specimen(collection, "A", "1"), specimen(collection, "B", "2")
    pool = specimen(collection, "P", "pool", has_consent=False)
    store_lineage(listing=collection, facts=[LineageFacts(code="P", relation="pool", parents=("A", "B"))])

    with pytest.raises(IntegrityError, match="rests on no consent but that of all its parts"), transaction.atomic():
        Specimen.objects.filter(pk=pool.pk).update(consent=part.consent)
    Specimen.objects.filter(pk=other.pk).update(consent=part.consent)
    assert Specimen.objects.filter(pk=pool.pk).update(consent=part.consent) == 1
    with pytest.raises(IntegrityError, match="rests on no consent but that of all its parts"), transaction.atomic():
        Specimen.objects.filter(pk=other.pk).update(consent=None)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"sex": "f"}, "specimen_sex_known"),
        ({"age": 63}, "specimen_age_has_unit"),
        ({"age_unit": "years"}, "specimen_age_has_unit"),
        ({"age": 63, "age_unit": "years", "collected": "2024"}, "specimen_age_or_date"),
        ({"collected": "2024-13"}, "specimen_collected_form"),
        ({"sprec": "SER-SST-A-B-N-B-A"}, "specimen_sprec_has_version"),
        ({"sprec": "SER-SST", "sprec_version": "2.0"}, "specimen_sprec_has_version"),
        ({"sprec_version": "2.0"}, "specimen_sprec_has_version"),
        ({"storage_temperature": "cold"}, "specimen_temperature_known"),
    ],
)
def test_specimens_contradict_themselves_nowhere(values: dict[str, object], constraint: str) -> None:
    row = SpecimenFactory.create()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Specimen.objects.filter(pk=row.pk).update(**values)
    assert connection.in_atomic_block


def test_a_specimen_says_all_there_is_to_say() -> None:
    row = SpecimenFactory.create(
        sex="female",
        age=63,
        age_unit="years",
        sprec="SER-SST-A-B-N-B-A",
        sprec_version="2.0",
        storage_temperature="minus_85_to_minus_60",
    )
    Specimen.objects.filter(pk=row.pk).update(age=None, age_unit="", collected="2024-03")
    assert Specimen.objects.values_list("collected", "sprec", "sex").get() == ("2024-03", "SER-SST-A-B-N-B-A", "female")
