"""Text to rows of named cells. Plain Python."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from catalog.interchange.errors import FileRefusedError

DELIMITERS = (",", ";", "\t")
_CLOSE = 0.8


@dataclass(frozen=True)
class TableRow:
    """A row: its first line in the file (the first being 1), its cells by column, and cells beyond the columns."""

    line: int
    cells: dict[str, str]
    beyond: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A header and the rows below it that are not blank."""

    header: tuple[str, ...]
    rows: list[TableRow] = field(default_factory=list)


def read_tab_separated(text: str, *, comment: str = "#") -> Table:
    """Read a table whose cells are never quoted; lines that begin with the comment sign are no rows.

    Raises:
        FileRefusedError: there is no header, or it names a column twice.
    """
    lines = ((number, line.split("\t")) for number, line in enumerate(text.split("\n"), 1))
    return _table((number, cells) for number, cells in lines if not cells[0].startswith(comment))


def read_csv(text: str, columns: Sequence[str]) -> Table:
    """Read a table whose cells may be quoted, separated by whichever of comma, semicolon and tab fits the header.

    Raises:
        FileRefusedError: there is no header, it names a column twice, or a quotation mark is not closed.
    """
    first = next((line for line in text.split("\n") if line.strip()), "")
    delimiter = max(DELIMITERS, key=lambda sign: len({cell.strip() for cell in first.split(sign)} & {*columns}))
    return _table(_csv_rows(text, delimiter))


def _csv_rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise FileRefusedError(
            f"Line {line} cannot be read: a quotation mark is not closed, or stands inside a value without being"
            f" doubled ({error})."
        ) from error


def _table(rows: Iterator[tuple[int, list[str]]]) -> Table:
    filled = ((line, [cell.strip() for cell in cells]) for line, cells in rows)
    filled = ((line, cells) for line, cells in filled if any(cells))
    header_line, header = next(filled, (0, []))
    while header and not header[-1]:
        header.pop()
    if not header:
        raise FileRefusedError("The file has no header.")
    if len(set(header)) < len(header):
        twice = next(name for name in header if header.count(name) > 1)
        raise FileRefusedError(f"Line {header_line} names the column {twice or 'without a name'} twice.")
    table = Table(tuple(header))
    for line, cells in filled:
        beyond = tuple(cell for cell in cells[len(header) :] if cell)
        named = dict(zip(header, [*cells, *[""] * len(header)], strict=False))
        table.rows.append(TableRow(line, named, beyond))
    return table


def require_columns(table: Table, required: Sequence[str], known: Sequence[str]) -> None:
    """Refuse a table that lacks a column, or has one that is nearly spelled like a column it does not have.

    Raises:
        FileRefusedError: it names every column that is missing or misspelled.
    """
    absent = [name for name in known if name not in table.header]
    strangers = [name for name in table.header if name not in known]
    problems = []
    for name in absent:
        meant = get_close_matches(name.casefold(), [stranger.casefold() for stranger in strangers], 1, _CLOSE)
        found = next((stranger for stranger in strangers if meant and stranger.casefold() == meant[0]), None)
        if found is not None:
            problems.append(f"the column {name} is spelled {found}")
        elif name in required:
            problems.append(f"the column {name} is missing")
    if problems:
        raise FileRefusedError(f"The header does not fit: {'; '.join(problems)}.")
    if not table.rows:
        raise FileRefusedError("The file has a header and no rows below it.")
