"""What a file is, by its content; and what is never opened."""

import pytest

from catalog.interchange.errors import FileRefusedError
from catalog.interchange.reading.source import ENTRIES_LIMIT, FileKind, open_source
from tests.factories.files import archive, workbook

CSV = "name;Größe\nμ1;1\n".encode()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (CSV, FileKind.TEXT),
        (b"\xef\xbb\xbf" + CSV, FileKind.TEXT),
        (CSV.decode().encode("utf-16"), FileKind.TEXT),
        ("Größe\r\n".encode("latin-1"), FileKind.TEXT),
        (b"a\tb\n1\t2", FileKind.TEXT),
        (b' {"a": [1]}', FileKind.JSON),
        (b"[1;2]\n", FileKind.TEXT),
        (b'{"a": 1}\n\n{"a": 2}\n', FileKind.JSON),
        (workbook([["a"]]), FileKind.XLSX),
        (archive({"a.csv": CSV, "__MACOSX/._a.csv": b"x", ".DS_Store": b"x", "folder/": b""}), FileKind.TEXT),
        (archive({"a.xlsx": workbook([["a"]])}), FileKind.XLSX),
    ],
)
def test_kind_is_told_by_content(content: bytes, kind: FileKind) -> None:
    assert open_source(content).kind is kind


def test_the_one_file_of_an_archive_is_read() -> None:
    assert open_source(archive({"sheets/a.csv": CSV, "sheets/.b.csv": b"x"})).text == CSV.decode()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (archive({"a.csv": CSV, "b.csv": CSV}), "holds 2 files"),
        (b"[" * 100_000, "nested too deeply"),
        (b'[{"key": "K1",\n"name"', "begins as JSON and cannot be read as such: Expecting ':' delimiter: line 2"),
        (b'{"a": 1}\n[2]\n', "begins as JSON and cannot be read as such: Extra data: line 2"),
        (archive({"__MACOSX/a": CSV}), "holds 0 files"),
        (archive({"a.zip": archive({"b.csv": CSV})}), "holds another archive"),
        (archive({"a.csv": b"x" * (101 * 1024 * 1024)}), "would unpack to more than 100 MB"),
        (archive({f"{n}": b"" for n in range(ENTRIES_LIMIT + 1)}), f"{ENTRIES_LIMIT} parts"),
        (archive({"xl/workbook.xml": b"x" * (101 * 1024 * 1024)}), "would unpack to more than 100 MB"),
        (archive({"a.pdf": b"%PDF-1.7"}), "PDF document"),
        (workbook([["a"]])[:200], "broken"),
        (b"%PDF-1.7\n", "PDF document"),
        (b"\x7fELF\x02\x01\x01\x00", "not text"),
        (b"a\x1b[2J", "not text"),
        (b"key,name\nK\x001,x\n", "not text"),
    ],
)
def test_what_no_import_reads_says_why(content: bytes, sentence: str) -> None:
    with pytest.raises(FileRefusedError, match=sentence):
        open_source(content)


def test_an_archive_that_lies_about_its_length_is_refused() -> None:
    content = archive({"a.csv": b"x" * 5000})
    lying = content.replace((5000).to_bytes(4, "little"), (5).to_bytes(4, "little"))
    assert lying != content

    with pytest.raises(FileRefusedError, match="broken"):
        open_source(lying)


def test_json_lines_are_a_list() -> None:
    assert open_source(b'{"a": 1}\n{"a": 2}\n').objects() == [{"a": "1"}, {"a": "2"}]
