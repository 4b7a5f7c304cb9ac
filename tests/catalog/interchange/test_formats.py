"""What each format reads from its rows, without a database."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from catalog.interchange.errors import FileRefusedError
from catalog.interchange.formats import FORMATS
from catalog.interchange.formats.base import Checked, Offer
from catalog.listings.models import Origin
from catalog.stock.facts import LotFacts, SpecimenFacts
from tests.factories.interchange import COLLECTION, PLASMID_HEADER, cell_line, plasmids, samples


def checked(form: str, content: bytes | str, **options: Any) -> list[Checked]:
    raw = content if isinstance(content, bytes) else content.encode()
    entry = FORMATS[form]
    return [entry.check(row, entry.read_options(options)) for row in entry.rows(raw)]


def offers(form: str, content: bytes | str, **options: Any) -> list[Offer]:
    rows = [row for row in checked(form, content, **options) if not row.problems]
    return FORMATS[form].offers(rows, FORMATS[form].read_options(options))


def complaints(form: str, content: bytes | str, **options: Any) -> list[tuple[int, str, str]]:
    rows = checked(form, content, **options)
    return [(problem.row, problem.column, problem.reason) for row in rows for problem in row.problems]


def test_a_sample_row_becomes_a_specimen() -> None:
    content = samples("S1 P1 FFPE Primary Liver Gallbladder GBC", "S2 P1 DNA NA Normal NA Normal")

    (offer,) = offers("cbioportal_samples", content, **COLLECTION, design="Disease specific")

    assert (offer.line, offer.listing.provider_key, offer.listing.title) == (None, "C1", "Biliary tract samples")
    assert (offer.listing.origin, offer.details["design"]) == (Origin.HUMAN_CODED, "Disease specific")
    assert [(lot.line, lot.facts) for lot in offer.lots] == [
        (
            6,
            LotFacts(
                code="S1",
                unit="aliquot",
                stated=1,
                specimen=SpecimenFacts(
                    donor_pseudonym="P1",
                    material="FFPE",
                    consent_id=None,
                    sample_type="Primary",
                    anatomical_site="Liver",
                    diagnosis="Gallbladder",
                    diagnosis_code="ONCOTREE:GBC",
                ),
            ),
        ),
        (
            7,
            LotFacts(
                code="S2",
                unit="aliquot",
                stated=1,
                specimen=SpecimenFacts(donor_pseudonym="P1", material="DNA", consent_id=None),
            ),
        ),
    ]


def test_nothing_is_known_only_where_the_column_says_so() -> None:
    (offer,) = offers("cbioportal_samples", samples("NA unknown N/A NA"), **COLLECTION)

    facts = offer.lots[0].facts
    assert facts.specimen is not None
    assert (facts.code, facts.specimen.donor_pseudonym, facts.specimen.material) == ("NA", "unknown", "N/A")
    assert facts.specimen.sample_type == ""


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (" P1", "SAMPLE_ID", "A value is missing."),
        ("S1 ", "PATIENT_ID", "A value is missing."),
        ("S1 P1 ", "SAMPLE_CLASS", "A value is missing."),
        (f"{'S' * 101} P1", "SAMPLE_ID", "The value has 101 characters."),
        (f"S1 P1 {'x' * 61}", "SAMPLE_CLASS", "The value has 61 characters."),
        ("S1 P1 FFPE Primary Liver Gallbladder gbc!", "ONCOTREE_CODE", "This is not a code of OncoTree."),
        ("S\u200b1 P1", "SAMPLE_ID", "The value contains a character that cannot be shown."),
        (
            "S1 P1 FFPE Primary Liver Gallbladder GBC more",
            "SAMPLE_ID",
            "The row has more values than the header has columns.",
        ),
    ],
)
def test_a_broken_sample_row_is_named(row: str, column: str, reason: str) -> None:
    assert complaints("cbioportal_samples", samples("S0 P0", row), **COLLECTION) == [(7, column, reason)]


def test_all_columns_of_a_broken_row_are_named() -> None:
    found = complaints("cbioportal_samples", samples(f"  {'x' * 61}"), **COLLECTION)

    assert [column for _, column, _ in found] == ["SAMPLE_ID", "PATIENT_ID", "SAMPLE_CLASS"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"#a\n#b\n", "no header"),
        (b"SAMPLE_ID\tPATIENT_ID\tSAMPLE_CLASS\n", "no rows"),
        (b"SAMPLE_ID\tSAMPLE_CLASS\nS1\tFFPE\n", "the column PATIENT_ID is missing"),
        (b"SAMPLE_ID,PATIENT_ID,SAMPLE_CLASS\nS1,P1,FFPE\n", "is missing"),
        (b"sample_id\tPATIENT_ID\tSAMPLE_CLASS\nS1\tP1\tFFPE\n", "SAMPLE_ID is spelled sample_id"),
    ],
)
def test_a_sample_file_that_is_none_is_refused(content: bytes, sentence: str) -> None:
    with pytest.raises(FileRefusedError, match=sentence):
        FORMATS["cbioportal_samples"].rows(content)


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
        FORMATS["cellosaurus"].rows(b"CVCL_0048  Was never public\n")


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


def test_a_plasmid_row_becomes_a_plasmid() -> None:
    more = "synonyms,insert_gene,selection_marker,growth_temperature_c,copy_number,size_bp,biosafety_level"
    row = 'K1,"pNV, wild type",pcDNA3.1,ampicillin| kanamycin |,DH5alpha,12,p53|wt,TP53,NA,30,HIGH,6590,1'

    (offer,) = offers("plasmids_csv", f"{PLASMID_HEADER},{more}\n{row}\n", lot="box 7")

    assert offer.details == {
        "backbone": "pcDNA3.1",
        "insert_gene": "TP53",
        "insert_species": "",
        "bacterial_resistance": ["ampicillin", "kanamycin"],
        "selection_marker": "",
        "growth_strain": "DH5alpha",
        "growth_temperature_c": Decimal("30.0"),
        "copy_number": "high",
        "size_bp": 6590,
    }
    assert (offer.listing.title, offer.listing.synonyms) == ("pNV, wild type", ("p53", "wt"))
    assert offer.listing.words == ("pcDNA3.1", "TP53", "ampicillin| kanamycin |")
    assert offer.lots[0].facts == LotFacts(code="box 7", unit="tube", stated=12, biosafety_level=1)


def test_what_a_plasmid_row_leaves_out_has_a_default() -> None:
    (offer,) = offers("plasmids_csv", plasmids("K1,pX,pcDNA3.1,ampicillin,DH5alpha,NA"))

    assert (offer.details["growth_temperature_c"], offer.details["size_bp"]) == (Decimal("37.0"), None)
    assert offer.lots[0].facts == LotFacts(code="main", unit="tube", stated=0)


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (",pX", "key", "A value is missing."),
        ("K1,pX,,ampicillin", "backbone", "A value is missing."),
        ("K1,pX,pcDNA3.1,|", "bacterial_resistance", "A value has more than 60 characters, or there is none."),
        ("K1,pX,pcDNA3.1,ampicillin,DH5alpha,twelve", "vials", "This is not a whole number."),
        ("K1,pX,pcDNA3.1,ampicillin,DH5alpha,-1", "vials", "This is not a whole number."),
        ("K1,pX,pcDNA3.1,ampicillin,DH5alpha,1.5", "vials", "This is not a whole number."),
        ("K1,pX,pcDNA3.1,ampicillin,DH5alpha,9999999", "vials", "The number must be between 0 and 1000000."),
        ("K1,pX,pcDNA3.1,ampicillin,DH5alpha,7,8", "key", "The row has more values than the header has columns."),
    ],
)
def test_a_broken_plasmid_row_is_named(row: str, column: str, reason: str) -> None:
    assert complaints("plasmids_csv", plasmids("K0", row)) == [(3, column, reason)]


@pytest.mark.parametrize(
    ("temperature", "copies", "column", "suggestion"),
    [
        ("warm", "", "growth_temperature_c", "Write it with a point, such as 37.5."),
        ("nan", "", "growth_temperature_c", ""),
        ("98.6", "", "growth_temperature_c", ""),
        ("37.25", "", "growth_temperature_c", "Write 37.2."),
        ("", "hihg", "copy_number", "Write high."),
        ("", "quadruple", "copy_number", "Write high or low or medium or single."),
    ],
)
def test_a_problem_comes_with_what_would_do(temperature: str, copies: str, column: str, suggestion: str) -> None:
    content = f"{PLASMID_HEADER},growth_temperature_c,copy_number\nK1,pX,b,amp,s,1,{temperature},{copies}\n"

    ((problem,),) = [row.problems for row in checked("plasmids_csv", content)]

    assert (problem.column, problem.suggestion) == (column, suggestion)


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_says_what_it_takes(form: str) -> None:
    entry = FORMATS[form]

    assert entry.key == form
    assert entry.key_column in {column.name for column in entry.columns}
    assert all(column.description for column in entry.columns)
    assert len({option.key for option in entry.options}) == len(entry.options)
