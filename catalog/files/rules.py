"""What may be sent, known by its first bytes and not by its name. Plain Python."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath

from catalog.files.errors import FileCode, FileRefusedError
from catalog.interchange.errors import FileRefusedError as UnreadableError
from catalog.interchange.errors import PatientRecordsError
from catalog.interchange.reading.patients import refuse_patients
from catalog.interchange.reading.source import open_source
from exchange.kernel.errors import InvalidInput

MEGABYTE = 1024 * 1024
MOST_BYTES = 20 * MEGABYTE
MOST_PHOTOS, MOST_DOCUMENTS = 12, 30
LONGEST_ALT_TEXT, LONGEST_TITLE = 300, 200


class DocumentFormat(StrEnum):
    """What a document is."""

    PDF = "pdf"
    GENBANK = "genbank"
    FASTA = "fasta"
    CSV = "csv"
    TSV = "tsv"
    TEXT = "text"


class DocumentKind(StrEnum):
    """What a document is for."""

    PROTOCOL = "protocol"
    CERTIFICATE = "certificate"
    SEQUENCE = "sequence"
    CONSENT_TEMPLATE = "consent_template"
    DATA_SHEET = "data_sheet"


@dataclass(frozen=True)
class Format:
    """How documents of a format are sent out.

    Args:
        ending: of the name under which it is saved.
        most_bytes: how long one may be.
    """

    media_type: str
    ending: str
    most_bytes: int


_PLAIN = "text/plain; charset=utf-8"
FORMATS: Mapping[DocumentFormat, Format] = {
    DocumentFormat.PDF: Format("application/pdf", ".pdf", MOST_BYTES),
    DocumentFormat.GENBANK: Format(_PLAIN, ".gb", 5 * MEGABYTE),
    DocumentFormat.FASTA: Format(_PLAIN, ".fasta", 5 * MEGABYTE),
    DocumentFormat.CSV: Format("text/csv; charset=utf-8", ".csv", 5 * MEGABYTE),
    DocumentFormat.TSV: Format("text/tab-separated-values; charset=utf-8", ".tsv", 5 * MEGABYTE),
    DocumentFormat.TEXT: Format(_PLAIN, ".txt", 5 * MEGABYTE),
}
SEQUENCES = frozenset({DocumentFormat.GENBANK, DocumentFormat.FASTA})
_TABLES = {".csv": DocumentFormat.CSV, ".tsv": DocumentFormat.TSV, ".tab": DocumentFormat.TSV}

_PDF = b"%PDF-"
_IMAGES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"MM\x00*")
_SPACE = "\t\n\r\f"


def check_photo(content: bytes) -> None:
    """Check at the door that a file may be a photo; whether it is one is found out by decoding it.

    Raises:
        FileRefusedError: TOO_LARGE, UNSUPPORTED.
    """
    _check_size(content, MOST_BYTES)
    is_webp = content.startswith(b"RIFF") and content[8:12] == b"WEBP"
    if not is_webp and not content.startswith(_IMAGES):
        raise FileRefusedError(FileCode.UNSUPPORTED, "This is no JPEG, PNG, WebP or TIFF image. Save it as one.")


def document_format(content: bytes, filename: str) -> DocumentFormat:
    """Return what a document is. Its name only tells tables from other text.

    Raises:
        FileRefusedError: TOO_LARGE, UNSUPPORTED, PATIENT_RECORDS.
    """
    found = DocumentFormat.PDF if content.startswith(_PDF) else _text_format(content, filename)
    _check_size(content, FORMATS[found].most_bytes)
    return found


def default_title(filename: str) -> str:
    """Return what a document is called until somebody says it better."""
    return PurePath(filename).stem.replace("_", " ").strip()[:LONGEST_TITLE] or "Document"


def read_line(field: str, text: str, longest: int) -> str:
    """Return one line of text without the space around it.

    Raises:
        InvalidInput: it is empty, too long, or no single line.
    """
    line = text.strip()
    if not line or len(line) > longest or not line.isprintable():
        raise InvalidInput(field, f"Write one line of at most {longest} characters.")
    return line


def _check_size(content: bytes, most: int) -> None:
    if len(content) > most:
        raise FileRefusedError(FileCode.TOO_LARGE, f"The file may have {most // MEGABYTE} MB.")


def _text_format(content: bytes, filename: str) -> DocumentFormat:
    text = _text(content)
    start = text.lstrip()
    if start.startswith("<"):
        raise FileRefusedError(FileCode.UNSUPPORTED, "This is a web page or other markup. Send a PDF or plain text.")
    if start.startswith("LOCUS "):
        return DocumentFormat.GENBANK
    if start.startswith(">"):
        return DocumentFormat.FASTA
    _refuse_patients(content)
    return _TABLES.get(PurePath(filename).suffix.lower(), DocumentFormat.TEXT)


def _text(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\x00"
    if any(sign < " " and sign not in _SPACE for sign in text):
        raise FileRefusedError(
            FileCode.UNSUPPORTED, "This is no PDF, and no plain text in UTF-8: no table, GenBank or FASTA file either."
        )
    return text


def _refuse_patients(content: bytes) -> None:
    try:
        refuse_patients(open_source(content))
    except PatientRecordsError as refusal:
        raise FileRefusedError(FileCode.PATIENT_RECORDS, str(refusal)) from refusal
    except UnreadableError as refusal:
        raise FileRefusedError(FileCode.UNREADABLE, str(refusal)) from refusal
