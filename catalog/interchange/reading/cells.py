"""Cells of a row to values, with a problem for each that cannot be one. Plain Python."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches

from catalog.interchange.reading.dates import DayError, read_day
from catalog.interchange.reading.objects import LOST
from catalog.kinds.fields import Field

SHOWN_LENGTH = 200
_COMMA = re.compile(r"([+-]?\d+),(\d+)")
_GROUP = 3


@dataclass(frozen=True)
class Problem:
    """One value of one row that cannot be loaded: why, and what would do. ``row`` is a line, the first being 1."""

    row: int
    column: str
    value: str
    reason: str
    suggestion: str = ""


@dataclass
class Cells:
    """The cells of one row by column name; what cannot be read is added to ``problems`` and read as nothing."""

    line: int
    values: Mapping[str, str]
    columns: Mapping[str, Field]
    problems: list[Problem] = field(default_factory=list)

    def text(self, name: str, *, longest: int = 0) -> str:
        """Return a cell's text, empty when nothing is known.

        Args:
            longest: characters it may have, where that is not what the field says.
        """
        column = self.columns[name]
        # Spreadsheets leave hard blanks and line ends in cells; they are blanks.
        value = " ".join(self.values.get(name, "").split())
        if value.casefold() in column.nulls:
            value = ""
        if not value and column.is_required:
            self.refuse(name, "A value is missing.", f"For example {column.example}." if column.example else "Say it.")
        elif len(value) > (longest or column.max_length):
            self.refuse(
                name,
                f"The value has {len(value)} characters.",
                f"Shorten it to {longest or column.max_length} characters.",
            )
        elif LOST in value:
            self.refuse(name, "The value contains a sign in place of a lost character.", "Type the value anew.")
        elif not value.isprintable():
            self.refuse(name, "The value contains a character that cannot be shown.", "Type the value anew.")
        else:
            return value
        return ""

    def count(self, name: str, *, least: int = 0, most: int = 1_000_000_000) -> int | None:
        """Return a whole number, None when nothing is known."""
        text = self.text(name)
        if not text:
            return None
        if not re.fullmatch(r"[0-9]{1,12}", text):
            self.refuse(name, "This is not a whole number.", "Write digits only, such as 12.")
        elif not least <= int(text) <= most:
            self.refuse(name, f"The number must be between {least} and {most}.", "Correct the number or its unit.")
        else:
            return int(text)
        return None

    def decimal(self, name: str, *, least: Decimal, most: Decimal, places: int = 1) -> Decimal | None:
        """Return a number with at most so many decimals, None when nothing is known."""
        text = self.text(name)
        if not text:
            return None
        comma = _COMMA.fullmatch(text)
        if comma and len(comma[2]) == _GROUP and comma[1].lstrip("+-") != "0":
            whole = comma[1] + comma[2]
            self.refuse(name, "This is one number or a thousand times it.", f"Write {comma[1]}.{comma[2]} or {whole}.")
            return None
        try:
            value = Decimal(text.replace(",", ".") if comma else text)
        except InvalidOperation:
            self.refuse(name, "This is not a number.", "Write it with a point, such as 37.5.")
            return None
        unit = Decimal(1).scaleb(-places)
        if not value.is_finite() or not least <= value <= most:
            self.refuse(name, f"The number must be between {least} and {most}.", "Correct the number or its unit.")
        elif value != value.quantize(unit):
            decimals = "one decimal place" if places == 1 else f"{places} decimal places"
            self.refuse(name, f"The number has more than {decimals}.", f"Write {value.quantize(unit)}.")
        else:
            return value.quantize(unit)
        return None

    def day(self, name: str) -> date | None:
        """Return a day of which there is no doubt, None when nothing is known."""
        text = self.text(name)
        if not text:
            return None
        try:
            return read_day(text)
        except DayError as error:
            self.refuse(name, error.reason, error.suggestion)
            return None

    def choice(self, name: str, choices: Mapping[str, str]) -> str:
        """Return what a spelling in lower case stands for, empty when nothing is known."""
        text = self.text(name)
        if not text or text.casefold() in choices:
            return choices.get(text.casefold(), "")
        near = get_close_matches(text.casefold(), choices, 1)
        wanted = [near[0]] if near else sorted(set(choices.values()))
        self.refuse(name, "This is not one of the possible values.", f"Write {' or '.join(wanted)}.")
        return ""

    def matching(self, name: str, pattern: str, reason: str, suggestion: str) -> str:
        """Return a cell's text if the whole of it has a form, empty when nothing is known."""
        return self.checked(name, lambda text: bool(re.fullmatch(pattern, text)), reason, suggestion)

    def checked(self, name: str, is_good: Callable[[str], bool], reason: str, suggestion: str) -> str:
        """Return a cell's text if it passes a check, empty when nothing is known."""
        text = self.text(name)
        if text and not is_good(text):
            self.refuse(name, reason, suggestion)
            return ""
        return text

    def refuse(self, name: str, reason: str, suggestion: str) -> None:
        """Note a problem with a cell, the first one of each column."""
        if all(problem.column != name for problem in self.problems):
            shown = self.values.get(name, "")[:SHOWN_LENGTH]
            self.problems.append(Problem(self.line, name, shown, reason, suggestion))
