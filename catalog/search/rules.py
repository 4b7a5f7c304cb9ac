"""What a person's words may mean. Plain Python."""

import re
from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache
from string import ascii_lowercase

from catalog.kinds.rules.rrid import rrid_of
from catalog.listings.facts import unaccented

_BETWEEN_WORDS = re.compile(r"[\s\-_/,;:()\[\]]+")
_DOI = re.compile(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)", re.IGNORECASE)
MOST_TYPED = 8
# What somebody may have left out or mistaken, in names of people above all.
LETTERS = f"{ascii_lowercase}äåçéèíñóöøü"
# Shorter words mean too much when one letter of them may be another, and longer ones cost too much.
MISTYPED_LENGTHS = range(4, 21)
_RRID = re.compile(r"(?:RRID\s*:?\s*)?([A-Z]{2,8}_[A-Z0-9_:.-]+)", re.IGNORECASE)


def identifier_of(text: str) -> str:
    """Return the identifier that a text is, as listings carry it: ``rrid: cvcl_0031`` gives ``CVCL_0031``.

    Empty for text that has not the form of an RRID.
    """
    match = _RRID.fullmatch(text.strip())
    if match is None:
        return ""
    with suppress(ValueError):
        return rrid_of(match[1])
    return match[1].upper()


def words_typed(text: str) -> tuple[str, ...]:
    """Return the words of a text that somebody is typing, or of a name, in lower case and without accents."""
    words = (word.strip(".'\"*") for word in _BETWEEN_WORDS.split(unaccented(text).casefold()))
    return tuple(dict.fromkeys(word for word in words if word))


def names_typed(text: str) -> tuple[str, ...]:
    """Return the exact names in lower case that a text may be: itself, an identifier, a DOI without its address."""
    names = (text, identifier_of(text), _DOI.sub("", text.strip()))
    return tuple(dict.fromkeys(name.lower() for name in names if name))


@lru_cache(maxsize=64)
def mistyped(word: str) -> tuple[str, ...]:
    """Return the word and all that differ by one letter: missing, too many, another, or changed for its neighbour.

    Only the word itself where it has digits, as identifiers have, or is too short or too long.
    """
    if len(word) not in MISTYPED_LENGTHS or not word.isalpha():
        return (word,)
    parts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    letters = sorted({*LETTERS, *word})
    found = [word]
    found += [head + tail[1:] for head, tail in parts if tail]
    found += [head + tail[1] + tail[0] + tail[2:] for head, tail in parts if len(tail) > 1]
    found += [head + letter + tail[1:] for head, tail in parts if tail for letter in letters]
    found += [head + letter + tail for head, tail in parts for letter in letters]
    return tuple(dict.fromkeys(found))


def typed_query(words: Iterable[Iterable[str]]) -> str:
    """Return a ``tsquery`` for words that each may go on, as PostgreSQL prints it; empty without words.

    PostgreSQL keeps the hyphen or stroke before a number that follows one, so each is looked for with those as well.

    Args:
        words: for each the ways in which it may be written.
    """
    return " & ".join(
        "( " + " | ".join(f"{_quoted(sign + way)}:*" for way in ways for sign in signs_before(way)) + " )"
        for ways in words
    )


def signs_before(word: str) -> tuple[str, ...]:
    """Return what may stand before a word in the form in which PostgreSQL keeps it."""
    return ("", "-", "/") if word[0].isdigit() else ("",)


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def first_met(words: Iterable[tuple[str, ...]], names: Iterable[str]) -> str:
    """Return the first of the names that has every word, each of which may go on; empty where none has.

    Args:
        words: for each the ways in which it may be written.
    """
    for name in names:
        parts = words_typed(name)
        if all(any(part.startswith(ways) for part in parts) for ways in words):
            return name
    return ""
