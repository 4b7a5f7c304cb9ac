"""Imports: stored once, all good rows or none, and every other row named."""

from datetime import date, timedelta

import pytest

from catalog.consent.models import ConsentForm, ConsentRecord
from catalog.interchange import operations
from catalog.interchange.models import ImportProblem
from catalog.kinds.models import CellLine, Plasmid, SampleCollection
from catalog.listings.models import Listing
from catalog.stock import operations as stock
from catalog.stock.models import Lot, Movement, Specimen
from exchange.kernel.ids import new_id
from exchange.kernel.models import AuditEvent, OutboxEvent
from exchange.parties.models import Person, Unit
from tests.factories.interchange import (
    COLLECTION,
    NOW,
    cell_line,
    counts,
    imported,
    importer,
    plasmids,
    problems,
    samples,
)
from tests.factories.listings import ListingFactory

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


@pytest.mark.parametrize(
    ("form", "content", "options"),
    [
        ("cbioportal_samples", samples("S1 P1", "S2 P2"), CONSENT),
        ("cbioportal_samples", samples("S1 P1", "S2 P2"), COLLECTION),
        ("cellosaurus", (cell_line() + cell_line("CVCL_0030", "HeLa")).encode(), {"vials": "5", "use_terms": "GRU"}),
        ("table_plasmid", plasmids("K1", "K2,pY"), {}),
    ],
)
def test_run_twice_changes_nothing(
    manager: tuple[Person, Unit], form: str, content: bytes, options: dict[str, str]
) -> None:
    first = imported(content, form, *manager, options)
    before = snapshot()

    second = imported(content, form, *manager, options)

    assert (counts(first), counts(second)) == ((2, 2, 0, 0, 0), (2, 0, 0, 2, 0))
    assert snapshot() == before


def snapshot() -> list[object]:
    """Return every row that an import can change."""
    models = (Listing, CellLine, Plasmid, SampleCollection, Lot, Specimen, Movement, ConsentForm, ConsentRecord)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_a_changed_row_is_updated_and_only_that(manager: tuple[Person, Unit]) -> None:
    imported(plasmids("K1", "K2", "K3"), "table_plasmid", *manager)

    run = imported(
        plasmids("K1", "K2,renamed", "K3,pX,pcDNA3.1,ampicillin,DH5alpha,9", "K4"), "table_plasmid", *manager
    )

    assert counts(run) == (4, 1, 2, 1, 0)
    assert list(Listing.objects.order_by("provider_key").values_list("title", "lots__on_hand")) == [
        ("pX", 7),
        ("renamed", 7),
        ("pX", 9),
        ("pX", 7),
    ]


def test_a_changed_detail_of_the_kind_updates_its_row(manager: tuple[Person, Unit]) -> None:
    imported(plasmids("K1"), "table_plasmid", *manager)

    run = imported(plasmids("K1,pX,pUC19"), "table_plasmid", *manager)

    assert counts(run) == (1, 0, 1, 0, 0)
    assert Plasmid.objects.get().backbone == "pUC19"


def test_rejected_rows_are_named_and_the_good_ones_stored(manager: tuple[Person, Unit]) -> None:
    run = imported(
        samples("S1 P1", " P2", "S1 P3", f"S4 {'x' * 101}", "S5 P5"), "cbioportal_samples", *manager, COLLECTION
    )

    assert (run.state, counts(run)) == ("done", (5, 2, 0, 0, 3))
    assert problems(run) == [
        (7, "SAMPLE_ID", ""),
        (8, "SAMPLE_ID", "S1"),
        (9, "PATIENT_ID", "x" * 101),
    ]
    repeated = run.problems.get(row=8)
    assert (repeated.reason, repeated.suggestion) == ("Line 6 has it already.", "Keep one of the two.")
    assert sorted(Lot.objects.values_list("code", flat=True)) == ["S1", "S5"]


def test_a_long_value_is_shown_cut(manager: tuple[Person, Unit]) -> None:
    run = imported(samples(f"{'x' * 5000} P1"), "cbioportal_samples", *manager, COLLECTION)

    assert run.problems.get().value == "x" * 200


def test_when_no_row_is_good_nothing_is_stored(manager: tuple[Person, Unit]) -> None:
    run = imported(samples(" P1", " P2"), "cbioportal_samples", *manager, COLLECTION)

    assert (run.state, counts(run)) == ("done", (2, 0, 0, 0, 2))
    assert not Listing.objects.exists()


@pytest.mark.parametrize(
    ("content", "failure"),
    [
        (b"SAMPLE_ID\tPATIENT_ID\tSAMPLE_CLASS\n", "The file has a header and no rows below it."),
        (b"#only\n#comments\n", "The file has no header."),
        (b"SAMPLE_ID\tSAMPLE_CLASS\nS1\tFFPE\n", "the column PATIENT_ID is missing"),
    ],
)
def test_a_file_that_cannot_be_read_fails_as_a_whole(
    manager: tuple[Person, Unit], content: bytes, failure: str
) -> None:
    run = imported(content, "cbioportal_samples", *manager, COLLECTION)

    assert run.state == "failed"
    assert failure in run.failure
    assert run.finished_at is not None
    assert not Listing.objects.exists()
    assert not ImportProblem.objects.exists()
    assert OutboxEvent.objects.filter(name="ImportFinished", payload={"run_id": str(run.pk)}).count() == 1


def test_a_problematic_line_is_a_draft_until_somebody_says_why_it_is_listed(manager: tuple[Person, Unit]) -> None:
    entry = cell_line("CVCL_2260", "1-5c-4", "CC   Problematic cell line: Contaminated. Shown to be a HeLa derivative.")

    unsaid = imported(entry.encode(), "cellosaurus", *manager)

    listing = Listing.objects.get()
    assert listing.warning == "Contaminated. Shown to be a HeLa derivative."
    assert listing.cell_line.problematic_reason == listing.warning
    assert (listing.visibility, listing.published_at) == ("draft", None)
    assert (counts(unsaid), problems(unsaid)) == ((1, 1, 0, 0, 0), [(1, "AC", "CVCL_2260")])
    assert unsaid.problems.get().reason == (
        "It is kept as a draft, because it is problematic: Contaminated. Shown to be a HeLa derivative."
    )

    because = {"problematic_because": "HeLa groups ask for it."}
    said = imported(entry.encode(), "cellosaurus", *manager, because)
    again = imported(entry.encode(), "cellosaurus", *manager)

    listing.refresh_from_db()
    assert (counts(said), counts(again)) == ((1, 0, 1, 0, 0), (1, 0, 0, 1, 0))
    assert (problems(said), problems(again)) == ([], [])
    assert (listing.visibility, listing.warning_reason) == ("public", "HeLa groups ask for it.")
    assert listing.warning_acknowledged_by == manager[0]
    assert list(
        AuditEvent.objects.filter(command="listings.acknowledge_warning").values_list(
            "subject_id", "actor_id", "reason"
        )
    ) == [(str(listing.pk), str(manager[0].pk), "HeLa groups ask for it.")]


def test_a_line_that_was_deleted_is_rejected(manager: tuple[Person, Unit]) -> None:
    content = (cell_line("CVCL_0048") + cell_line()).encode()

    run = imported(content, "cellosaurus", *manager, {"deleted_accessions": "CVCL_0048  Was never public"})

    assert counts(run) == (2, 1, 0, 0, 1)
    assert problems(run) == [(1, "AC", "CVCL_0048")]


def test_stock_of_a_line_that_the_file_does_not_have_is_named(manager: tuple[Person, Unit]) -> None:
    options = {"stock": "accession,vials\nCVCL_0031,4\nCVCL_9999,1\n"}

    run = imported(cell_line().encode(), "cellosaurus", *manager, options)

    assert counts(run) == (1, 1, 0, 0, 0)
    assert problems(run) == [(3, "stock", "CVCL_9999")]
    assert Lot.objects.get().on_hand == 4


def test_a_key_of_another_kind_is_rejected(manager: tuple[Person, Unit]) -> None:
    ListingFactory.create(unit=manager[1], provider_key="K1", kind="cell_line", title="not touched")

    run = imported(plasmids("K1", "K2"), "table_plasmid", *manager)
    collection = imported(samples("S1 P1"), "cbioportal_samples", *manager, {**COLLECTION, "collection_key": "K1"})

    assert (counts(run), problems(run)) == ((2, 1, 0, 0, 1), [(2, "key", "K1")])
    assert (collection.state, "another kind" in collection.failure) == ("failed", True)
    assert Listing.objects.get(provider_key="K1").title == "not touched"


def test_the_same_key_in_another_unit_is_another_listing(manager: tuple[Person, Unit]) -> None:
    imported(plasmids("K1"), "table_plasmid", *manager)

    run = imported(plasmids("K1"), "table_plasmid", *importer())

    assert counts(run) == (1, 1, 0, 0, 0)
    assert Listing.objects.count() == 2


def test_fewer_vials_than_are_promised_are_rejected(manager: tuple[Person, Unit]) -> None:
    imported(plasmids("K1", "K2"), "table_plasmid", *manager)
    lot = Lot.objects.get(listing__provider_key="K1")
    stock.place_hold(lot=lot, quantity=5, reference=new_id(), expires_at=NOW + timedelta(days=1), by=None, now=NOW)

    run = imported(
        plasmids("K1,renamed,pcDNA3.1,ampicillin,DH5alpha,4", "K2,pX,pcDNA3.1,ampicillin,DH5alpha,4"),
        "table_plasmid",
        *manager,
    )

    assert (counts(run), problems(run)) == ((2, 0, 1, 0, 1), [(2, "vials", "4")])
    assert run.problems.get().reason == "5 of them are promised to requests."
    lot.refresh_from_db()
    assert (lot.on_hand, lot.listing.title) == (7, "pX")


def test_shipped_stock_does_not_come_back(manager: tuple[Person, Unit]) -> None:
    content = samples("S1 P1", "S2 P2")
    imported(content, "cbioportal_samples", *manager, CONSENT)
    hold = stock.place_hold(
        lot=Lot.objects.get(code="S1"),
        quantity=1,
        reference=new_id(),
        expires_at=NOW + timedelta(days=1),
        by=None,
        now=NOW,
    )
    stock.release_hold(hold=hold, by=None, now=NOW)

    run = imported(content, "cbioportal_samples", *manager, CONSENT)

    assert counts(run) == (2, 0, 0, 2, 0)
    assert Lot.objects.get(code="S1").on_hand == 0


def test_a_withdrawn_listing_stays_withdrawn(manager: tuple[Person, Unit]) -> None:
    imported(plasmids("K1"), "table_plasmid", *manager)
    Listing.objects.update(visibility="withdrawn")

    imported(plasmids("K1,renamed"), "table_plasmid", *manager)

    assert Listing.objects.values_list("visibility", "title").get() == ("withdrawn", "renamed")


@pytest.mark.parametrize("portion", [1, 2, 3])
def test_a_large_file_is_stored_in_portions_of_one_transaction(
    manager: tuple[Person, Unit], monkeypatch: pytest.MonkeyPatch, portion: int
) -> None:
    monkeypatch.setattr(operations.applying, "PORTION", portion)
    lines = samples(*(f"S{n} P{n % 2}" for n in range(5)), " P9")
    tubes = plasmids(*(f"K{n}" for n in range(5)), "")

    first = [imported(lines, "cbioportal_samples", *manager, CONSENT), imported(tubes, "table_plasmid", *manager)]
    again = [imported(lines, "cbioportal_samples", *manager, CONSENT), imported(tubes, "table_plasmid", *manager)]

    assert [counts(run) for run in first] == [(6, 5, 0, 0, 1)] * 2
    assert [counts(run) for run in again] == [(6, 0, 0, 5, 1)] * 2
    assert (ConsentRecord.objects.count(), Lot.objects.count()) == (2, 10)


def test_a_day_of_the_mycoplasma_test_reaches_the_lot(manager: tuple[Person, Unit]) -> None:
    imported(
        cell_line().encode(),
        "cellosaurus",
        *manager,
        {"vials": "3", "passage_number": "8", "mycoplasma_tested_on": "2026-01-31", "biosafety_level": "2"},
    )

    assert Lot.objects.values_list(
        "code", "on_hand", "passage_number", "mycoplasma_tested_on", "biosafety_level"
    ).get() == ("bank", 3, 8, date(2026, 1, 31), 2)
