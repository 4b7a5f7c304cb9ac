"""What is said of lots and of specimens, field by field. Plain Python."""

from decimal import Decimal

from catalog.kinds.fields import NO_NUMBER, NULLS, Field, FieldType
from catalog.vocabulary.rules.miabis import AGE_UNIT, SEX
from catalog.vocabulary.rules.sprec import SprecVersion
from catalog.vocabulary.rules.storage_temperatures import STORAGE_TEMPERATURE

SEXES = tuple(SEX.labels)
AGE_UNITS = tuple(AGE_UNIT.labels)
STORAGE_TEMPERATURES = tuple(STORAGE_TEMPERATURE.labels)
SPREC_VERSIONS = tuple(version.value for version in SprecVersion)
RELATIONS = ("aliquot", "derivative", "pool")

LOT_FIELDS = (
    Field("code", "Label of the lot, unique in the listing.", "2024-A", title="Lot", max_length=100),
    Field("unit", "What is counted; by the kind if not said.", "vial", title="Counted in", nulls=NULLS, max_length=20),
    Field(
        "stated",
        "How many there are now, promised ones included; 0 if not said.",
        "12",
        title="In the freezer",
        type=FieldType.INTEGER,
        nulls=NULLS,
        most=Decimal(1_000_000),
    ),
    Field("passage_number", "Of cells, the lowest passage number.", "7", type=FieldType.INTEGER, nulls=NO_NUMBER),
    Field(
        "passage_most",
        "Of cells, the highest passage number.",
        "9",
        title="Highest passage number",
        type=FieldType.INTEGER,
        nulls=NO_NUMBER,
    ),
    Field(
        "mycoplasma_tested_on",
        "Day of the last negative test for mycoplasma.",
        "2026-01-31",
        title="Free of mycoplasma on",
        type=FieldType.DAY,
        nulls=NULLS,
    ),
    Field(
        "mycoplasma_method",
        "Method of that test.",
        "PCR",
        title="Tested for mycoplasma by",
        nulls=NULLS,
        max_length=60,
    ),
    Field(
        "biosafety_level",
        "1 to 4.",
        "1",
        type=FieldType.INTEGER,
        nulls=NO_NUMBER,
        least=Decimal(1),
        most=Decimal(4),
    ),
    Field("culture_medium", "What the cells were grown in.", "RPMI 1640, 10 % FBS", nulls=NULLS, max_length=500),
    Field("freeze_medium", "What they were frozen in.", "FBS, 10 % DMSO", nulls=NULLS, max_length=500),
    Field("frozen_on", "Day on which it was frozen.", "2025-11-03", type=FieldType.DAY, nulls=NULLS),
    Field("expires_on", "Last day on which it is good.", "2030-11-03", type=FieldType.DAY, nulls=NULLS),
    Field(
        "amount",
        "What one piece holds.",
        "0.5",
        type=FieldType.DECIMAL,
        nulls=NO_NUMBER,
        least=Decimal(0),
        most=Decimal(999_999_999_999),
    ),
    Field("amount_unit", "Unit of that.", "ml", title="Unit of the amount", nulls=NULLS, max_length=20),
    Field(
        "concentration",
        "Concentration.",
        "50",
        type=FieldType.DECIMAL,
        nulls=NO_NUMBER,
        least=Decimal(0),
        most=Decimal(999_999_999_999),
    ),
    Field(
        "concentration_unit",
        "Unit of that.",
        "ng/µl",
        title="Unit of the concentration",
        nulls=NULLS,
        max_length=20,
    ),
    Field("container", "Box, rack or tank it stands in.", "Freezer 2, rack 4, box 11", nulls=NULLS, max_length=100),
    Field("position", "Place in the container.", "B7", nulls=NULLS, max_length=40),
)

SPECIMEN_FIELDS = (
    Field("donor_pseudonym", "The donor's pseudonym.", "D-0042", title="Donor", is_required=True, max_length=100),
    Field("material", "The material.", "FFPE", is_required=True, max_length=60),
    Field("sample_type", "Primary, metastasis, normal and the like.", "Primary", nulls=NULLS, max_length=60),
    Field(
        "sex",
        "Of the donor.",
        "female",
        type=FieldType.CHOICE,
        nulls=frozenset({"", "-", "na", "n/a", "u"}),
        choices=SEXES,
    ),
    Field(
        "age",
        "Of the donor when it was taken; never together with the date.",
        "63",
        type=FieldType.DECIMAL,
        nulls=NO_NUMBER,
        least=Decimal(0),
        most=Decimal(9999),
    ),
    Field(
        "age_unit",
        "Unit of the age; years if not said.",
        "years",
        type=FieldType.CHOICE,
        nulls=NULLS,
        choices=AGE_UNITS,
    ),
    Field(
        "collected",
        "When it was taken, as far as that may be told; never together with the age.",
        "2024-03",
        title="Taken",
        type=FieldType.PARTIAL_DAY,
        nulls=NULLS,
        max_length=10,
    ),
    Field("anatomical_site", "Where it was taken from.", "Liver", title="Site", nulls=NULLS),
    Field("anatomical_site_code", "Code of the site.", "UBERON:0002107", nulls=NULLS, max_length=60),
    Field("diagnosis", "Of the donor.", "Gallbladder carcinoma", nulls=NULLS),
    Field("diagnosis_code", "Code of the diagnosis.", "ONCOTREE:GBC", nulls=NULLS, max_length=60),
    Field(
        "sprec",
        "Code of its processing, seven elements.",
        "SER-SST-A-B-N-B-A",
        title="SPREC",
        nulls=NULLS,
        max_length=40,
    ),
    Field(
        "sprec_version",
        "Version of that code.",
        "2.0",
        title="Version of SPREC",
        type=FieldType.CHOICE,
        nulls=NULLS,
        choices=SPREC_VERSIONS,
    ),
    Field(
        "storage_temperature",
        "At which it is kept.",
        "minus_85_to_minus_60",
        type=FieldType.CHOICE,
        nulls=NULLS,
        choices=STORAGE_TEMPERATURES,
    ),
    Field("preservation", "How it was preserved.", "Formalin fixed, paraffin embedded", nulls=NULLS),
    Field(
        "freeze_thaw_count",
        "How often it was thawed.",
        "1",
        title="Thawed",
        type=FieldType.INTEGER,
        nulls=NO_NUMBER,
        most=Decimal(1000),
        unit="times",
    ),
    Field("associated_data", "What kinds of data go with it.", "Clinical dataset", type=FieldType.LIST, nulls=NULLS),
    Field(
        "protocol", "Key of the protocol under which it was taken.", "SOP-12@3.1", type=FieldType.REFERENCE, nulls=NULLS
    ),
    Field(
        "relation",
        "How it was made from others.",
        "aliquot",
        title="Made as",
        type=FieldType.CHOICE,
        nulls=NULLS,
        choices=RELATIONS,
    ),
    Field(
        "parents",
        "Labels of what it was made from, in the same collection; only a pool has several.",
        "D-0042-1",
        title="Made from",
        type=FieldType.LIST,
        nulls=NULLS,
        max_length=100,
    ),
)
