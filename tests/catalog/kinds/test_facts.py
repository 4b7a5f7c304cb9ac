"""What kinds say is written down for people and for cells alike."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from catalog.kinds import equipment, queries
from catalog.kinds.facts import words, written
from catalog.kinds.fields import Field, FieldType
from catalog.kinds.operations import store_details
from exchange.parties.roles import Role
from tests.factories.listings import CellLineFactory, ListingFactory
from tests.factories.parties import member


@pytest.mark.parametrize(
    ("field_type", "value", "texts"),
    [
        (FieldType.TEXT, "pUC19", ("pUC19",)),
        (FieldType.TEXT, "", ()),
        (FieldType.LIST, ["a", "b"], ("a", "b")),
        (FieldType.LIST, [], ()),
        (FieldType.INTEGER, 0, ("0",)),
        (FieldType.INTEGER, None, ()),
        (FieldType.DECIMAL, Decimal("37.0"), ("37",)),
        (FieldType.DECIMAL, Decimal("1200.500"), ("1200.5",)),
        (FieldType.DECIMAL, Decimal(1000), ("1000",)),
        (FieldType.FLAG, False, ("no",)),
        (FieldType.FLAG, True, ("yes",)),
        (FieldType.FLAG, None, ()),
        (FieldType.DAY, date(2026, 1, 31), ("2026-01-31",)),
        (
            FieldType.DISEASES,
            [{"vocabulary": "NCIt", "code": "C4017", "label": "Ductal carcinoma"}],
            ("NCIt:C4017 Ductal carcinoma",),
        ),
        (FieldType.MARKERS, {"TH01": ["6", "9"], "TPOX": ["8"]}, ("TH01: 6, 9", "TPOX: 8")),
        (FieldType.COUNTS, {"genomic": 120, "health": 0}, ("genomic: 120", "health: 0")),
    ],
)
def test_values_are_written_as_cells_take_them(field_type: FieldType, value: Any, texts: tuple[str, ...]) -> None:
    assert written(Field("any", "Anything.", type=field_type), value) == texts


def test_words_name_nobody() -> None:
    details = {"model": "LS-9", "capabilities": ["Imaging"], "person_in_charge": "Dr Somebody", "training": "Mondays"}

    assert words(equipment.FIELDS, details) == ("LS-9", "Imaging")


@pytest.mark.django_db
def test_facts_name_people_to_who_is_signed_in_only(django_assert_num_queries: Any) -> None:
    microscope, other = ListingFactory.create(kind="equipment"), ListingFactory.create(kind="equipment")
    details = {"model": "LS-9", "time_zone": "Africa/Nairobi", "person_in_charge": "Dr Somebody"}
    store_details(details={microscope: details, other: {"time_zone": "UTC"}})
    line = CellLineFactory.create(category="").listing

    with django_assert_num_queries(2):
        found = queries.facts([microscope, line, other], None)
    seen = queries.facts([microscope], member(Role.RESEARCHER))

    assert {fact.field.name: fact.values for fact in found[microscope.pk]} == {
        "model": ("LS-9",),
        "time_zone": ("Africa/Nairobi",),
        "status": ("in service",),
    }
    assert [fact.field.name for fact in found[line.pk]] == ["accession", "species", "taxon_id"]
    assert {fact.field.name: fact.values for fact in seen[microscope.pk]}["person_in_charge"] == ("Dr Somebody",)
