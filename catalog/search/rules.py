"""What a person's words may mean. Plain Python."""

import re
from contextlib import suppress

from catalog.kinds.rules.rrid import rrid_of

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


def literal_pattern(text: str) -> str:
    """Return a regular expression of PostgreSQL that matches the text and nothing else."""
    return "".join(character if character.isalnum() else f"\\{character}" for character in text)
