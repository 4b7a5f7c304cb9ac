"""What the format of cell lines reads, without a database."""

from datetime import date

import pytest

from catalog.interchange.errors import FileRefusedError
from catalog.interchange.formats import FORMATS
from catalog.interchange.reading.source import open_source
from catalog.listings.models import Origin
from catalog.stock.facts import LotFacts
from tests.catalog.interchange.reading import checked, complaints, offers
from tests.factories.interchange import cell_line

PROBLEMATIC = "CC   Problematic cell line: Contaminated. Shown to be a HeLa derivative."
ENTRY = cell_line(
    "CVCL_2260",
    "1-5c-4",
    "AS   CVCL_F511; CVCL_F512",
    "SY   Clone 1-5c-4; ChWK; ChWK",
    PROBLEMATIC,
    "CC   Derived from site: In situ; Uterus, cervix; UBERON=UBERON_0000002.",
    "ST   Source(s): ATCC; KCLB",
    "ST   Amelogenin: X",
    "ST   D13S317: 12,13.3 (ATCC)",
    "ST   D13S317: 12 (KCLB)",
    "DI   NCIt; C27677; Human papillomavirus-related adenocarcinoma; cervical",
    "HI   CVCL_0030 ! HeLa",
    "SX   Female",
    "AG   30Y6M",
    "CA   Cancer cell line",
    "DT   Created: 04-04-12; Last updated: 05-10-23; Version: 25",
    "ZZ",
)


def test_an_entry_becomes_a_cell_line_with_its_warning() -> None:
    (offer,) = offers("cellosaurus", ENTRY)

    assert offer.details == {
        "accession": "CVCL_2260",
        "category": "Cancer cell line",
        "species": "Homo sapiens (Human)",
        "taxon_id": 9606,
        "donor_sex": "Female",
        "donor_age": "30Y6M",
        "diseases": [
            {
                "vocabulary": "NCIt",
                "code": "C27677",
                "label": "Human papillomavirus-related adenocarcinoma; cervical",
            }
        ],
        "derived_from_site": "In situ; Uterus, cervix",
        "parent_accession": "CVCL_0030",
        "str_profile": {"Amelogenin": ["X"], "D13S317": ["12", "13.3"]},
        "problematic_reason": "Contaminated. Shown to be a HeLa derivative.",
        "cellosaurus_version": "25",
    }
    assert offer.listing.warning == "Contaminated. Shown to be a HeLa derivative."
    assert offer.listing.identifiers == ("CVCL_2260", "CVCL_F511", "CVCL_F512")
    assert offer.listing.synonyms == ("Clone 1-5c-4", "ChWK")
    assert (offer.listing.origin, offer.lots) == (Origin.HUMAN_ANONYMOUS, ())


def test_an_animal_line_is_not_human_and_a_hybrid_is() -> None:
    goat = cell_line().replace("NCBI_TaxID=9606; ! Homo sapiens (Human)", "NCBI_TaxID=9925; ! Capra hircus (Goat)")
    hybrid = cell_line("CVCL_0032", "X", "OX   NCBI_TaxID=10090; ! Mus musculus (Mouse)")

    found = offers("cellosaurus", goat + hybrid)

    assert [(offer.listing.origin, offer.details["species"]) for offer in found] == [
        (Origin.NOT_HUMAN, "Capra hircus (Goat)"),
        (Origin.HUMAN_ANONYMOUS, "Homo sapiens (Human) and Mus musculus (Mouse)"),
    ]


def test_entries_joined_without_a_line_end_are_read_apart() -> None:
    glued = "Preface\n----\n" + cell_line().rstrip("\n") + cell_line("CVCL_0030", "HeLa").replace("\n", "\r\n")

    found = checked("cellosaurus", glued)

    assert [(row.line, row.key, row.problems) for row in found] == [(3, "CVCL_0031", ()), (6, "CVCL_0030", ())]


@pytest.mark.parametrize(
    ("entry", "column", "reason"),
    [
        (cell_line("CVCL_31"), "AC", "This is not an accession of Cellosaurus."),
        (cell_line().replace("AC   CVCL_0031\n", ""), "AC", "A value is missing."),
        (
            cell_line().replace("OX   NCBI_TaxID=9606; ! Homo sapiens (Human)", "OX   human"),
            "OX",
            "The species cannot be read.",
        ),
        (cell_line().replace("MCF-7", ""), "ID", "A value is missing."),
        (cell_line().removesuffix("//\n"), "ID", "The entry has no closing //, so the file may be cut off."),
        (cell_line("CVCL_0031", "MCF-7", "what is this"), "ID", "The entry has a line without a code: “what is this”."),
        (cell_line("CVCL_0048"), "AC", "Cellosaurus has deleted this accession. Was never public"),
    ],
)
def test_a_broken_entry_is_named_by_the_line_on_which_it_begins(entry: str, column: str, reason: str) -> None:
    content = cell_line("CVCL_0030", "HeLa") + entry

    found = complaints("cellosaurus", content, deleted_accessions="CVCL_0048  Was never public")

    assert found == [(5, column, reason)]


def test_a_file_without_entries_is_refused() -> None:
    with pytest.raises(FileRefusedError, match="no line begins with ID"):
        FORMATS["cellosaurus"].rows(open_source(b"CVCL_0048  Was never public\n"), {}, {})


def test_the_bank_states_its_stock_for_all_lines_or_line_by_line() -> None:
    content = cell_line() + cell_line("CVCL_0030", "HeLa")
    stock = "accession,lot,vials\nCVCL_0031,A,5\nCVCL_0031,B,6\nCVCL_9999,A,1\n"

    found = offers("cellosaurus", content, vials=3, passage_number=9, mycoplasma_tested_on="2026-01-31", stock=stock)
    left = FORMATS["cellosaurus"].left_over(
        checked("cellosaurus", content), FORMATS["cellosaurus"].read_options({"stock": stock})
    )

    assert [[(lot.facts.code, lot.facts.stated) for lot in offer.lots] for offer in found] == [
        [("A", 5), ("B", 6)],
        [("bank", 3)],
    ]
    assert found[1].lots[0].facts == LotFacts(
        code="bank", unit="vial", stated=3, passage_number=9, mycoplasma_tested_on=date(2026, 1, 31)
    )
    assert [(problem.row, problem.column, problem.value) for problem in left] == [(4, "stock", "CVCL_9999")]
