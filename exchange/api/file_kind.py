"""What a file is, by its content and not by its name."""

import json
from enum import StrEnum
from io import BytesIO
from zipfile import BadZipFile, ZipFile

UNPACKED_LIMIT_BYTES = 200 * 1024 * 1024
ENTRIES_LIMIT = 2000
# Tab, line feed, form feed, carriage return: all that a table or a flat file uses below the space.
CONTROLS_OF_TEXT = frozenset(b"\t\n\f\r")
CONTROLS = bytes(byte for byte in range(32) if byte not in CONTROLS_OF_TEXT)


class FileKind(StrEnum):
    """Kinds of file that an import can read."""

    TEXT = "text"  # CSV, TSV and flat files alike
    JSON = "json"
    XLSX = "xlsx"


def kind_of(content: bytes) -> FileKind | None:
    """Return what a file is, None for anything that no import reads.

    A workbook that would unpack to more than 200 MB counts as none: it is built to fill a memory.
    """
    if content.startswith(b"PK\x03\x04"):
        return FileKind.XLSX if _is_workbook(content) else None
    if content.startswith(b"%PDF-") or content.translate(None, CONTROLS) != content:
        return None
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["} and _is_json(content):
        return FileKind.JSON
    return FileKind.TEXT


def _is_workbook(content: bytes) -> bool:
    try:
        entries = ZipFile(BytesIO(content)).infolist()
    except BadZipFile:
        return False
    is_small = len(entries) <= ENTRIES_LIMIT and sum(entry.file_size for entry in entries) <= UNPACKED_LIMIT_BYTES
    return is_small and "xl/workbook.xml" in {entry.filename for entry in entries}


def _is_json(content: bytes) -> bool:
    try:
        json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return False
    return True
