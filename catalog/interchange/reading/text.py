"""Bytes of a file to text, whatever program wrote it. Plain Python."""

import codecs

from catalog.interchange.errors import FileRefusedError

# What a file that is no text begins with, and what to say of it.
_MAGIC = {
    b"PK\x03\x04": "This is a spreadsheet or an archive. Save the sheet as CSV (UTF-8) and send that.",
    b"\xd0\xcf\x11\xe0": "This is an old spreadsheet. Save the sheet as CSV (UTF-8) and send that.",
    b"\x1f\x8b": "This file is compressed. Unpack it and send what is inside.",
    b"%PDF": "This is a PDF document. Send the table itself as text.",
    b"\x89PNG": "This is an image. Send the table itself as text.",
    b"\xff\xd8\xff": "This is an image. Send the table itself as text.",
}
_MARKS = (
    # The longer mark first: that of UTF-32 begins like that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ALLOWED = "\n\r\t"
_NO_TEXT = "The file is not text. Send a table as tab-separated text or CSV."
_SAMPLE = 4096


def decode(content: bytes) -> str:
    r"""Return the text of a file with ``\n`` as the only line end.

    A byte order mark decides; without one UTF-8 is tried, then UTF-16 by the zero bytes of Latin letters, and at last
    Windows-1252, the superset of Latin-1 that spreadsheets in western Europe write.

    Raises:
        FileRefusedError: the file is empty or no text.
    """
    if not content.strip():
        raise FileRefusedError("The file is empty.")
    for magic, sentence in _MAGIC.items():
        if content.startswith(magic):
            raise FileRefusedError(sentence)
    text = _decoded(content).replace("\r\n", "\n").replace("\r", "\n")
    if any(_is_control(character) for character in set(text)):
        raise FileRefusedError(_NO_TEXT)
    return text


def _decoded(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return _without_mark(content)
    return _without_mark(content) if "\x00" in text else text


def _without_mark(content: bytes) -> str:
    """Decode what is not UTF-8: in UTF-16 every other byte of Latin letters is zero."""
    sample = content[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) > len(sample) // 4:
        return _strictly(content, "utf-16-be" if even > odd else "utf-16-le")
    if 0 in sample:
        raise FileRefusedError(_NO_TEXT)
    # Windows-1252 leaves five bytes undefined; Latin-1 does not.
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise FileRefusedError(
            "The file says in which encoding it is written, and is not. Save it as UTF-8."
        ) from error


def _is_control(character: str) -> bool:
    return (ord(character) < ord(" ") and character not in _ALLOWED) or character == "\x7f"
