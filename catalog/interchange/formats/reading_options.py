"""Readers of options: text in, value out, ValueError with a sentence for what is no such value. Plain Python."""

import re
from datetime import date
from typing import Any

from catalog.kinds.rules.accession import deleted_accessions

_FORM = re.compile(r"([^@]{1,60})@([^@]{1,20})")
_YES = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


def one_line(longest: int) -> Any:
    """Return a reader of a text of one line and at most so many characters."""

    def read(text: str) -> str:
        if not text.isprintable():
            raise ValueError("This must be one line of visible characters.")
        if len(text) > longest:
            raise ValueError(f"This may have {longest} characters at most.")
        return text

    return read


def whole_number(least: int, most: int) -> Any:
    """Return a reader of a whole number within bounds."""

    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text) or not least <= int(text) <= most:
            raise ValueError(f"This must be a whole number between {least} and {most}.")
        return int(text)

    return read


def yes_or_no(text: str) -> bool:
    if text.casefold() not in _YES:
        raise ValueError("Say yes or no.")
    return _YES[text.casefold()]


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError("Write the day as 2026-01-31.") from None


def form_reference(text: str) -> tuple[str, str]:
    """Return code and version of a consent form written as ``BC@2``."""
    match = _FORM.fullmatch(text)
    if match is None:
        raise ValueError("Write the form's code and version as BC@2.")
    return match[1].strip(), match[2].strip()


def accessions(text: str) -> dict[str, str]:
    """Return accessions of Cellosaurus with what is said of each, from lines such as ``CVCL_0048  never public``."""
    found = deleted_accessions(text)
    if not found:
        raise ValueError("There is no accession such as CVCL_0048 in it.")
    return found


def defaults(text: str) -> dict[str, str]:
    """Return values by column, from lines such as ``species=Homo sapiens``."""
    found = {}
    for line in filter(None, (line.strip() for line in text.splitlines())):
        name, equals, value = (part.strip() for part in line.partition("="))
        if not equals or not name or not value:
            raise ValueError(f"Write “{line[:40]}” as column=value.")
        found[name] = value
    return found
