"""What a file is, by its content and not by its name, and the one file inside an archive. Plain Python."""

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from catalog.interchange.errors import FileRefusedError
from catalog.interchange.reading.text import decode

ARCHIVE = b"PK\x03\x04"
UNPACKED_LIMIT_BYTES = 100 * 1024 * 1024
ENTRIES_LIMIT = 2000
_WORKBOOK = "xl/workbook.xml"
_LIKE_JSON = re.compile(r"\s*[\[{]\s*[\[{\"]")


class FileKind(StrEnum):
    """Kinds of file that an import can read."""

    TEXT = "text"  # CSV, TSV, YAML and flat files alike
    JSON = "json"
    XLSX = "xlsx"


@dataclass(frozen=True)
class Source:
    """A file that was opened: the bytes of a workbook, or text."""

    kind: FileKind
    content: bytes = b""
    text: str = ""

    def objects(self) -> Any:
        """Return what a JSON file holds, with its numbers as they are written."""
        return json.loads(self.text, parse_int=str, parse_float=str)


def open_source(content: bytes) -> Source:
    """Return a file, or the one file that an archive holds beside what programs leave in it.

    Raises:
        FileRefusedError: it is nothing that an import reads, or would unpack to more than 100 MB.
    """
    if content.startswith(ARCHIVE):
        return _unpacked(content)
    return _text(content)


def _text(content: bytes) -> Source:
    text = decode(content)
    if text.lstrip()[:1] not in {"{", "["}:
        return Source(FileKind.TEXT, text=text)
    try:
        json.loads(text)
    except RecursionError as error:
        raise FileRefusedError("The JSON is nested too deeply to be a table.") from error
    except ValueError as error:
        # A record of a patient is refused as what it is, broken off or not.
        if not _LIKE_JSON.match(text) or '"resourceType"' in text:
            return Source(FileKind.TEXT, text=text)
        return Source(FileKind.JSON, text=_of_lines(text, error))
    return Source(FileKind.JSON, text=text)


def _of_lines(text: str, why: ValueError) -> str:
    """Return JSON lines, one object each, as one list.

    Raises:
        FileRefusedError: it is neither; the message says where the JSON breaks off.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    try:
        if not all(isinstance(json.loads(line), dict) for line in lines):
            raise why
    except ValueError:
        raise FileRefusedError(f"The file begins as JSON and cannot be read as such: {why}.") from why
    return f"[{','.join(lines)}]"


def _unpacked(content: bytes, *, is_inside: bool = False) -> Source:
    try:
        archive = ZipFile(BytesIO(content))
        entries = archive.infolist()
    except (BadZipFile, ValueError, NotImplementedError) as error:
        raise FileRefusedError("The archive is broken. Pack or save it again.") from error
    if len(entries) > ENTRIES_LIMIT or sum(entry.file_size for entry in entries) > UNPACKED_LIMIT_BYTES:
        limit = UNPACKED_LIMIT_BYTES // 1024**2
        raise FileRefusedError(f"The file would unpack to more than {limit} MB or {ENTRIES_LIMIT} parts. Split it.")
    if _WORKBOOK in {entry.filename for entry in entries}:
        return Source(FileKind.XLSX, content=content)
    if is_inside:
        raise FileRefusedError("The archive holds another archive. Unpack it and send what is inside.")
    files = [entry for entry in entries if _is_sent(entry)]
    if len(files) != 1:
        raise FileRefusedError(f"The archive holds {len(files)} files. Send one file, alone or in an archive.")
    inside = _read(archive, files[0])
    return _unpacked(inside, is_inside=True) if inside.startswith(ARCHIVE) else _text(inside)


def _is_sent(entry: ZipInfo) -> bool:
    """Say whether somebody meant to send it: no folder, and nothing that a program left beside."""
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    return not entry.is_dir() and not any(part == "__MACOSX" or part.startswith(".") for part in path.parts)


def _read(archive: ZipFile, entry: ZipInfo) -> bytes:
    """Return an entry, however long it says it is."""
    try:
        with archive.open(entry) as file:
            inside = file.read(UNPACKED_LIMIT_BYTES + 1)
    except (BadZipFile, RuntimeError, NotImplementedError, EOFError, ValueError, OSError) as error:
        raise FileRefusedError("The archive is broken or asks for a password. Send the file as it is.") from error
    if len(inside) > UNPACKED_LIMIT_BYTES:
        raise FileRefusedError("The archive holds more than it says.")
    return inside
