"""What the rows of a release amount to, beside what is stored: plain values, no writing."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from catalog.vocabulary.reading.rows import TermRow
from exchange.kernel.errors import InvalidInput

_DAY = re.compile(r"(?<!\d)(\d{4})[-_](\d{2})[-_](\d{2})(?!\d)")


@dataclass(frozen=True)
class LoadReport:
    """What a load found and changed.

    Args:
        obsolete: terms that the rows call obsolete or that another term of theirs replaces.
        left: terms of earlier releases that the rows do not have; they stay.
        ancestors, synonyms, references, replaced: rows of each kind that the release states.
        unknown_parents: codes that neither the rows nor the vocabulary has.
    """

    created: int
    updated: int
    unchanged: int
    obsolete: int
    left: int
    ancestors: int
    synonyms: int
    references: int
    replaced: int
    unknown_parents: tuple[str, ...]


def day_in(*texts: str) -> date | None:
    """Return the first day that the texts name, such as ``2026-07-31``; what is no day of a calendar is passed over."""
    for text in texts:
        for match in _DAY.finditer(text):
            try:
                return date(*map(int, match.groups()))
            except ValueError:
                continue
    return None


def replacements(rows: Iterable[TermRow]) -> dict[tuple[str, str], bool]:
    """Return, by old code and successor, whether it is the one exact successor.

    A code that is still in use is not replaced, whoever says so; of several successors none is exact.
    """
    rows = list(rows)
    used = {row.code for row in rows if not row.is_obsolete}
    known = {row.code for row in rows}
    said: dict[tuple[str, str], bool] = {}
    for row in rows:
        said |= dict.fromkeys(((old, row.code) for old in row.resembles), False)
        said |= dict.fromkeys(((row.code, new) for new in row.considered if row.is_obsolete), False)
        said |= dict.fromkeys(((old, row.code) for old in row.replaces), True)
        said |= dict.fromkeys(((row.code, new) for new in row.replaced_by if row.is_obsolete), True)
    said = {pair: exact for pair, exact in said.items() if pair[0] not in used and pair[1] in known}
    claims: dict[str, int] = {}
    for (old, _), exact in said.items():
        claims[old] = claims.get(old, 0) + exact
    return {(old, new): exact and claims[old] == 1 for (old, new), exact in said.items()}


def require_own_codes(rows: Iterable[TermRow], taken: Mapping[str, str]) -> None:
    """Check that no code is of another vocabulary.

    Raises:
        InvalidInput: one is; ``taken`` names the vocabularies by code.
    """
    for row in rows:
        if row.code in taken:
            raise InvalidInput("file", f"{row.place}: {row.code} is a term of the vocabulary {taken[row.code]}.")
