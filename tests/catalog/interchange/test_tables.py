"""Rows with the lines on which they stand, from whatever file."""

from collections.abc import Sequence

import pytest

from catalog.interchange.errors import FileRefusedError
from catalog.interchange.reading.source import FileKind, Source, open_source
from catalog.interchange.reading.tables import COLUMN_LIMIT, Table, TableRow, read_tab_separated, read_table
from tests.factories.files import workbook


def read_csv(text: str, known: Sequence[str] = ()) -> Table:
    return read_table(Source(FileKind.TEXT, text=text), known)


def test_tab_separated_rows_keep_their_lines_past_comments_and_blanks() -> None:
    text = '#a\tb\n\nID\tNAME\t\t\n1\t"x\t\t\n\n  \t \n2\ty\tz\t\n#no\trow\n3\n'

    table = read_tab_separated(text)

    assert (table.header, len(table)) == (("ID", "NAME"), 3)
    assert list(table) == [
        TableRow(4, {"ID": "1", "NAME": '"x'}),
        TableRow(7, {"ID": "2", "NAME": "y"}, ("z",)),
        TableRow(9, {"ID": "3", "NAME": ""}),
    ]


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("known", [["key", "name"], []])
def test_csv_is_separated_by_what_fits_the_header(sign: str, known: list[str]) -> None:
    text = f'key{sign}name\n1{sign}"a{sign} b"\n'

    assert list(read_csv(text, known)) == [TableRow(2, {"key": "1", "name": f"a{sign} b".strip()})]


def test_csv_rows_of_several_lines_are_named_by_their_first() -> None:
    table = read_csv('key,name\n1,"a\nb\nc"\n2,d\n', ["key", "name"])

    assert [(row.line, row.cells["name"]) for row in table] == [(2, "a\nb\nc"), (5, "d")]


@pytest.mark.parametrize(
    ("text", "header"),
    [
        ("# written by a program\n# on a day\nkey,name\n1,2\n", ("key", "name")),
        ("#key,name\n1,2\n", ("key", "name")),
        ("\n\nkey,name\n1,2\n", ("key", "name")),
    ],
)
def test_comments_above_the_header_are_passed_over(text: str, header: tuple[str, ...]) -> None:
    table = read_csv(text, ["key", "name"])

    assert (table.header, [row.cells["name"] for row in table]) == (header, ["2"])


def test_a_key_that_begins_like_a_comment_is_a_key() -> None:
    assert [row.cells["key"] for row in read_csv("key\n#15310-LN\n")] == ["#15310-LN"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("\n\n", "no header"),
        ("a,a\n1,2\n", "names the column a twice"),
        ("a,,,b\n1,2\n", "names the column without a name twice"),
        ('a,b\n1,"x\n2,y\n', "Line 2 cannot be read: a quotation mark is not closed"),
        ('a,b\n1,"x" y\n', "Line 2 cannot be read"),
        ("a,b\n1," + "x" * 200_000, "Line 2 cannot be read: a cell has more than 131072 characters"),
        (",".join(f"c{n}" for n in range(10_000)), f"has 10000 columns; {COLUMN_LIMIT} can be read"),
    ],
)
def test_csv_that_cannot_be_read_says_where(text: str, sentence: str) -> None:
    with pytest.raises(FileRefusedError, match=sentence):
        len(read_csv(text, ["a", "b"]))


def test_a_cell_of_any_length_is_read() -> None:
    (row,) = read_csv("a,b\n1," + "x" * 100_000, ["a", "b"])

    assert row.cells["b"] == "x" * 100_000


def test_a_cell_that_is_marked_as_text_is_no_formula() -> None:
    assert [row.cells["a"] for row in read_csv("a\n'=1+1\n'x'\n-5\n")] == ["=1+1", "'x'", "-5"]


def test_a_workbook_keeps_catalogue_numbers_days_and_formulas() -> None:
    content = workbook([["key", "number", "day"], [340510, 1.5, "=TODAY()"], [], ["007", True, None]])

    table = read_table(open_source(content), ["key"])

    assert list(table) == [
        TableRow(2, {"key": "340510", "number": "1.5", "day": "=TODAY()"}),
        TableRow(4, {"key": "007", "number": "true", "day": ""}),
    ]


def test_of_several_sheets_the_fitting_one_is_read() -> None:
    content = workbook([["about", "this"], [1, 2]], [["Key", "Name"], ["K1", "pX"]], [])

    assert [dict(row.cells) for row in read_table(open_source(content), ["key", "name"])] == [
        {"Key": "K1", "Name": "pX"}
    ]


def test_json_objects_are_rows() -> None:
    content = b'{"data": [{"key": 340510, "tags": ["a", 1.50]}, {"more": {"x": null}, "key": "\\u0000\\ud800"}]}'

    assert list(read_table(open_source(content))) == [
        TableRow(1, {"key": "340510", "tags": "a|1.50", "more": ""}),
        TableRow(2, {"key": "\ufffd\ufffd", "tags": "", "more": '{"x": null}'}),
    ]


@pytest.mark.parametrize("content", [b"[1, 2]", b"[]", b"[[{}]]"])
def test_json_that_is_no_list_of_objects_is_refused(content: bytes) -> None:
    with pytest.raises(FileRefusedError, match="no list of objects"):
        read_table(open_source(content))


@pytest.mark.parametrize("above", [["Our cell lines", "", ""], ["Our cell lines"], ["# remark", "x", "y"]])
def test_a_title_above_the_header_is_none(above: list[str]) -> None:
    rows = [above, [], ["key", "name", "species"], ["K1", "L", "Homo sapiens"]]

    table = read_table(open_source(workbook(rows)), ["key", "name", "species"])

    assert (table.header, table.header_line) == (("key", "name", "species"), 3)
    assert [row.line for row in table] == [4]


def test_a_header_of_one_column_that_nobody_knows_is_a_header() -> None:
    assert read_csv("strange\n1\n2\n", ["key", "name"]).header == ("strange",)
