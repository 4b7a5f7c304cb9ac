"""Files as programs write them."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook


def workbook(*sheets: Sequence[Sequence[Any]]) -> bytes:
    """Return a workbook of sheets of rows."""
    book, file = Workbook(), BytesIO()
    book.remove(book.worksheets[0])
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"Sheet {number}")
        for row in rows:
            sheet.append(list(row))
    book.save(file)
    return file.getvalue()


def archive(entries: dict[str, bytes]) -> bytes:
    """Return an archive of files by name."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as packed:
        for name, content in entries.items():
            packed.writestr(name, content)
    return file.getvalue()
