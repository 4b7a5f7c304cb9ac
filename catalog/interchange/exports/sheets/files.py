"""A table as CSV and as a workbook, in which no cell is a formula."""

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell

from catalog.interchange.exports.sheets.rows import BATCH, Sheet, Value

# A spreadsheet takes text that begins so for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
LONGEST_CELL = 32_767


def csv_parts(sheet: Sheet) -> Iterator[bytes]:
    """Yield a CSV in parts; spreadsheets recognise UTF-8 by its mark, and text by an apostrophe before a formula."""
    yield "\ufeff".encode() + _lines([sheet.header])
    while rows := list(islice(sheet.rows, BATCH)):
        yield _lines(rows)


def write_workbook(sheet: Sheet, file: IO[bytes]) -> None:
    """Write a workbook of one sheet, row by row; a text longer than a cell can hold is cut."""
    book = Workbook(write_only=True)
    written = book.create_sheet("Listings")
    written.freeze_panes = "A2"
    written.append(list(sheet.header))
    for row in sheet.rows:
        written.append([_cell(written, value) for value in row])
    book.save(file)


def _lines(rows: Sequence[Sequence[Value]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([_plain(value) for value in row] for row in rows)
    return text.getvalue().encode()


def _plain(value: Value) -> str:
    if not isinstance(value, str):
        return f"{value:f}" if not isinstance(value, int) else str(value)
    return f"'{value}" if value.startswith(FORMULA) else value


def _cell(sheet: Any, value: Value) -> Cell:
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, float(value))
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST_CELL])
    cell.data_type = "s"
    # The mark that an editor sets for a typed apostrophe: the text stays text when the cell is edited.
    cell.quotePrefix = value.startswith(FORMULA)
    return cell
