"""Find by words: a query of PostgreSQL's text search, evaluated on bitmaps."""

import re

from pyroaring import BitMap

from catalog.search.index.base import IN_TITLE
from catalog.search.index.live import FacetIndex

_PART = re.compile(r"'((?:[^'\\]|''|\\\\)*)'(:\*)?|([()&|!])")


class Words:
    """The positions that a query finds, written as PostgreSQL prints a ``tsquery`` without distances.

    Args:
        prefix: `IN_TITLE` to look at titles only.
    """

    def __init__(self, index: FacetIndex, query: str, *, prefix: str = "") -> None:
        self._index = index
        self._prefix = prefix
        self._parts = [(match[1], match[2], match[3]) for match in _PART.finditer(query)]
        self._next = 0

    def found(self) -> BitMap:
        """Return what the whole query finds; a query without words finds nothing."""
        return self._either() if self._parts else BitMap()

    def _either(self) -> BitMap:
        found = self._all()
        while self._takes("|"):
            found = found | self._all()
        return found

    def _all(self) -> BitMap:
        found = self._one()
        while self._takes("&"):
            found = found & self._one()
        return found

    def _one(self) -> BitMap:
        if self._takes("!"):
            return self._index.live - self._one()
        if self._takes("("):
            found = self._either()
            self._takes(")")
            return found
        written, goes_on, _ = self._parts[self._next]
        word = self._prefix + written.replace("''", "'").replace("\\\\", "\\")
        self._next += 1
        return self._index.words.beginning(word) if goes_on else self._index.words.bitmap(word)

    def _takes(self, sign: str) -> bool:
        is_next = self._next < len(self._parts) and self._parts[self._next][2] == sign
        self._next += is_next
        return is_next


def found_by(index: FacetIndex, query: str) -> tuple[BitMap, BitMap]:
    """Return the positions whose titles a query finds, and all that it finds."""
    return Words(index, query, prefix=IN_TITLE).found(), Words(index, query).found()
