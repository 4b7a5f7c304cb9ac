"""The fields of the kinds fit the tables that hold what they say."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.postgres.fields import ArrayField
from django.db import models

from catalog.kinds.fields import LISTING_FIELDS, ORIGINS, Field, FieldType
from catalog.kinds.registry import KINDS
from catalog.listings.facts import ListingFacts
from catalog.listings.models import Listing, Origin
from catalog.stock.facts import LotFacts, SpecimenFacts
from catalog.stock.fields import LOT_FIELDS, SPECIMEN_FIELDS
from catalog.stock.models import Lot, Specimen

HELD_AS: dict[FieldType, tuple[type[Any], ...]] = {
    FieldType.LIST: (ArrayField,),
    FieldType.INTEGER: (models.PositiveIntegerField, models.PositiveSmallIntegerField),
    FieldType.DECIMAL: (models.DecimalField,),
    FieldType.DAY: (models.DateField,),
    FieldType.FLAG: (models.BooleanField,),
    FieldType.DISEASES: (models.JSONField,),
    FieldType.MARKERS: (models.JSONField,),
    FieldType.COUNTS: (models.JSONField,),
    FieldType.REFERENCE: (models.ForeignKey,),
    FieldType.USE_TERMS: (models.ForeignKey,),
}
TEXT = (models.CharField, models.TextField)
# Not a column of the specimen, but rows of their own.
LINEAGE = {"relation", "parents"}


def stored() -> Iterator[tuple[type[models.Model], Field]]:
    for kind in KINDS.values():
        yield from ((kind.model, field) for field in kind.fields)
    yield from ((Listing, field) for field in LISTING_FIELDS)
    yield from ((Lot, field) for field in LOT_FIELDS)
    yield from ((Specimen, field) for field in SPECIMEN_FIELDS if field.name not in LINEAGE)


@pytest.mark.parametrize(
    ("model", "field"), list(stored()), ids=lambda value: value.name if isinstance(value, Field) else value.__name__
)
def test_field_fits_its_column(model: type[models.Model], field: Field) -> None:
    column: Any = model._meta.get_field(field.name)

    assert isinstance(column, HELD_AS.get(field.type, TEXT))
    longest = column.base_field.max_length if isinstance(column, ArrayField) else column.max_length
    if field.type not in HELD_AS and longest is not None and field.type is not FieldType.CHOICE:
        assert field.max_length <= longest
    assert all(len(choice) <= (longest or len(choice)) for choice in field.choices)
    if not field.is_required and field.name not in {"code", "unit", "stated", "title", "origin"}:
        assert column.null or column.blank or column.has_default()


@pytest.mark.parametrize("kind", list(KINDS.values()), ids=list(KINDS))
def test_every_column_of_a_kind_is_a_field(kind: Any) -> None:
    columns = {field.name for field in kind.model._meta.concrete_fields} - {"listing"}

    assert {field.name for field in kind.fields} == columns
    assert {field.name for field in kind.fields}.isdisjoint({field.name for field in LISTING_FIELDS})
    for field in kind.fields:
        assert bool(field.choices) == (field.type in {FieldType.CHOICE, FieldType.COUNTS})
        assert not (field.is_required and "" in field.nulls)


def test_facts_have_every_field() -> None:
    def without_key(names: Any) -> set[str]:
        return {name.removesuffix("_id") for name in names}

    # Words are gathered from other fields, and a warning's reason is said once for a whole file.
    told = without_key(ListingFacts.__annotations__) - {"words", "warning_reason"}
    assert {field.name for field in LISTING_FIELDS} == told
    assert {field.name for field in LOT_FIELDS} == without_key(LotFacts.__annotations__) - {"specimen"}
    assert {field.name for field in SPECIMEN_FIELDS} - LINEAGE == without_key(SpecimenFacts.__annotations__) - {
        "consent"
    }
    assert set(ORIGINS) == set(Origin.values)
