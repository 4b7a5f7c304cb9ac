"""What a field says, as a cell of a table takes it and an import reads it. Plain Python."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from catalog.kinds.fields import Field, FieldType

_WRITERS: Mapping[FieldType, Callable[[Any], Iterable[str]]] = {
    FieldType.LIST: tuple,
    FieldType.DAY: lambda value: [value.isoformat()],
    FieldType.FLAG: lambda value: ["yes" if value else "no"],
    FieldType.DISEASES: lambda value: [f"{one['vocabulary']}:{one['code']} {one['label']}" for one in value],
    FieldType.MARKERS: lambda value: [f"{marker}: {', '.join(alleles)}" for marker, alleles in value.items()],
    FieldType.COUNTS: lambda value: [f"{category}: {count}" for category, count in value.items()],
}


def written(field: Field, value: Any) -> tuple[str, ...]:
    """Return what a field says as one text, or several of a list; none when nothing is said."""
    if value is None or value in ("", [], {}):
        return ()
    write = _WRITERS.get(field.type)
    return tuple(write(value)) if write else (str(value),)
