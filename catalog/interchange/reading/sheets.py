"""Workbooks to rows of text cells. Plain Python."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook
from python_calamine import CalamineError, CalamineWorkbook

from catalog.interchange.errors import FileRefusedError

Sheet = tuple[str, Iterator[list[str]]]
_FORMULA = re.compile(rb"<f[ >/]")


def read_sheets(content: bytes) -> Iterator[Sheet]:
    """Yield name and rows of each sheet, the first row being row 1.

    Numbers without decimals are written without a point, days as 2026-01-31; a formula whose value was not saved is
    given as its text.

    Raises:
        FileRefusedError: the workbook is broken or locked.
    """
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        formulas = load_workbook(BytesIO(content), read_only=True) if _has_formulas(content) else None
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).iter_rows()
            texts = formulas[name].iter_rows(values_only=True) if formulas else None
            yield name, (_cells(row, next(texts, ()) if texts else ()) for row in rows)
    except (CalamineError, KeyError, ValueError) as error:
        raise FileRefusedError("The workbook is broken or asks for a password. Save it again.") from error


def _has_formulas(content: bytes) -> bool:
    with ZipFile(BytesIO(content)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        return any(_FORMULA.search(archive.read(name)) for name in sheets)


def _cells(row: list[Any], formulas: tuple[Any, ...]) -> list[str]:
    cells = [_text(value) for value in row]
    for index, formula in enumerate(formulas[: len(cells)]):
        if not cells[index] and isinstance(formula, str) and formula.startswith("="):
            cells[index] = formula
    return cells


def _text(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case float():
            # Spreadsheets know no whole numbers: 340510 arrives as 340510.0.
            return str(int(value)) if value.is_integer() else repr(value)
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat()
        case timedelta():
            return str(value)
    return str(value)
