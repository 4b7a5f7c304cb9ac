"""What the format of plasmids reads, and what every format has, without a database."""

from decimal import Decimal

import pytest

from catalog.interchange.formats import FORMATS
from catalog.stock.facts import LotFacts
from tests.catalog.interchange.reading import checked, complaints, offers
from tests.factories.interchange import PLASMID_HEADER, plasmids


def test_a_plasmid_row_becomes_a_plasmid() -> None:
    more = "synonyms,insert_gene,selection_marker,growth_temperature_c,copy_number,size_bp,biosafety_level"
    row = 'K1,"pNV, wild type",pcDNA3.1,ampicillin| kanamycin |,DH5alpha,12,p53|wt,TP53,NA,30,HIGH,6590,1'

    (offer,) = offers("table_plasmid", f"{PLASMID_HEADER},{more}\n{row}\n", lot="box 7")

    assert offer.details == {
        "backbone": "pcDNA3.1",
        "insert_gene": "TP53",
        "bacterial_resistance": ["ampicillin", "kanamycin"],
        "selection_marker": "",
        "growth_strain": "DH5alpha",
        "growth_temperature_c": Decimal("30.0"),
        "copy_number": "high",
        "size_bp": 6590,
    }
    assert (offer.listing.title, offer.listing.synonyms) == ("pNV, wild type", ("p53", "wt"))
    assert offer.listing.words == ("pcDNA3.1", "TP53", "ampicillin", "kanamycin", "DH5alpha")
    assert offer.lots[0].facts == LotFacts(code="box 7", unit="tube", stated=12, biosafety_level=1)


def test_what_a_plasmid_row_leaves_out_has_a_default() -> None:
    (offer,) = offers("table_plasmid", plasmids("K1,pX,pcDNA3.1,ampicillin,DH5alpha,NA"))

    assert offer.details.keys() == {"backbone", "bacterial_resistance", "growth_strain"}
    assert offer.lots == ()


def test_an_empty_cell_of_a_plasmid_row_has_a_default() -> None:
    content = f"{PLASMID_HEADER},growth_temperature_c,size_bp\nK1,pX,b,amp,s,0,,--\n"

    (offer,) = offers("table_plasmid", content)

    assert (offer.details["growth_temperature_c"], offer.details["size_bp"]) == (Decimal("37.0"), None)
    assert offer.lots[0].facts == LotFacts(code="main", unit="tube", stated=0)


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (",pX", "provider_key", "A value is missing."),
        ("K1,pX,,ampicillin", "backbone", "A value is missing."),
        ("K1,pX,pcDNA3.1,|", "bacterial_resistance", "A value is missing."),
        ("K1,pX,pcDNA3.1,ampicillin,DH5alpha,twelve", "stated", "This is not a whole number."),
        ("K1,pX,pcDNA3.1,ampicillin,DH5alpha,-1", "stated", "This is not a whole number."),
        ("K1,pX,pcDNA3.1,ampicillin,DH5alpha,1.5", "stated", "This is not a whole number."),
        ("K1,pX,pcDNA3.1,ampicillin,DH5alpha,9999999", "stated", "The number must be between 0 and 1000000."),
        (
            "K1,pX,pcDNA3.1,ampicillin,DH5alpha,7,8",
            "provider_key",
            "The row has more values than the header has columns.",
        ),
    ],
)
def test_a_broken_plasmid_row_is_named(row: str, column: str, reason: str) -> None:
    assert complaints("table_plasmid", plasmids("K0", row)) == [(3, column, reason)]


@pytest.mark.parametrize(
    ("temperature", "copies", "column", "suggestion"),
    [
        ("warm", "", "growth_temperature_c", "Write it with a point, such as 37.5."),
        ("nan", "", "growth_temperature_c", "Correct the number or its unit."),
        ("98.6", "", "growth_temperature_c", "Correct the number or its unit."),
        ("37.25", "", "growth_temperature_c", "Write 37.2."),
        ("", "hihg", "copy_number", "Write high."),
        ("", "quadruple", "copy_number", "Write high or low or medium or single."),
    ],
)
def test_a_problem_comes_with_what_would_do(temperature: str, copies: str, column: str, suggestion: str) -> None:
    content = f"{PLASMID_HEADER},growth_temperature_c,copy_number\nK1,pX,b,amp,s,1,{temperature},{copies}\n"

    ((problem,),) = [row.problems for row in checked("table_plasmid", content)]

    assert (problem.column, problem.suggestion) == (column, suggestion)


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_says_what_it_takes(form: str) -> None:
    entry = FORMATS[form]

    assert entry.key == form
    assert entry.key_column in {column.name for column in entry.columns}
    assert all(column.description for column in entry.columns)
    assert len({option.key for option in entry.options}) == len(entry.options)
