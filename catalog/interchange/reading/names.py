"""Names of columns, however they are spelled. Plain Python."""

import re

_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_WORD = re.compile(r"[^\W_]+")


def words(name: str) -> tuple[str, ...]:
    """Return the words of a name in lower case: of ``dateOfBirth`` and ``DATE_OF_BIRTH`` date, of, birth."""
    return tuple(_WORD.findall(_CAPITAL.sub(" ", name).casefold()))


def plain(name: str) -> str:
    """Return a name without what spellings differ in: capitals, blanks and signs."""
    return "".join(_WORD.findall(name.casefold()))
