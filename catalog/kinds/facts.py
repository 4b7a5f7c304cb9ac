"""What a kind says of a listing, written down for people and for cells of a table. Plain Python."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from catalog.kinds.fields import Field, FieldType


@dataclass(frozen=True)
class Fact:
    """A field and what is said in it: one text, or several of a list; in a cell they are separated by “|”."""

    field: Field
    values: tuple[str, ...]


_WRITERS: Mapping[FieldType, Callable[[Any], Iterable[str]]] = {
    FieldType.LIST: tuple,
    FieldType.INTEGER: lambda value: [str(value)],
    FieldType.DECIMAL: lambda value: [f"{value.normalize():f}"],
    FieldType.DAY: lambda value: [value.isoformat()],
    FieldType.FLAG: lambda value: ["yes" if value else "no"],
    FieldType.DISEASES: lambda value: [f"{one['vocabulary']}:{one['code']} {one['label']}" for one in value],
    FieldType.MARKERS: lambda value: [f"{marker}: {', '.join(alleles)}" for marker, alleles in value.items()],
    FieldType.COUNTS: lambda value: [f"{category}: {count}" for category, count in value.items()],
    FieldType.REFERENCE: lambda value: [value.listing.provider_key],
}


def written(field: Field, value: Any) -> tuple[str, ...]:
    """Return a field's value as the texts that a cell takes; none when nothing is said.

    A flag is yes or no, a number has a point, a day is in ISO 8601. A reference is the row it points at.
    """
    if value is None or value in ("", [], {}):
        return ()
    write = _WRITERS.get(field.type)
    return tuple(write(value)) if write else (str(value),)


SPOKEN = frozenset({FieldType.TEXT, FieldType.CHOICE, FieldType.LIST, FieldType.DISEASES, FieldType.RRID})


def words(fields: Iterable[Field], details: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what a listing is found by of what its kind says: names and terms, and nothing that names somebody."""
    return tuple(
        text
        for field in fields
        if field.type in SPOKEN and not field.is_personal
        for text in written(field, details.get(field.name))
    )
