"""Previews, strict runs, cancelled ones, and what comes back to be corrected."""

from typing import Any

import pytest

from catalog.interchange import operations, queries
from catalog.listings.models import Listing
from catalog.stock.models import Lot
from exchange.kernel.errors import DomainError, InvalidInput, NotAllowed, WrongState
from exchange.kernel.models import AuditEvent, OutboxEvent
from exchange.parties.models import Person, Unit
from tests.factories.files import workbook
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
    started,
)

pytestmark = pytest.mark.django_db
PREVIEW: dict[str, Any] = {"preview": True}
STRICT: dict[str, Any] = {"strict": True}
MIXED = plasmids("K1", "K2,pX,pcDNA3.1,ampicillin,DH5alpha,many", "K3")


@pytest.fixture
def manager() -> tuple[Person, Unit]:
    return importer()


def finished() -> int:
    return OutboxEvent.objects.filter(name="ImportFinished").count()


def test_a_preview_says_what_an_import_would_do_and_stores_nothing(manager: tuple[Person, Unit]) -> None:
    imported(plasmids("K1,old name"), "table_plasmid", *manager)

    run = imported(MIXED, "table_plasmid", *manager, **PREVIEW)

    assert (run.state, counts(run), problems(run)) == ("done", (3, 1, 1, 0, 1), [(3, "vials", "many")])
    assert (Listing.objects.get().title, Lot.objects.count(), finished()) == ("old name", 1, 1)
    assert [(row["row"], row["change"]) for row in run.first_rows] == [(2, "updated"), (4, "created")]
    assert run.first_rows[0]["values"] == [
        ["provider_key", "K1"],
        ["title", "pX"],
        ["origin", "not_human"],
        ["backbone", "pcDNA3.1"],
        ["bacterial_resistance", "ampicillin"],
        ["growth_strain", "DH5alpha"],
        ["code", "main"],
        ["unit", "tube"],
        ["stated", "7"],
    ]


def test_a_preview_of_specimens_shows_each(manager: tuple[Person, Unit]) -> None:
    run = imported(samples("S1 P1", "S2 P2"), "cbioportal_samples", *manager, COLLECTION, **PREVIEW)

    assert not Listing.objects.exists()
    assert run.first_rows[1] == {
        "row": 7,
        "change": "created",
        "values": [
            ["code", "S2"],
            ["unit", "aliquot"],
            ["stated", "1"],
            ["donor_pseudonym", "P2"],
            ["material", "FFPE"],
        ],
    }


def test_a_preview_is_applied_once(manager: tuple[Person, Unit]) -> None:
    by, unit = manager
    preview = imported(MIXED, "table_plasmid", by, unit, **PREVIEW)

    first, second = (operations.apply_preview(preview=preview, by=by, now=NOW) for _ in range(2))
    run = operations.run_import(run=first, now=NOW)

    assert (first, run.state, counts(run)) == (second, "done", (3, 2, 0, 0, 1))
    assert sorted(Listing.objects.values_list("provider_key", flat=True)) == ["K1", "K3"]
    with pytest.raises(DomainError, match="an import already"):
        operations.apply_preview(preview=run, by=by, now=NOW)
    with pytest.raises(NotAllowed):
        operations.apply_preview(preview=preview, by=importer()[0], now=NOW)


def test_a_preview_that_is_not_done_is_not_applied(manager: tuple[Person, Unit]) -> None:
    preview = started(MIXED, "table_plasmid", *manager, **PREVIEW)

    with pytest.raises(WrongState):
        operations.apply_preview(preview=preview, by=manager[0], now=NOW)


def test_a_strict_import_stores_all_or_nothing(manager: tuple[Person, Unit]) -> None:
    run = imported(MIXED, "table_plasmid", *manager, **STRICT)
    good = imported(plasmids("K1", "K3"), "table_plasmid", *manager, **STRICT)

    assert (run.state, counts(run), problems(run)) == ("failed", (3, 0, 0, 0, 3), [(3, "vials", "many")])
    assert run.failure == "Rows are wrong, and only all of them together were to be stored. Nothing was stored."
    assert (good.state, counts(good), Listing.objects.count()) == ("done", (2, 2, 0, 0, 0), 2)


def test_a_strict_import_is_stopped_by_what_the_database_holds(manager: tuple[Person, Unit]) -> None:
    imported(cell_line().encode(), "cellosaurus", *manager)

    run = imported(plasmids("K1", "CVCL_0031"), "table_plasmid", *manager, **STRICT)

    assert (run.state, problems(run)) == ("failed", [(3, "key", "CVCL_0031")])
    assert Listing.objects.count() == 1


def test_only_what_is_not_done_is_cancelled(manager: tuple[Person, Unit]) -> None:
    by, unit = manager
    waiting = started(plasmids("K1"), "table_plasmid", by, unit)

    with pytest.raises(NotAllowed):
        operations.cancel_import(run=waiting, by=importer()[0], now=NOW)
    for _ in range(2):
        assert operations.cancel_import(run=waiting, by=by, now=NOW).state == "cancelled"
    assert AuditEvent.objects.filter(command="interchange.cancel_import").count() == 1
    assert operations.run_import(run=waiting, now=NOW).state == "cancelled"
    with pytest.raises(WrongState):
        operations.cancel_import(run=imported(plasmids("K1"), "table_plasmid", by, unit), by=by, now=NOW)


def test_columns_may_be_called_otherwise(manager: tuple[Person, Unit]) -> None:
    content = b"ID;Name;Backbone;Bacterial resistance;Strain;Vial\n1;pX;pUC19;ampicillin;DH5alpha;many\n"
    mapping = {"ID": "provider_key", "Strain": "growth_strain", "Vial": "stated"}

    run = imported(content, "table_plasmid", *manager, mapping=mapping)
    ignoring = imported(content, "table_plasmid", *manager, mapping=mapping | {"Vial": ""})

    assert (counts(run), problems(run)) == ((1, 0, 0, 0, 1), [(2, "Vial", "many")])
    assert (counts(ignoring), Lot.objects.count()) == ((1, 1, 0, 0, 0), 0)


@pytest.mark.parametrize(
    ("mapping", "failure"),
    [
        ({"ID": "colour"}, "The format has no column 'colour'"),
        ({"Size": "size_bp"}, "The file has no column 'Size' to read as 'size_bp'."),
        ({"ID": "title", "Name": "title"}, "The columns ID and Name are both title; ignore one of them."),
        ({"Name": ""}, "the column title is missing"),
    ],
)
def test_a_mapping_that_fits_nothing_is_refused(
    manager: tuple[Person, Unit], mapping: dict[str, str], failure: str
) -> None:
    content = b"ID,Name,Backbone,bacterial_resistance,growth_strain\n1,pX,pUC19,ampicillin,DH5alpha\n"

    run = imported(content, "table_plasmid", *manager, mapping=mapping)

    assert (run.state, failure in run.failure) == ("failed", True)


@pytest.mark.parametrize("mapping", [["a"], {"a": 1}, {"a": "\x00"}, {"a": "x" * 1001}, "a"])
def test_a_mapping_is_an_object_of_names(manager: tuple[Person, Unit], mapping: Any) -> None:
    with pytest.raises(InvalidInput, match="A mapping is an object"):
        started(plasmids("K1"), "table_plasmid", *manager, mapping=mapping)


def test_columns_are_found_by_their_names_and_shown(manager: tuple[Person, Unit]) -> None:
    content = workbook(
        [["KEY", "Growth temperature C", "colour", "name"], ["K1", 37, "red", "a"], ["K2", None, 7, "b"]]
    )
    upload = operations.store_upload(content=content, filename="a.xlsx", by=manager[0], now=NOW)

    found = queries.found_columns(upload, "table_plasmid")

    assert found is not None
    assert [(one.header, one.name, one.examples) for one in found] == [
        ("KEY", "provider_key", ("K1", "K2")),
        ("Growth temperature C", "growth_temperature_c", ("37",)),
        ("colour", "", ("red", "7")),
        ("name", "title", ("a", "b")),
    ]
    assert queries.found_columns(upload, "cellosaurus") is None


def test_rejected_rows_come_back_and_load_once_corrected(manager: tuple[Person, Unit]) -> None:
    header = "key;name;Backbone;bacterial_resistance;growth_strain;vials;note\n"
    content = f"{header}K1;pX;pUC19;ampicillin;DH5alpha;many;=1+1\nK2;pY;pUC19;ampicillin;DH5alpha;1;\n;pZ;;;;;\n"
    run = imported(content.encode("cp1252"), "table_plasmid", *manager)

    found = queries.corrections(run)

    assert found is not None
    assert found.ending == ".csv"
    assert found.text == (
        "\ufeffkey,name,Backbone,bacterial_resistance,growth_strain,vials,note,import_problem,import_suggestion\r\n"
        "K1,pX,pUC19,ampicillin,DH5alpha,many,'=1+1,"
        'vials: This is not a whole number.,"vials: Write digits only, such as 12."\r\n'
        ",pZ,,,,,,key: A value is missing. Backbone: A value is missing. bacterial_resistance: A value is missing."
        " growth_strain: A value is missing.,"
        "key: For example NVP-001. Backbone: For example pcDNA3.1. bacterial_resistance: For example ampicillin."
        " growth_strain: For example DH5alpha.\r\n"
    )
    corrected = found.text.replace("many", "5").replace("\r\n,pZ,,,,", "\r\nK3,pZ,pUC19,ampicillin,DH5alpha,2")
    again = imported(corrected.encode(), "table_plasmid", *manager)
    assert counts(again) == (2, 2, 0, 0, 0)
    assert queries.corrections(again) is None


def test_rejected_entries_come_back_as_entries(manager: tuple[Person, Unit]) -> None:
    content = cell_line("CVCL_0030", "HeLa") + cell_line("CVCL-31", "MCF-7")
    run = imported(content.encode(), "cellosaurus", *manager, {"stock": "accession,vials\nCVCL_9999,1\n"})

    found = queries.corrections(run)

    assert found is not None
    assert (found.ending, found.text) == (
        ".txt",
        "# AC: This is not an accession of Cellosaurus. It looks like CVCL_0031.\n" + cell_line("CVCL-31", "MCF-7"),
    )
    assert counts(imported(found.text.replace("CVCL-31", "CVCL_0031").encode(), "cellosaurus", *manager)) == (
        1, 1, 0, 0, 0,
    )  # fmt: skip
