"""Use terms as managers write them in one line."""

import json
import re
from typing import Any

from catalog.consent.reading.use_terms import read_use_terms
from catalog.consent.rules import UseTerms
from catalog.consent.rules.duo import MOST_MONTHS, TERMS, canonical_code

_CLAUSE = re.compile(r"([A-Za-z][A-Za-z0-9:_-]*)\s*(?:\(([^()]*)\))?")


def read_shorthand(text: str) -> UseTerms:
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
        if not re.fullmatch(r"[0-9]{1,4}", values[0]) or not 1 <= int(values[0]) <= MOST_MONTHS:
            raise ValueError(f"This must be a whole number between 1 and {MOST_MONTHS}.")
        return {name: int(values[0])}
    return {name: values[0] if name == "date" else values}
