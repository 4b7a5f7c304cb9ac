"""Days and numbers: what leaves no doubt is read, what does is named with what it could be."""

from datetime import date
from decimal import Decimal

import pytest

from catalog.interchange.reading.cells import Cells
from catalog.kinds.fields import Field

DAY = date(2026, 1, 31)
DOUBT = "Write 2026-02-01 if the day comes first, 2026-01-02 if the month does."


def cells(text: str, *, nulls: frozenset[str] = frozenset()) -> Cells:
    return Cells(2, {"a": text}, {"a": Field("a", "", nulls=nulls)})


@pytest.mark.parametrize(
    "text",
    ["2026-01-31", "2026/1/31", "2026-01-31T00:00:00", "31.01.2026", "31/1/2026", "1/31/2026", "31 Jan 2026",
     "January 31, 2026", "31-JAN-2026"],
)  # fmt: skip
def test_a_day_without_doubt_is_read(text: str) -> None:
    row = cells(text)

    assert (row.day("a"), row.problems) == (DAY, [])


@pytest.mark.parametrize(
    ("text", "reason", "suggestion"),
    [
        ("01/02/2026", "This could be two days.", DOUBT),
        ("1.2.2026", "This could be two days.", DOUBT),
        ("2026-02-30", "There is no such day in the calendar.", "Write year, month and day, such as 2026-01-31."),
        ("31/02/2026", "There is no such day in the calendar.", "Write year, month and day, such as 2026-01-31."),
        ("31/13/2026", "There is no such day in the calendar.", "Write year, month and day, such as 2026-01-31."),
        ("31.01.26", "The year has two digits only.", "Write year, month and day, such as 2026-01-31."),
        ("46053", "This is a spreadsheet's number of a day.", "Write 2026-01-31 if that is the day."),
        ("2026", "This is not a day of the calendar.", "Write year, month and day, such as 2026-01-31."),
        ("spring", "This is not a day of the calendar.", "Write year, month and day, such as 2026-01-31."),
    ],
)
def test_a_day_in_doubt_is_never_guessed(text: str, reason: str, suggestion: str) -> None:
    row = cells(text)

    assert row.day("a") is None
    assert [(one.row, one.column, one.value, one.reason, one.suggestion) for one in row.problems] == [
        (2, "a", text, reason, suggestion)
    ]


@pytest.mark.parametrize(
    ("text", "value"), [("37.5", "37.5"), ("37,5", "37.5"), ("0,500", "0.5"), ("-80", "-80.0"), ("1e1", "10.0")]
)
def test_a_number_may_have_a_decimal_comma(text: str, value: str) -> None:
    row = cells(text)

    assert (row.decimal("a", least=Decimal(-200), most=Decimal(2000)), row.problems) == (Decimal(value), [])


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("1,500", "Write 1.500 or 1500."),
        ("1.234,5", "Write it with a point, such as 37.5."),
        ("1,2,3", "Write it with a point, such as 37.5."),
    ],
)
def test_a_number_in_doubt_is_never_guessed(text: str, suggestion: str) -> None:
    row = cells(text)

    assert row.decimal("a", least=Decimal(0), most=Decimal(9999)) is None
    assert [one.suggestion for one in row.problems] == [suggestion]


def test_nothing_is_known_only_where_the_column_says_so() -> None:
    assert cells("NA").text("a") == "NA"
    assert cells("NA", nulls=frozenset({"na"})).text("a") == ""


@pytest.mark.parametrize("text", ["a\ufffdb", "a\x81b", "\ud800"])
def test_a_character_that_was_lost_is_named(text: str) -> None:
    row = cells(text)

    assert (row.text("a"), [one.suggestion for one in row.problems]) == ("", ["Type the value anew."])
