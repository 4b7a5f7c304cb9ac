"""Readers of options: text in, value out, ValueError with a sentence for what is no such value. Plain Python."""

import json
import re
from datetime import date
from typing import Any

from catalog.consent.reading import read_use_terms
from catalog.consent.rules import UseTerms
from catalog.consent.rules.duo import TERMS, canonical_code
from catalog.kinds.rules.accession import deleted_accessions

_CLAUSE = re.compile(r"([A-Za-z][A-Za-z0-9:_-]*)\s*(?:\(([^()]*)\))?")
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


def use_terms(text: str) -> UseTerms:
    """Return use terms written as JSON, or in short: ``HMB; IRB; GS(AT, DE); DS(MONDO:0007254)``.

    Raises:
        ValueError: a clause is no DUO term with at most one list of parameters.
        InvalidInput: a parameter is malformed.
    """
    if text.startswith("{"):
        try:
            return read_use_terms(json.loads(text))
        except (json.JSONDecodeError, RecursionError):
            raise ValueError("This is not JSON.") from None
    permissions: list[dict[str, Any]] = []
    modifiers: list[dict[str, Any]] = []
    for part in filter(None, (part.strip() for part in re.split(r"[;\n]", text))):
        match = _CLAUSE.fullmatch(part)
        term = TERMS.get(canonical_code(match[1])) if match else None
        if match is None or term is None:
            raise ValueError(f"“{part[:40]}” is not a term of the Data Use Ontology, such as HMB, IRB or GS(AT, DE).")
        clause: dict[str, Any] = {"code": term.id}
        if match[2] is not None:
            clause |= _parameter(term.shorthand, term.parameter, match[2])
        (permissions if term.kind == "permission" else modifiers).append(clause)
    return read_use_terms({"permissions": permissions, "modifiers": modifiers})


def _parameter(shorthand: str, name: str, text: str) -> dict[str, Any]:
    values = [value.strip() for value in text.split(",") if value.strip()]
    if not name or not values:
        raise ValueError(f"{shorthand} takes {'a value' if name else 'no value'} in brackets.")
    if name == "months":
        return {name: whole_number(1, 1200)(values[0])}
    return {name: values[0] if name == "date" else values}


def accessions(text: str) -> dict[str, str]:
    """Return accessions of Cellosaurus with what is said of each, from lines such as ``CVCL_0048  never public``."""
    found = deleted_accessions(text)
    if not found:
        raise ValueError("There is no accession such as CVCL_0048 in it.")
    return found
