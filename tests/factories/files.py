"""Files as programs write them."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from PIL import Image


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


def picture(
    form: str = "PNG", size: tuple[int, int] = (640, 480), mode: str = "RGB", colour: Any = "teal", **options: Any
) -> bytes:
    """Return an image of one colour; the options are those of Pillow for the format."""
    file = BytesIO()
    Image.new(mode, size, colour).save(file, form, **options)
    return file.getvalue()


def pdf(*objects: str, root: str = "", trailer: str = "") -> bytes:
    """Return a PDF of one empty page, with more entries in its root and more objects, numbered from 4 on."""
    parts = [
        f"<</Type/Catalog/Pages 2 0 R {root}>>",
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
        *objects,
    ]
    content, places = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(content))
        content += f"{number} 0 obj {part} endobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(parts) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R {trailer}>>\n"
    return content + f"{end}startxref\n{len(content)}\n%%EOF\n".encode()
