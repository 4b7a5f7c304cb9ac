"""What a provider says of a listing. Plain Python."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol
from uuid import UUID


class Change(StrEnum):
    """What storing a fact did."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


def strongest(changes: Iterable[Change]) -> Change:
    """Return what several changes to one thing amount to: a new thing is created, whatever else was stored with it."""
    order = list(Change)
    return min(changes, key=order.index, default=Change.UNCHANGED)


@dataclass(frozen=True, kw_only=True)
class ListingFacts:
    """One offer as its provider states it.

    Args:
        provider_key: the unit's own name for it, by which it is found again.
        origin: value of `models.Origin`.
        words: further words by which it shall be found, of the kind or of its specimens.
        warning: why the item is problematic; with one it stays a draft until it has a ``warning_reason``.
        warning_reason: why it is offered all the same; empty says nothing, so that a reason on record stays.
        use_terms_id: set of terms the provider sets; None says nothing, so that terms on record stay.
        third_party_terms: whether somebody else's terms bind it; None says nothing likewise.
    """

    provider_key: str
    title: str
    origin: str
    summary: str = ""
    synonyms: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    warning: str = ""
    warning_reason: str = ""
    use_terms_id: UUID | None = None
    third_party_terms: bool | None = None

    @property
    def search_text(self) -> str:
        """All words by which it is found, each name on a line of its own."""
        return searched_text(self)


class Named(Protocol):
    """What is found by its words: facts, or a listing on record."""

    @property
    def title(self) -> str: ...
    @property
    def synonyms(self) -> Iterable[str]: ...
    @property
    def identifiers(self) -> Iterable[str]: ...
    @property
    def summary(self) -> str: ...
    @property
    def words(self) -> Iterable[str]: ...


def searched_text(found: Named) -> str:
    """Return all words by which it is found, each name on a line of its own, and once more where it has accents."""
    lines = (found.title, *found.synonyms, *found.identifiers, found.summary, *found.words)
    return "\n".join(dict.fromkeys(line for line in (*lines, *map(unaccented, lines)) if line))


# Letters of a stroke, which are no letter with an accent to Unicode.
_STROKES = str.maketrans("øØłŁđĐ", "oOlLdD")


def unaccented(text: str) -> str:
    """Return a text as somebody without the keys for its accents types it."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).translate(_STROKES)


@dataclass(frozen=True, kw_only=True)
class ListingEdit:
    """What a manager wants a listing to say; what is None stays as it is.

    Args:
        use_terms: DUO terms in short, such as ``HMB; IRB``.
    """

    title: str | None = None
    summary: str | None = None
    synonyms: tuple[str, ...] | None = None
    identifiers: tuple[str, ...] | None = None
    warning: str | None = None
    use_terms: str | None = None
