"""Files as programs write them."""

import pytest

from catalog.interchange.errors import FileRefusedError
from catalog.interchange.reading.text import decode

TEXT = "name\tcity\nMüller\tZürich\n"


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("latin-1"),
        TEXT.encode("cp1252"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        b"\xff\xfe" + TEXT.encode("utf-16-le"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
    ],
)
def test_decode_reads_what_is_written_whichever_way(content: bytes) -> None:
    assert decode(content) == TEXT


def test_decode_reads_what_only_windows_writes() -> None:
    assert decode("“5 €”".encode("cp1252")) == "“5 €”"
    assert decode(b"\x81 caf\xe9") == "\x81 café"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"PK\x03\x04rest", "Save the sheet as CSV"),
        (b"\xd0\xcf\x11\xe0rest", "Save the sheet as CSV"),
        (b"\x1f\x8brest", "compressed"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n", "image"),
        (b"\xff\xd8\xff\xe0", "image"),
        (b"a\x00b" * 3, "not text"),
        (bytes(range(256)), "not text"),
        (b"a\tb\x07c", "not text"),
        (b"\xff\xfea", "says in which encoding"),
        (b"\xef\xbb\xbf\xff", "says in which encoding"),
    ],
)
def test_decode_says_why_a_file_is_refused(content: bytes, sentence: str) -> None:
    with pytest.raises(FileRefusedError, match=sentence):
        decode(content)
