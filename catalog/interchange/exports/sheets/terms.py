"""Use terms in one cell, as an import reads them. Plain Python."""

import json
import re
from typing import Any

from catalog.consent.rules import UseTerms, use_terms_json
from catalog.consent.rules.duo import TERMS

_PLAIN = re.compile(r"[^,;()\n]+")


def shorthand(terms: UseTerms) -> str:
    """Return terms in short, ``HMB; IRB; GS(AT, DE)``, or as JSON where that says more than the short form can."""
    said = use_terms_json(terms)
    clauses = [_clause(clause) for clause in (*said.get("permissions", []), *said.get("modifiers", []))]
    if set(said) <= {"permissions", "modifiers"} and all(clauses):
        return "; ".join(clause for clause in clauses if clause)
    return json.dumps(said, ensure_ascii=False, sort_keys=True)


def _clause(clause: dict[str, Any]) -> str | None:
    """Return a clause in short, None when it has more to say."""
    term = TERMS.get(clause["code"])
    if term is None or not term.shorthand or set(clause) - {"code", term.parameter}:
        return None
    given = clause.get(term.parameter) if term.parameter else None
    if given is None:
        return term.shorthand
    texts = [str(one) for one in (given if isinstance(given, list) else [given])]
    return f"{term.shorthand}({', '.join(texts)})" if all(map(_PLAIN.fullmatch, texts)) else None
