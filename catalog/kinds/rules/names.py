"""When two names are one."""

import re
import unicodedata


def plain(name: str) -> str:
    """Return what is left of a name without case, accents, blanks and punctuation: ``MCF 7`` and ``MCF-7`` are one."""
    decomposed = unicodedata.normalize("NFKD", name).casefold()
    return re.sub(r"[\W_]", "", "".join(letter for letter in decomposed if not unicodedata.combining(letter)))
