"""Entries of Cellosaurus' flat format: lines of a two-letter code and a value, closed by ``//``. Plain Python.

Source: Cellosaurus, README of release 47, structure of the text version.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from catalog.interchange.errors import FileRefusedError

_LINE = re.compile(r"([A-Z]{2})(?:\s+(.*))?")
END = "//"


@dataclass
class Entry:
    """An entry: the line of the file on which it begins, its values by code, and whether it was closed.

    Args:
        strange: line and text of what is no line of an entry.
    """

    line: int
    values: dict[str, list[str]] = field(default_factory=dict)
    strange: list[tuple[int, str]] = field(default_factory=list)
    is_closed: bool = False

    def all(self, code: str) -> list[str]:
        return self.values.get(code, [])

    def first(self, code: str) -> str:
        return next(iter(self.all(code)), "")


def read_entries(text: str) -> list[Entry]:
    """Return the entries of a text; what stands before the first ``ID`` line is a preface.

    Files that were joined without a line end have ``//ID`` on one line; it closes one entry and begins the next.

    Raises:
        FileRefusedError: there is no entry.
    """
    entries: list[Entry] = []
    entry: Entry | None = None
    for number, line in _lines(text):
        if line == END:
            if entry is not None:
                entry.is_closed = True
            entry = None
            continue
        match = _LINE.fullmatch(line)
        if match and match[1] == "ID":
            # An entry that is still open here was cut off; it stays unclosed.
            entry = Entry(number)
            entries.append(entry)
        if entry is None:
            continue
        if match:
            entry.values.setdefault(match[1], []).append((match[2] or "").strip())
        else:
            entry.strange.append((number, line))
    if not entries:
        raise FileRefusedError("The file has no entry of Cellosaurus: no line begins with ID.")
    return entries


def entries_again(text: str, remarks: Mapping[int, list[str]]) -> str:
    """Return the entries that begin on some lines, each below its remarks, which no one reads as part of an entry."""
    kept: list[str] = []
    is_kept = False
    for number, line in _lines(text):
        if number in remarks and not is_kept:
            kept += [f"# {remark}" for remark in remarks[number]]
            is_kept = True
        if is_kept:
            kept.append(line)
        is_kept = is_kept and line != END
    return "\n".join([*kept, ""])


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that are not blank with their numbers, a closing sign always on its own."""
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.rstrip()
        if line.startswith(END):
            yield number, END
            line = line[len(END) :].strip()
        if line:
            yield number, line
