"""Specimens as a table: every field, what they were made from, and the protocol under which they were taken."""

from decimal import Decimal

import pytest

from catalog.consent.models import ConsentRecord
from catalog.interchange.models import ImportRun
from catalog.kinds.models import Protocol, SampleCollection
from catalog.stock.models import Lineage, Lot, Specimen
from exchange.parties.models import Person, Unit
from tests.factories.interchange import COLLECTION, counts, imported, importer, problems

pytestmark = pytest.mark.django_db

CONSENT = {
    **COLLECTION,
    "consent_form": "BC@2",
    "consent_title": "Broad consent",
    "consent_terms": "HMB; IRB",
    "consents_given": "yes",
}


@pytest.fixture
def manager() -> tuple[Person, Unit]:
    return importer()


def table(header: str, *rows: str) -> bytes:
    return "\n".join([header, *rows, ""]).encode()


def load(manager: tuple[Person, Unit], header: str, *rows: str, **options: str) -> ImportRun:
    return imported(table(header, *rows), "specimens", *manager, CONSENT | options)


def lineage() -> set[tuple[str, str, str]]:
    return set(Lineage.objects.values_list("child__lot__code", "relation", "parent__lot__code"))


def test_every_field_is_stored_and_stored_once(manager: tuple[Person, Unit]) -> None:
    protocol = imported(b"key,name,number,version\nSOP-12@3.1,Freezing,SOP-12,3.1\n", "table_protocol", *manager)
    header = (
        "Specimen ID,Donor ID,material,sex,age,anatomical site,anatomical_site_code,diagnosis,diagnosis_code,SPREC,"
        "sprec_version,storage_temperature,preservation,Freeze thaw cycles,associated_data,protocol,volume,volume unit,"
        "concentration,concentration_unit,box,position"
    )
    row = (
        "S1,D1,DNA,F,63.5,Liver,UBERON:0002107,Gallbladder carcinoma,ICD10:C23,ser-sst-A-B-N-B-A,2.0,-80 °C,Snap"
        " frozen,2,Clinical dataset|Genealogical records,SOP-12@3.1,0.5,ml,50,ng/µl,Freezer 2,B7"
    )

    first, again = load(manager, header, row), load(manager, header, row)

    assert (counts(protocol), counts(first), counts(again)) == ((1, 1, 0, 0, 0), (1, 1, 0, 0, 0), (1, 0, 0, 1, 0))
    lot = Lot.objects.select_related("specimen__protocol__listing").get()
    assert (lot.on_hand, lot.amount, lot.amount_unit, lot.container, lot.position) == (
        1,
        Decimal("0.5"),
        "ml",
        "Freezer 2",
        "B7",
    )
    assert (lot.concentration, lot.concentration_unit) == (Decimal(50), "ng/µl")
    specimen = lot.specimen
    assert (specimen.sex, specimen.age, specimen.age_unit) == ("female", Decimal("63.5"), "years")
    assert (specimen.sprec, specimen.sprec_version) == ("SER-SST-A-B-N-B-A", "2.0")
    assert (specimen.storage_temperature, specimen.freeze_thaw_count) == ("minus_85_to_minus_60", 2)
    assert specimen.associated_data == ["Clinical dataset", "Genealogical records"]
    assert specimen.diagnosis_code == "ICD10:C23"
    assert specimen.protocol is not None
    assert specimen.protocol.listing.provider_key == "SOP-12@3.1"


def test_parents_may_come_behind_their_children_and_in_another_file(manager: tuple[Person, Unit]) -> None:
    header = "code,donor_pseudonym,material,relation,parents"

    first = load(manager, header, "A-1-1,1,DNA,derivative,A-1", "A-1,1,Plasma,aliquot,A", "A,1,Blood,,", "B,2,Blood,,")
    second = load(manager, header, "P,pool,Plasma,pool,A|B", "A-1,1,Plasma,aliquot,A")
    changed = load(manager, header, "A-1-1,1,DNA,aliquot,A-1")

    assert [counts(run) for run in (first, second, changed)] == [(4, 4, 0, 0, 0), (2, 1, 0, 1, 0), (1, 0, 1, 0, 0)]
    assert lineage() == {("A-1-1", "aliquot", "A-1"), ("A-1", "aliquot", "A"), ("P", "pool", "A"), ("P", "pool", "B")}


def test_a_pool_rests_on_no_consent_of_the_form(manager: tuple[Person, Unit]) -> None:
    load(manager, "code,donor_pseudonym,material,relation,parents", "A,1,Blood,,", "B,2,Blood,,", "P,P,Blood,pool,A|B")

    assert set(ConsentRecord.objects.values_list("donor_pseudonym", flat=True)) == {"1", "2"}
    assert Specimen.objects.get(lot__code="P").consent is None


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("X,1,DNA,aliquot,Z", "parents", "The collection has no such specimen."),
        ("X,2,DNA,aliquot,A", "parents", "X: An aliquot or a derivative is of the donor of its parent."),
        ("X,1,DNA,aliquot,A|B", "parents", "Only a pool is made from several."),
        ("X,1,DNA,,A", "relation", "It is not said how it was made from these."),
        ("X,1,DNA,pool,", "parents", "It is not said from what it was made."),
        ("X,1,DNA,aliquot,X", "parents", "A specimen is not made from itself."),
    ],
)
def test_what_cannot_be_made_so_is_a_problem_of_its_row(
    manager: tuple[Person, Unit], row: str, column: str, reason: str
) -> None:
    run = load(manager, "code,donor_pseudonym,material,relation,parents", "A,1,Blood,,", "B,2,Blood,,", row)

    assert (counts(run), [problem[:2] for problem in problems(run)]) == ((3, 2, 0, 0, 1), [(4, column)])
    assert run.problems.get().reason == reason
    assert run.problems.get().suggestion
    assert set(Lot.objects.values_list("code", flat=True)) == {"A", "B"}


def test_what_is_left_out_leaves_out_what_was_made_from_it(manager: tuple[Person, Unit]) -> None:
    run = load(
        manager, "code,donor_pseudonym,material,relation,parents", "A,1,DNA,aliquot,B", "B,1,DNA,aliquot,Z", "C,1,DNA,,"
    )

    assert counts(run) == (3, 1, 0, 0, 2)
    assert problems(run) == [(2, "parents", "B"), (3, "parents", "Z")]


def test_a_circle_is_a_problem_of_its_rows(manager: tuple[Person, Unit]) -> None:
    run = load(manager, "code,donor_pseudonym,material,relation,parents", "A,1,DNA,aliquot,B", "B,1,DNA,aliquot,A")

    assert counts(run)[1:] == (0, 0, 0, 2)
    assert not Lineage.objects.exists()


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("sprec", "SER-SST", "The versions give letters other meanings."),
        ("sprec,sprec_version", "SER-SST,2.0", "A SPREC has seven elements"),
        ("sprec,sprec_version", "QQQ-SST-A-B-N-B-A,2.0", "is no type of sample"),
        ("age,collected", "63,2024", "tell when somebody was born"),
        ("amount", "0.5", "A number and its unit are said together."),
        ("concentration,concentration_unit", "5,wishes", "not a known unit"),
        ("storage_temperature", "cold", "no value of the list"),
        ("sex", "femal", "no value of the list"),
        ("protocol", "SOP-1", "Your unit has no protocol under this key."),
        ("freeze_thaw_count", "twice", "This is not a whole number."),
    ],
)
def test_what_is_no_value_is_named_with_what_would_do(
    manager: tuple[Person, Unit], column: str, value: str, reason: str
) -> None:
    run = load(
        manager, f"code,donor_pseudonym,material,{column}", f"S1,1,DNA,{value}", f"S2,1,DNA{',' * value.count(',')},"
    )

    problem = run.problems.get()
    assert counts(run) == (2, 1, 0, 0, 1)
    assert problem.row == 2
    assert reason in problem.reason
    assert problem.suggestion


def test_a_collection_is_part_of_another_and_a_protocol_replaces_one(manager: tuple[Person, Unit]) -> None:
    collections = b"key,name,parent\nBREAST-A,Part,BREAST\nBREAST,Whole,\nX,Lost,NOWHERE\n"
    protocols = b"key,name,number,version,supersedes\nS@2,Freezing,S,2,S@1\nS@1,Freezing,S,1,\n"

    runs = [imported(collections, "table_sample_collection", *manager) for _ in range(2)]
    replaced = [imported(protocols, "table_protocol", *manager) for _ in range(2)]

    assert [counts(run) for run in runs] == [(3, 2, 0, 0, 1), (3, 0, 0, 2, 1)]
    assert problems(runs[0]) == [(4, "parent", "NOWHERE")]
    assert [counts(run) for run in replaced] == [(2, 2, 0, 0, 0), (2, 0, 0, 2, 0)]
    assert SampleCollection.objects.filter(parent__listing__provider_key="BREAST").get().listing.title == "Part"
    assert Protocol.objects.filter(supersedes__listing__provider_key="S@1").get().version == "2"
