"""Files of rows and columns, whatever program wrote them. Plain Python."""

import csv
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from catalog.interchange.errors import FileRefusedError
from catalog.interchange.reading.names import plain
from catalog.interchange.reading.objects import read_objects
from catalog.interchange.reading.sheets import read_sheets
from catalog.interchange.reading.source import FileKind, Source

DELIMITERS = (",", ";", "\t")
COLUMN_LIMIT = 1000
COMMENT = "#"
# In which the header of a file stands, below titles, comments and blank rows.
TITLE_LINES = 1000
# How spreadsheets say that a cell is text and no formula.
_AS_TEXT = ("'=", "'+", "'-", "'@")

Lines = Iterable[tuple[int, list[str]]]


@dataclass(frozen=True)
class TableRow:
    """A row: its first line in the file (the first being 1), its cells by column, and cells beyond the columns."""

    line: int
    cells: Mapping[str, str]
    beyond: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A header and the rows below it that are not blank, read anew each time they are asked for.

    Args:
        open: begins to read the file again, with the number of each line.
        names: by which the cells of each row are called; the header if not said.
    """

    header: tuple[str, ...]
    header_line: int
    open: Callable[[], Lines]
    names: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[TableRow]:
        width, names = len(self.header), self.names or self.header
        for line, cells in self.open():
            if line <= self.header_line or not any(cells):
                continue
            beyond = tuple(cell for cell in cells[width:] if cell)
            full = cells if len(cells) >= width else cells + [""] * (width - len(cells))
            yield TableRow(line, dict(zip(names, full, strict=False)), beyond)

    def __len__(self) -> int:
        return sum(1 for line, cells in self.open() if line > self.header_line and any(cells))


def read_table(source: Source, known: Collection[str] = ()) -> Table:
    """Read rows and columns of text, a workbook or JSON.

    Of several separators or sheets it takes what fits the known columns best. Lines above the header that begin with
    “#” are comments, unless one of them is the header.

    Raises:
        FileRefusedError: there is no header, it names a column twice, or a quotation mark is not closed.
    """
    wanted = {plain(name) for name in known}
    if source.kind is FileKind.JSON:
        given = source.objects()
        return _table(lambda: enumerate(read_objects(given)), wanted)
    if source.kind is FileKind.XLSX:
        return _best_sheet(source.content, wanted)
    text = source.text
    return _table(lambda: _csv_rows(text, delimiter), wanted) if (delimiter := _delimiter(text, wanted)) else _empty()


def read_tab_separated(text: str) -> Table:
    """Read a table whose cells are never quoted; lines that begin with “#” are no rows.

    Raises:
        FileRefusedError: there is no header, or it names a column twice.
    """

    def rows() -> Lines:
        for number, line in enumerate(_lines(text), 1):
            if not line.startswith(COMMENT):
                yield number, [cell.strip() for cell in line.rstrip("\n").split("\t")]

    return _table(rows, set())


def _lines(text: str) -> Iterator[str]:
    """Yield the lines without holding them all."""
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end


def _delimiter(text: str, wanted: Collection[str]) -> str:
    """Return what separates the header's cells: of what occurs in it, that which yields most known columns."""
    first = next((line for line in _lines(text) if line.strip() and not line.startswith(COMMENT)), "")
    first = first or next((line for line in _lines(text) if line.strip()), "")

    def fit(sign: str) -> tuple[int, int]:
        return len({plain(cell) for cell in first.split(sign)} & {*wanted}), first.count(sign)

    return max(DELIMITERS, key=fit) if first else ""


def _csv_rows(text: str, delimiter: str) -> Lines:
    reader = csv.reader(_lines(text), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, [_cell(cell) for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        reason = (
            f"a cell has more than {csv.field_size_limit()} characters, or a quotation mark is not closed"
            if "limit" in str(error)
            else "a quotation mark is not closed, or stands inside a value without being doubled"
        )
        raise FileRefusedError(f"Line {line} cannot be read: {reason} ({error}).") from error


def _cell(text: str) -> str:
    text = text.strip()
    return text[1:] if text.startswith(_AS_TEXT) else text


def _best_sheet(content: bytes, wanted: Collection[str]) -> Table:
    """Return the sheet whose header has most known columns, of equals the first."""
    best: tuple[int, str] = (-1, "")
    refusal: FileRefusedError | None = None
    for name, _ in read_sheets(content):
        try:
            found = len({plain(cell) for cell in _sheet(content, name, wanted).header} & {*wanted})
        except FileRefusedError as error:
            refusal = refusal or error
            continue
        best = max(best, (found, name), key=lambda one: one[0])
    if best[0] < 0:
        raise refusal or FileRefusedError("The workbook has no sheet.")
    return _sheet(content, best[1], wanted)


def _sheet(content: bytes, name: str, wanted: Collection[str]) -> Table:
    def rows() -> Lines:
        found = next(rows for title, rows in read_sheets(content) if title == name)
        return ((number, [cell.strip() for cell in cells]) for number, cells in enumerate(found, 1))

    return _table(rows, wanted)


def _table(rows: Callable[[], Lines], wanted: Collection[str]) -> Table:
    line, header = _header(rows(), wanted)
    while header and not header[-1]:
        header.pop()
    if not header:
        raise FileRefusedError("The file has no header.")
    if len(header) > COLUMN_LIMIT:
        raise FileRefusedError(f"The header has {len(header)} columns; {COLUMN_LIMIT} can be read.")
    if len(set(header)) < len(header):
        twice = next(name for name in header if header.count(name) > 1)
        raise FileRefusedError(f"Line {line} names the column {twice[:100] or 'without a name'} twice.")
    return Table(tuple(header), line, rows)


def _header(rows: Lines, wanted: Collection[str]) -> tuple[int, list[str]]:
    """Return the first line that is no comment, or the comment above it that names more known columns.

    Where that line has one cell, as a title has, the header is the first below it that names known columns.
    """

    def known(one: tuple[int, list[str]]) -> int:
        return len({plain(cell) for cell in one[1]} & {*wanted})

    remarks: list[tuple[int, list[str]]] = []
    title: tuple[int, list[str]] | None = None
    for line, cells in islice(rows, TITLE_LINES):
        if not any(cells):
            continue
        if title is not None:
            if known((line, cells)) > 1:
                return line, cells
        elif not cells[0].startswith(COMMENT):
            best = max(reversed([*remarks, (line, cells)]), key=known)
            if known(best) or sum(map(bool, cells)) > 1:
                return best
            title = best
        else:
            remarks.append((line, [cells[0].lstrip(COMMENT).strip(), *cells[1:]]))
    return title or (0, [])


def _empty() -> Table:
    raise FileRefusedError("The file has no header.")
