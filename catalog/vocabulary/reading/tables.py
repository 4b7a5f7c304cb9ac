"""Read a table of terms: a CSV file with the columns of ``data/README.md``."""

import csv
import io
from collections.abc import Iterator

from catalog.vocabulary.reading.rows import Contents, TermRow, checked, one_line, without_repeats
from catalog.vocabulary.rules import Scope, canonical_id, reference_code
from exchange.kernel.errors import InvalidInput

# Field by the names under which published tables carry it.
COLUMNS = {
    "code": "code",
    "id": "code",
    "label": "label",
    "name": "label",
    "synonyms": "synonyms",
    "parents": "parents",
    "parent_ids": "parents",
    "references": "references",
    "xrefs": "references",
    "replaced_by": "replaced_by",
}
REQUIRED = ("code", "label")


def read_table(text: str) -> Contents:
    """Return the terms of a CSV file in its order; without a column of parents they are a flat list.

    Raises:
        InvalidInput: it is not such a table, or a line has no code or label, repeats a code, or has other columns.
    """
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        names = {column: COLUMNS[column] for column in reader.fieldnames or () if column in COLUMNS}
        missing = [name for name in REQUIRED if name not in names.values()]
        if missing:
            raise InvalidInput("file", f"The file lacks the column {' and '.join(missing)}.")
        rows = tuple(checked(_rows(reader, names)))
    except csv.Error as error:
        raise InvalidInput("file", f"Line {reader.reader.line_num} is no line of a table: {error}.") from error
    if not rows:
        raise InvalidInput("file", "The file has no terms.")
    return Contents(rows)


def _rows(reader: "csv.DictReader[str]", names: dict[str, str]) -> Iterator[TermRow]:
    for line in reader:
        place = f"Line {reader.line_num}"
        if None in line or None in line.values():
            raise InvalidInput("file", f"{place} has not as many columns as the header.")
        fields = {field: line[column].strip() for column, field in names.items()}
        replaced_by = _codes(fields.get("replaced_by", ""))
        yield TermRow(
            code=canonical_id(fields["code"]),
            label=one_line(fields["label"]),
            place=place,
            parents=_codes(fields.get("parents", "")),
            synonyms=tuple((one_line(name), Scope.EXACT) for name in _list(fields.get("synonyms", ""))),
            references=without_repeats(map(reference_code, _list(fields.get("references", "")))),
            replaced_by=replaced_by,
            is_obsolete=bool(replaced_by),
        )


def _codes(text: str) -> tuple[str, ...]:
    return without_repeats(map(canonical_id, _list(text)))


def _list(text: str) -> tuple[str, ...]:
    return without_repeats(part.strip() for part in text.split("|"))
