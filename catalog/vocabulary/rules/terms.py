"""Ids of terms, what a person typed, and the closure of is-a paths. Plain Python."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

from exchange.kernel.errors import InvalidInput

# The addresses under which the vocabularies publish a term whose last part is PREFIX_LOCAL.
_PUBLISHERS = (
    r"https?://purl\.obolibrary\.org/obo/"
    r"|https?://(?:www\.)?identifiers\.org/(?:[a-z0-9.]+/)?"
    r"|https?://www\.ebi\.ac\.uk/efo/"
    r"|https?://www\.orpha\.net/ORDO/"
    r"|obo:"
)
_TERM_ID = re.compile(rf"(?:{_PUBLISHERS})?([A-Za-z][A-Za-z0-9]*)[_:]([A-Za-z0-9][A-Za-z0-9._/-]*)")
SEARCH_LENGTH = 200
# Ten times what the largest vocabularies have; a chain without end would fill the memory.
MOST_PATHS = 20_000_000
_PRINTABLE_ID = re.compile(
    r"[A-Z][A-Z0-9]{1,11}:[A-Z]{0,2}[0-9][0-9A-Z.]{0,14}"
    r"|ICD10:(?:[A-Z][0-9]{2}-[A-Z][0-9]{2}|[IVX]{1,5})"
    r"|ONCOTREE:[A-Z][A-Z0-9_/-]{0,19}"
)
CODE_LENGTH = 60
# Vocabularies whose codes people say without the prefix.
SPOKEN_PREFIXES = ("ICD10", "ONCOTREE")
# How one vocabulary calls another, where it is not the other's own prefix.
_OTHER_NAMES = {
    "ICD10WHO": "ICD10",
    "ICDO3": "ICDO",
    "MIM": "OMIM",
    "NCI": "NCIT",
    "NCI_THESAURUS": "NCIT",
    "ORDO": "ORPHA",
    "ORPHANET": "ORPHA",
    "SCTID": "SNOMEDCT",
    "UMLS_CUI": "UMLS",
}


class Scope(StrEnum):
    """How near a synonym is to its term, as OBO says it."""

    EXACT = "exact"
    NARROW = "narrow"
    BROAD = "broad"
    RELATED = "related"


def canonical_id(text: str) -> str:
    """Return the CURIE of a term, whichever of its spellings is given.

    ``DUO_0000042``, ``duo:0000042`` and ``http://purl.obolibrary.org/obo/DUO_0000042`` give ``DUO:0000042``.
    Text that is no term id comes back without its outer blanks.
    """
    stripped = text.strip()
    match = _TERM_ID.fullmatch(stripped)
    return f"{match[1].upper()}:{match[2]}" if match else stripped


def searchable(text: str) -> str:
    """Return what a person typed to search for: single blanks, nothing invisible, at most 200 characters.

    What no database stores, such as a zero byte or half of a surrogate pair, goes with the invisible.
    """
    visible = "".join(character for character in text if character.isprintable() or character.isspace())
    return " ".join(visible.split())[:SEARCH_LENGTH].strip()


def codes_meant(text: str) -> tuple[str, ...]:
    """Return the codes that a person may mean, who may write only what is behind the colon, as in ``C50.9``."""
    return (canonical_id(text), *(f"{prefix}:{text.strip().upper()}" for prefix in SPOKEN_PREFIXES))


def escaped(text: str) -> str:
    """Return text that a regular expression of PostgreSQL takes literally."""
    return "".join(character if character.isalnum() else f"\\{character}" for character in text)


def is_printable_id(text: str) -> bool:
    """Say whether text has the form of a CURIE, so that it may be shown without repeating somebody's free text."""
    return _PRINTABLE_ID.fullmatch(text) is not None


def is_code(text: str) -> bool:
    """Say whether text is a CURIE that a term can bear: printable, without blanks, at most 60 characters."""
    return len(text) <= CODE_LENGTH and text.isascii() and _TERM_ID.fullmatch(text) is not None


def reference_code(text: str) -> str:
    """Return a cross-reference under the prefix of the vocabulary it points into; empty for what is no CURIE.

    ``NCI:C3088`` gives ``NCIT:C3088``; the dated ``SNOMEDCT_US_2025_09_01:39000009`` gives ``SNOMEDCT:39000009``.
    """
    prefix, colon, local = text.strip().partition(":")
    name = prefix.upper()
    if name.startswith("SNOMEDCT"):
        name = "SNOMEDCT"
    code = f"{_OTHER_NAMES.get(name, name)}:{local.strip()}"
    return code if colon and is_code(code) else ""


def prefix_of(term_id: str) -> str:
    """Return the vocabulary of a CURIE (``MONDO``), or an empty string for what is no CURIE."""
    prefix, colon, _ = term_id.partition(":")
    return prefix if colon else ""


def transitive_ancestors(parents: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    """Return, for each term, everything above it at any distance; a term is not its own ancestor.

    Args:
        parents: direct is-a parents by term. A parent without an entry of its own is taken as a root.

    Raises:
        InvalidInput: a term is above itself, or there are more than 20 million pairs.
    """
    closed: dict[str, frozenset[str]] = {}
    size = 0
    for start in parents:
        size += _close(start, parents, closed)
        if size > MOST_PATHS:
            raise InvalidInput("parents", f"The terms have more than {MOST_PATHS} terms above them.")
    return {term: closed[term] for term in parents}


def _close(start: str, parents: Mapping[str, Iterable[str]], closed: dict[str, frozenset[str]]) -> int:
    """Fill ``closed`` for a term and all above it, parents first, without recursion; return how many were added."""
    added = 0
    path: list[tuple[str, list[str]]] = [(start, list(parents.get(start, ())))]
    open_terms = {start}
    while path:
        term, waiting = path[-1]
        if term in closed:
            path.pop()
            open_terms.discard(term)
            continue
        if waiting:
            parent = waiting.pop()
            if parent in open_terms:
                raise InvalidInput("parents", f"{parent} is above itself.")
            if parent not in closed:
                path.append((parent, list(parents.get(parent, ()))))
                open_terms.add(parent)
            continue
        direct = frozenset(parents.get(term, ()))
        closed[term] = direct.union(*(closed[parent] for parent in direct))
        added += len(closed[term])
        if added > MOST_PATHS:
            break
    return added
