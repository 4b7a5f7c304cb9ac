"""What a provider says of a listing. Plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
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
    use_terms_id: UUID | None = None
    third_party_terms: bool | None = None

    @property
    def search_text(self) -> str:
        """All words by which it is found, each name on a line of its own."""
        lines = (self.title, *self.synonyms, *self.identifiers, self.summary, *self.words)
        return "\n".join(dict.fromkeys(line for line in lines if line))
