"""Read a table of terms: a CSV file with the columns of ``data/README.md``."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from catalog.vocabulary.rules import canonical_id, is_printable_id
from exchange.kernel.errors import InvalidInput

# Field by the names under which published tables carry it.
COLUMNS = {
    "code": "code",
    "id": "code",
    "label": "label",
    "synonyms": "synonyms",
    "parents": "parents",
    "parent_ids": "parents",
}
REQUIRED = ("code", "label", "parents")


@dataclass(frozen=True)
class TermRow:
    """A term as published: ``parents`` are the codes directly above it."""

    code: str
    label: str
    synonyms: tuple[str, ...]
    parents: tuple[str, ...]


def read_terms(content: bytes) -> list[TermRow]:
    """Return the terms of a UTF-8 CSV file in its order.

    Raises:
        InvalidInput: it is not such a file, or a line has no code or label, or repeats a code.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput("file", "The file is not UTF-8 text.") from error
    reader = csv.DictReader(io.StringIO(text, newline=""), restval="")
    names = {column: COLUMNS[column] for column in reader.fieldnames or () if column in COLUMNS}
    missing = [name for name in REQUIRED if name not in names.values()]
    if missing:
        raise InvalidInput("file", f"The file lacks the column {' and '.join(missing)}.")
    return list(_rows(reader, names))


def _rows(reader: "csv.DictReader[str]", names: dict[str, str]) -> Iterator[TermRow]:
    seen: set[str] = set()
    for line in reader:
        fields = {field: line[column].strip() for column, field in names.items()}
        code = canonical_id(fields["code"])
        if not is_printable_id(code) or not fields["label"]:
            raise InvalidInput("file", f"Line {reader.line_num} has no code such as MONDO:0007254, or no label.")
        if code in seen:
            raise InvalidInput("file", f"Line {reader.line_num} repeats {code}.")
        seen.add(code)
        yield TermRow(
            code, fields["label"], _list(fields.get("synonyms", "")), tuple(map(canonical_id, _list(fields["parents"])))
        )


def _list(text: str) -> tuple[str, ...]:
    return tuple(item for part in text.split("|") if (item := part.strip()))
