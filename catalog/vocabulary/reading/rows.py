"""A term as a file states it, and what is checked of every file, whatever its form."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from catalog.vocabulary.rules import Scope, is_code
from exchange.kernel.errors import InvalidInput

MOST_BYTES = 300_000_000
MOST_TERMS = 500_000
LONGEST_NAME = 1_000
MOST_ENTRIES = 2_000


@dataclass(frozen=True)
class TermRow:
    """A term as published.

    Args:
        place: where the file states it, for messages, such as "Line 7".
        parents: codes directly above it.
        synonyms: other names with their scope.
        references: codes of other vocabularies for the same thing.
        replaces: codes no longer used for which it stands.
        resembles: codes no longer used for which it may stand.
        replaced_by: of an obsolete term, the codes that stand for it.
        considered: of an obsolete term, the codes that may stand for it.
    """

    code: str
    label: str
    place: str = ""
    parents: tuple[str, ...] = ()
    synonyms: tuple[tuple[str, Scope], ...] = ()
    references: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    resembles: tuple[str, ...] = ()
    replaced_by: tuple[str, ...] = ()
    considered: tuple[str, ...] = ()
    is_obsolete: bool = False


@dataclass(frozen=True)
class Contents:
    """A file that was read: its terms in their order, and the date it gives itself, as written."""

    rows: tuple[TermRow, ...]
    version: str = ""


def text_of(content: bytes) -> str:
    """Return the text of a file.

    Raises:
        InvalidInput: it is too large, not UTF-8, or holds characters that no text has.
    """
    if len(content) > MOST_BYTES:
        raise InvalidInput("file", f"The file is larger than {MOST_BYTES // 1_000_000} MB.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InvalidInput("file", f"Line {line} is not UTF-8 text.") from error
    if "\x00" in text:
        raise InvalidInput("file", f"Line {text.count(chr(10), 0, text.index(chr(0))) + 1} holds a zero character.")
    return text


def checked(rows: Iterable[TermRow]) -> Iterator[TermRow]:
    """Yield the rows as long as each is well formed and no code comes twice.

    Raises:
        InvalidInput: one is not; the message names its place.
    """
    seen: set[str] = set()
    for row in rows:
        if not is_code(row.code):
            raise InvalidInput("file", f"{row.place} has no code such as MONDO:0007254.")
        if not row.label:
            raise InvalidInput("file", f"{row.place} has no label for {row.code}.")
        if row.code in seen:
            raise InvalidInput("file", f"{row.place} repeats {row.code}.")
        seen.add(row.code)
        names = (row.label, *(text for text, _ in row.synonyms))
        if any(len(name) > LONGEST_NAME for name in names):
            raise InvalidInput("file", f"{row.place}: a name of {row.code} has more than {LONGEST_NAME} characters.")
        if max(map(len, (row.parents, row.synonyms, row.references, row.replaces))) > MOST_ENTRIES:
            raise InvalidInput("file", f"{row.place}: {row.code} has more than {MOST_ENTRIES} entries of one kind.")
        if len(seen) > MOST_TERMS:
            raise InvalidInput("file", f"The file has more than {MOST_TERMS} terms.")
        yield row


def one_line(text: str) -> str:
    """Return text without line breaks and doubled blanks."""
    return re.sub(r"\s+", " ", text).strip()


def without_repeats(codes: Iterable[str]) -> tuple[str, ...]:
    """Return what is not empty, each once."""
    return tuple(dict.fromkeys(code for code in codes if code))
