"""Days as people write them; what could be two days is never guessed. Plain Python."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?(?:Z|\+00:00)?)?")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_SHORT_YEAR = re.compile(r"\d{1,2}([-/.])\d{1,2}\1\d{2}")
_NAMED = re.compile(r"(\d{1,2})[\s.-]*([A-Za-z]{3,9})[\s.,-]*(\d{4})|([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})")
_SERIAL = re.compile(r"[34]\d{4}|5[0-4]\d{3}")
# Day 0 of spreadsheets; they count a day in 1900 that was not.
_SERIAL_ZERO = date(1899, 12, 30)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_EXAMPLE = "Write year, month and day, such as 2026-01-31."
_DECEMBER = 12


@dataclass(frozen=True)
class DayError(Exception):
    """Raise when a text is no day, or could be two."""

    reason: str
    suggestion: str


def read_day(text: str) -> date:
    """Return the day that a text says.

    Raises:
        DayError: it is none, could be two, or has no such day in the calendar.
    """
    if match := _YEAR_FIRST.fullmatch(text):
        return _day(int(match[1]), int(match[3]), int(match[4]))
    if match := _YEAR_LAST.fullmatch(text):
        return _year_last(int(match[1]), int(match[3]), int(match[4]))
    if (match := _NAMED.fullmatch(text)) and (found := _named(match)):
        return found
    if _SHORT_YEAR.fullmatch(text):
        raise DayError("The year has two digits only.", _EXAMPLE)
    if _SERIAL.fullmatch(text):
        meant = _SERIAL_ZERO + timedelta(int(text))
        raise DayError("This is a spreadsheet's number of a day.", f"Write {meant} if that is the day.")
    raise DayError("This is not a day of the calendar.", _EXAMPLE)


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise DayError("There is no such day in the calendar.", _EXAMPLE) from None


def _year_last(first: int, second: int, year: int) -> date:
    """Return the day of ``31/01/2026`` and ``01/31/2026``; ``02/01/2026`` could be two."""
    if first == second or second > _DECEMBER:
        return _day(year, first, second)
    if first > _DECEMBER:
        return _day(year, second, first)
    day_first, month_first = _day(year, second, first), _day(year, first, second)
    raise DayError(
        "This could be two days.",
        f"Write {day_first} if the day comes first, {month_first} if the month does.",
    )


def _named(match: "re.Match[str]") -> date | None:
    day, name, year = (match[1], match[2], match[3]) if match[1] else (match[5], match[4], match[6])
    short = name[:3].casefold()
    return _day(int(year), _MONTHS.index(short) + 1, int(day)) if short in _MONTHS else None
