"""Take untrusted JSON apart, value by value, and name the field that is at fault."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NoReturn, TypeVar

from exchange.kernel.errors import InvalidInput

LONGEST_TEXT = 2_000
LONGEST_LIST = 10_000
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_SHOWABLE_NAME = re.compile(r"[A-Za-z0-9_.:-]{1,40}")
Choice = TypeVar("Choice", bound=StrEnum)


class RepeatedNames(dict[str, Any]):
    """A JSON object that names a field twice, and so cannot be trusted in either meaning."""


def from_pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Build an object for `json.load`; keeps in mind whether a name was repeated."""
    found = dict(pairs)
    return found if len(found) == len(pairs) else RepeatedNames(found)


@dataclass(frozen=True)
class Value:
    """A JSON value and the path that leads to it, such as ``consent.modifiers[0].date``."""

    raw: Any
    path: str

    def refuse(self, message: str) -> NoReturn:
        """Raise InvalidInput for this field."""
        raise InvalidInput(self.path or "entry", message)

    def text(self) -> str:
        """Return text that is not blank.

        Raises:
            InvalidInput: it is no text, blank or longer than `LONGEST_TEXT` letters.
        """
        if not isinstance(self.raw, str):
            self.refuse("must be text")
        if not self.raw.strip():
            self.refuse("must not be blank")
        if len(self.raw) > LONGEST_TEXT:
            self.refuse(f"must not be longer than {LONGEST_TEXT} letters")
        return self.raw

    def texts(self) -> list[str]:
        """Return a list of texts; a single text is no list."""
        return [item.text() for item in self.items()]

    def items(self) -> list["Value"]:
        """Return the entries of a list, of at most `LONGEST_LIST`."""
        if not isinstance(self.raw, list):
            self.refuse("must be a list")
        if len(self.raw) > LONGEST_LIST:
            self.refuse(f"must not have more than {LONGEST_LIST} entries")
        return [Value(item, f"{self.path}[{position}]") for position, item in enumerate(self.raw)]

    def flag(self) -> bool:
        """Return true or false; neither 1 nor "yes" is a flag."""
        if not isinstance(self.raw, bool):
            self.refuse("must be true or false")
        return self.raw

    def count(self, *, least: int = 1, most: int) -> int:
        """Return a whole number within bounds that are both allowed."""
        if not isinstance(self.raw, int) or isinstance(self.raw, bool):
            self.refuse("must be a whole number")
        if not least <= self.raw <= most:
            self.refuse(f"must be between {least} and {most}")
        return self.raw

    def day(self) -> dt.date:
        """Return a day written as 2027-01-31."""
        if not isinstance(self.raw, str) or not _ISO_DAY.fullmatch(self.raw):
            self.refuse("must be a day such as 2027-01-31")
        try:
            return dt.date.fromisoformat(self.raw)
        except ValueError:
            self.refuse("is no day of the calendar")

    def choice(self, choices: type[Choice], synonyms: Mapping[str, Choice]) -> Choice:
        """Return a member of an enum, by its value or a synonym, whatever its case and with ``_`` or ``-``."""
        key = self.text().strip().casefold().replace("_", "-")
        if key in synonyms:
            return synonyms[key]
        by_value = {member.value.replace("_", "-"): member for member in choices}
        if key not in by_value:
            self.refuse(f"must be one of: {', '.join(member.value for member in choices)}")
        return by_value[key]

    def members(self) -> dict[str, "Value"]:
        """Return the fields of an object, leaving out those that are null."""
        if not isinstance(self.raw, dict):
            self.refuse("must be an object")
        if isinstance(self.raw, RepeatedNames):
            self.refuse("names a field twice")
        return {name: self._member(name) for name, value in self.raw.items() if value is not None}

    def fields(self, names: Mapping[str, str], *, ignored: frozenset[str] = frozenset()) -> "Fields":
        """Return the fields of an object under their canonical names.

        Args:
            names: canonical name by every name that may be used.
            ignored: annotations, which may be there and are not read.

        Raises:
            InvalidInput: it is no object, or has a field of another name.
        """
        members = self.members()
        for name, value in members.items():
            if name not in names and name not in ignored:
                value.refuse("is not a known field")
        return Fields(self, {name: value for name, value in members.items() if name in names}, names)

    def required(self, name: str) -> "Value":
        """Return a field of an object that must be there and not null."""
        members = self.members()
        if name not in members:
            self._member(name).refuse("is missing")
        return members[name]

    def _member(self, name: str) -> "Value":
        shown = name if _SHOWABLE_NAME.fullmatch(name) else "?"
        raw = self.raw.get(name) if isinstance(self.raw, dict) else None
        return Value(raw, f"{self.path}.{shown}" if self.path else shown)


@dataclass(frozen=True)
class Fields:
    """The known fields of an object."""

    owner: Value
    members: Mapping[str, Value]
    names: Mapping[str, str]

    def one(self, canonical: str) -> Value | None:
        """Return the field that is given for a canonical name, None without one; two are an error."""
        found = [value for name, value in self.members.items() if self.names[name] == canonical]
        if len(found) > 1:
            found[1].refuse("is given under two names")
        return found[0] if found else None

    def texts(self, canonical: str, *, singular: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """Return all texts given under the names of one list; a name in the singular may hold one text alone."""
        found: list[str] = []
        for name, value in self.members.items():
            if self.names[name] == canonical:
                alone = name in singular and not isinstance(value.raw, list)
                found.extend([value.text()] if alone else value.texts())
        return tuple(found)

    def text(self, canonical: str) -> str:
        """Return a text, empty without one."""
        value = self.one(canonical)
        return value.text() if value else ""
