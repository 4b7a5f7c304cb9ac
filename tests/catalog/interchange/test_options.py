"""Options beside the file."""

from datetime import date

import pytest

from catalog.consent.reading import read_shorthand
from catalog.consent.rules import use_terms_json
from catalog.interchange.formats import FORMATS
from catalog.interchange.formats.reading_options import accessions, form_reference
from catalog.stock.facts import LotFacts
from exchange.kernel.errors import InvalidInput

COLLECTION = {"collection_key": "C1", "collection_title": "Title"}


def test_use_terms_in_short() -> None:
    terms = read_shorthand("DS(MONDO:0007254, MONDO_0008903); IRB\nGS(at, DE); TS(24); MOR(2027-01-01); npu")

    assert use_terms_json(terms) == {
        "permissions": [{"code": "DUO:0000007", "diseases": ["MONDO:0007254", "MONDO:0008903"]}],
        "modifiers": [
            {"code": "DUO:0000021"},
            {"code": "DUO:0000022", "countries": ["AT", "DE"]},
            {"code": "DUO:0000024", "date": "2027-01-01"},
            {"code": "DUO:0000025", "months": 24},
            {"code": "DUO:0000045"},
        ],
    }


def test_use_terms_as_json_are_the_same_terms() -> None:
    spelled = '{"permissions": [{"code": "DUO_0000006"}], "modifiers": [{"code": "IRB"}]}'

    assert read_shorthand(spelled) == read_shorthand("HMB; IRB")


@pytest.mark.parametrize(
    "text", ["hello world", "HMB(", "IRB(x)", "GS()", "TS(soon)", "MOR(soon)", "{not json", '{"permissions": 3}', "((("]
)
def test_use_terms_that_cannot_be_read_are_invalid(text: str) -> None:
    with pytest.raises((ValueError, InvalidInput)):
        read_shorthand(text)


def test_form_reference() -> None:
    assert form_reference("BC@2") == ("BC", "2")
    for text in ("BC", "@2", "BC@", "BC@2@3"):
        with pytest.raises(ValueError, match="BC@2"):
            form_reference(text)


def test_accessions_are_read_from_the_published_list() -> None:
    text = "Header\n---\nCVCL_0048  Was never publicly available\n CVCL_J537\nCVCL_12345 too long\n"

    assert accessions(text) == {"CVCL_0048": "Was never publicly available", "CVCL_J537": ""}
    with pytest.raises(ValueError, match="no accession"):
        accessions("nothing")


@pytest.mark.parametrize(
    ("form", "options", "option"),
    [
        ("table_plasmid", {"colour": "red"}, "colour"),
        ("cbioportal_samples", {}, "collection_key"),
        ("cbioportal_samples", {"collection_key": "  ", "collection_title": "T"}, "collection_key"),
        ("cbioportal_samples", {**COLLECTION, "collection_key": "x" * 201}, "collection_key"),
        ("cbioportal_samples", {**COLLECTION, "design": "a\nb"}, "design"),
        ("cbioportal_samples", {**COLLECTION, "consents_given": "yes"}, "consents_given"),
        ("cbioportal_samples", {**COLLECTION, "consent_form": "BC@1", "consents_given": "maybe"}, "consents_given"),
        ("cbioportal_samples", {**COLLECTION, "consent_form": "BC@1", "consent_title": "T"}, "consent_terms"),
        ("cbioportal_samples", {**COLLECTION, "consent_form": "BC@1", "consent_terms": "HMB"}, "consent_terms"),
        ("cbioportal_samples", {**COLLECTION, "collection_summary": "x" * 200_001}, "collection_summary"),
        ("cbioportal_samples", {**COLLECTION, "collection_summary": "a\x00b"}, "collection_summary"),
        ("cbioportal_samples", {**COLLECTION, "collection_summary": "a\ud800b"}, "collection_summary"),
        ("cellosaurus", {"vials": "-1"}, "vials"),
        ("cellosaurus", {"vials": "1e3"}, "vials"),
        ("cellosaurus", {"biosafety_level": 5}, "biosafety_level"),
        ("cellosaurus", {"mycoplasma_tested_on": "31.01.2026"}, "mycoplasma_tested_on"),
        ("cellosaurus", {"use_terms": "anything"}, "use_terms"),
        ("cellosaurus", {"use_terms": "MOR(2026-13-40)"}, "use_terms"),
        ("cellosaurus", {"stock": "accession,vials\nCVCL_0031,many\n"}, "stock"),
        ("cellosaurus", {"stock": "accession,vials\nCVCL_31,1\n"}, "stock"),
        ("cellosaurus", {"stock": "accession,vials\nCVCL_0031,1\nCVCL_0031,2\n"}, "stock"),
        ("cellosaurus", {"stock": "line,vials\nCVCL_0031,1\n"}, "stock"),
    ],
)
def test_options_that_cannot_be_meant_are_named(form: str, options: dict[str, object], option: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        FORMATS[form].read_options(options)

    assert (refusal.value.field, refusal.value.params) == ("options", {"option": option})


def test_options_are_an_object() -> None:
    for given in list[object]([[], "vials", 3]):
        with pytest.raises(InvalidInput) as refusal:
            FORMATS["cellosaurus"].read_options(given)  # type: ignore[arg-type]
        assert refusal.value.field == "options"


def test_use_terms_may_be_given_as_an_object() -> None:
    given = {"use_terms": {"permissions": [{"code": "HMB"}], "modifiers": [{"code": "IRB"}]}}

    assert FORMATS["cellosaurus"].read_options(given) == {"use_terms": read_shorthand("HMB; IRB")}


def test_options_from_json_may_be_numbers_and_flags() -> None:
    values = FORMATS["cellosaurus"].read_options({"vials": 12, "biosafety_level": 1, "lot": None})
    given = FORMATS["cbioportal_samples"].read_options({**COLLECTION, "consent_form": "BC@1", "consents_given": True})

    assert values == {"vials": 12, "biosafety_level": 1}
    assert given["consents_given"] is True


def test_stock_is_read_line_by_line() -> None:
    table = (
        "accession;lot;vials;passage_number;mycoplasma_tested_on;biosafety_level\n"
        "CVCL_0031;2024-A;12;7;2026-01-31;1\nCVCL_0031;2024-B;3;;;\nCVCL_0030;;0;;;2\n"
    )

    stock = FORMATS["cellosaurus"].read_options({"stock": table})["stock"]

    assert {key: [entry.facts for entry in entries] for key, entries in stock.items()} == {
        "CVCL_0031": [
            LotFacts(
                code="2024-A",
                unit="vial",
                stated=12,
                passage_number=7,
                mycoplasma_tested_on=date(2026, 1, 31),
                biosafety_level=1,
            ),
            LotFacts(code="2024-B", unit="vial", stated=3),
        ],
        "CVCL_0030": [LotFacts(code="bank", unit="vial", stated=0, biosafety_level=2)],
    }
