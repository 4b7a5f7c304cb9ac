"""Rows with the lines on which they stand."""

import pytest

from catalog.interchange.errors import FileRefusedError
from catalog.interchange.reading.tables import (
    Table,
    TableRow,
    read_csv,
    read_tab_separated,
    require_columns,
)


def test_tab_separated_rows_keep_their_lines_past_comments_and_blanks() -> None:
    text = '#a\tb\n\nID\tNAME\t\t\n1\t"x\t\t\n\n  \t \n2\ty\tz\t\n#no\trow\n3\n'

    assert read_tab_separated(text) == Table(
        ("ID", "NAME"),
        [
            TableRow(4, {"ID": "1", "NAME": '"x'}),
            TableRow(7, {"ID": "2", "NAME": "y"}, ("z",)),
            TableRow(9, {"ID": "3", "NAME": ""}),
        ],
    )


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_csv_is_separated_by_what_fits_the_header(sign: str) -> None:
    text = f'key{sign}name\n1{sign}"a{sign} b"\n'

    assert read_csv(text, ["key", "name"]).rows == [TableRow(2, {"key": "1", "name": f"a{sign} b".strip()})]


def test_csv_rows_of_several_lines_are_named_by_their_first() -> None:
    table = read_csv('key,name\n1,"a\nb\nc"\n2,d\n', ["key", "name"])

    assert [(row.line, row.cells["name"]) for row in table.rows] == [(2, "a\nb\nc"), (5, "d")]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("\n\n", "no header"),
        ("a,a\n1,2\n", "names the column a twice"),
        ("a,,,b\n1,2\n", "names the column without a name twice"),
        ('a,b\n1,"x\n2,y\n', "Line 2 cannot be read: a quotation mark is not closed"),
        ('a,b\n1,"x" y\n', "Line 2 cannot be read"),
    ],
)
def test_csv_that_cannot_be_read_says_where(text: str, sentence: str) -> None:
    with pytest.raises(FileRefusedError, match=sentence):
        read_csv(text, ["a", "b"])


def test_a_cell_of_any_length_is_read() -> None:
    assert read_csv("a,b\n1," + "x" * 100_000, ["a", "b"]).rows[0].cells["b"] == "x" * 100_000


def test_require_columns_names_all_that_is_missing_or_misspelled() -> None:
    table = read_csv("Key,names,other\n1,2,3\n", ["key"])

    with pytest.raises(FileRefusedError) as refusal:
        require_columns(table, ["key", "name", "size"], ["key", "name", "size", "note"])

    assert str(refusal.value) == (
        "The header does not fit: the column key is spelled Key; the column name is spelled names; the column size is"
        " missing."
    )


def test_require_columns_wants_a_row() -> None:
    with pytest.raises(FileRefusedError, match="no rows"):
        require_columns(read_csv("key\n", ["key"]), ["key"], ["key"])
