"""What the format of samples reads, without a database."""

import pytest

from catalog.interchange.errors import FileRefusedError
from catalog.interchange.formats import FORMATS
from catalog.interchange.reading.source import open_source
from catalog.listings.models import Origin
from catalog.stock.facts import LotFacts, SpecimenFacts
from tests.catalog.interchange.reading import complaints, offers
from tests.factories.interchange import COLLECTION, samples


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
        (b"SAMPLE_IDS\tPATIENT_ID\tSAMPLE_CLASS\nS1\tP1\tFFPE\n", "SAMPLE_ID is spelled SAMPLE_IDS"),
    ],
)
def test_a_sample_file_that_is_none_is_refused(content: bytes, sentence: str) -> None:
    with pytest.raises(FileRefusedError, match=sentence):
        FORMATS["cbioportal_samples"].rows(open_source(content), {}, {})
