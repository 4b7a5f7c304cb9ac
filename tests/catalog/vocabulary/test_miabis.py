"""MIABIS value lists: labels, their drift, and what is none of them."""

import csv
import json
from pathlib import Path

import pytest

from catalog.vocabulary.rules import miabis
from catalog.vocabulary.rules.miabis import ValueList
from catalog.vocabulary.rules.sample_types import GROUP_OF, SAMPLE_GROUP, SAMPLE_TYPE
from catalog.vocabulary.rules.storage_temperatures import STORAGE_TEMPERATURE, read_storage_temperature
from exchange.kernel.errors import InvalidInput

FIELD_DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "vocab"


@pytest.mark.parametrize(
    ("values", "label", "slug"),
    [
        (miabis.SAMPLE_SOURCE, "Environment", "environment"),
        (miabis.SAMPLE_SOURCE, "Environmental", "environment"),
        (miabis.SEX, "female", "female"),
        (miabis.SEX, "F", "female"),
        (miabis.SEX, "Not applicable", "not_applicable"),
        (miabis.COLLECTION_DESIGN, "Disease specific cohort", "disease_specific_cohort"),
        (miabis.COLLECTION_DESIGN, "Disease-specific", "disease_specific_cohort"),
        (miabis.COLLECTION_SETTING, "Museum and/or archeological collection", "museum_or_archaeological_collection"),
        (miabis.ACCESS_CONDITIONS, "OUTSIDE EU ACCESS", "outside_eu_access"),
        (SAMPLE_TYPE, "Proteins", "protein"),
        (SAMPLE_TYPE, "Tissue (FFPE)", "tissue_fixed"),
        (SAMPLE_TYPE, "Tissue (fixed)", "tissue_fixed"),
        (SAMPLE_TYPE, "tissue_fixed", "tissue_fixed"),
        (SAMPLE_TYPE, "Bone marrow whole", "bone_marrow_whole"),
        (SAMPLE_GROUP, "Tissue (Frozen)", "tissue_frozen"),
        (SAMPLE_GROUP, "Immortalized cell lines", "immortalised_cell_lines"),
    ],
)
def test_a_value_is_read_in_any_of_its_spellings(values: ValueList, label: str, slug: str) -> None:
    assert values.read(label) == slug


@pytest.mark.parametrize(
    ("label", "slug"),
    [
        ("RT", "room_temperature"),
        ("RT (Room temperature)", "room_temperature"),
        ("2 °C to 10°C", "2_to_10"),
        ("2°Cto10°C", "2_to_10"),
        ("-18°C to -35°C", "minus_35_to_minus_18"),
        ("-60 °C to -85 °C", "minus_85_to_minus_60"),
        ("\u221260 °C to \u221285 °C", "minus_85_to_minus_60"),
        ("<-135 °C", "below_minus_135"),
        ("< -135°C", "below_minus_135"),
        ("Liquid nitrogen vapor-phase", "nitrogen_vapour"),
        ("Liquid nitrogen liquid-phase", "nitrogen_liquid"),
        ("-80", "minus_85_to_minus_60"),
        ("\u201380 °C", "minus_85_to_minus_60"),
        ("-20 C", "minus_35_to_minus_18"),
        ("-20,5", "minus_35_to_minus_18"),
        ("4°C", "2_to_10"),
        ("-150", "below_minus_135"),
    ],
)
def test_a_storage_temperature_is_read_from_label_or_number(label: str, slug: str) -> None:
    assert read_storage_temperature(label) == slug


@pytest.mark.parametrize("label", ["", "80", "-50", "18 °C to 35 °C", "60 to 85", "135 °C", "cold", "-80 F"])
def test_what_is_no_storage_temperature_is_not_guessed(label: str) -> None:
    with pytest.raises(InvalidInput):
        read_storage_temperature(label)


def test_a_refusal_suggests_the_value_most_alike() -> None:
    with pytest.raises(InvalidInput, match="Do you mean “Whole blood”") as caught:
        SAMPLE_TYPE.read("Whole blod")
    assert caught.value.params == {"suggestion": "Whole blood"}

    with pytest.raises(InvalidInput, match=r"list “sex”\.$") as without:
        miabis.SEX.read("12345")
    assert without.value.params == {"suggestion": ""}


def test_every_detailed_type_has_its_group() -> None:
    assert GROUP_OF.keys() == SAMPLE_TYPE.labels.keys()
    assert set(GROUP_OF.values()) <= SAMPLE_GROUP.labels.keys()
    assert (GROUP_OF["pbmc"], GROUP_OF["whole_blood_dried"], GROUP_OF["urine_sediment"]) == (
        "primary_cells",
        "blood",
        "urine",
    )


def test_every_published_label_is_a_value_of_its_own() -> None:
    published = FIELD_DATA / "miabis-lists.json"
    if not published.exists():
        pytest.skip("shared/data is not beside this checkout")
    lists = json.loads(published.read_text())
    ours = {
        "sex": miabis.SEX,
        "sample_source": miabis.SAMPLE_SOURCE,
        "age_unit": miabis.AGE_UNIT,
        "dataset_type": miabis.DATASET_TYPE,
        "sample_type": SAMPLE_TYPE,
        "sample_type_aggregated": SAMPLE_GROUP,
        "storage_temperature": STORAGE_TEMPERATURE,
        "collection_setting": miabis.COLLECTION_SETTING,
        "collection_design": miabis.COLLECTION_DESIGN,
        "use_and_access_conditions": miabis.ACCESS_CONDITIONS,
    }

    for name, values in ours.items():
        assert {values.read(label) for label in lists[name]} == values.labels.keys(), name


def test_the_groups_are_those_of_the_published_map() -> None:
    published = FIELD_DATA / "miabis-sampletype-map.csv"
    if not published.exists():
        pytest.skip("shared/data is not beside this checkout")
    with published.open() as file:
        rows = [(row["miabis_v1_1"].strip("*"), row["miabis_aggregated"].strip("*")) for row in csv.DictReader(file)]
    differing = {
        detailed: (SAMPLE_GROUP.find(group), GROUP_OF[slug])
        for detailed, group in rows
        if (slug := SAMPLE_TYPE.find(detailed)) and SAMPLE_GROUP.find(group) != GROUP_OF[slug]
    }

    # The map joins frozen and fixed tissue, which the lists keep apart.
    assert differing == {
        "Bone": (None, "tissue_frozen"),
        "Tissue (fixed)": (None, "tissue_fixed"),
        "Tissue (fresh frozen)": (None, "tissue_frozen"),
        "Umbilical cord": (None, "tissue_frozen"),
    }
