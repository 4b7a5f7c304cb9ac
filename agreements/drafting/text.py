"""Clean the texts that people typed before they enter an agreement. Plain Python."""

import unicodedata

from agreements.drafting.errors import UnprintableText

# Cc control, Co private use, Cn unassigned, Cs surrogate. Of Cf (format) only joiners shape letters of real names;
# the rest, above all the direction overrides, can make a name read as another.
FORBIDDEN_CATEGORIES = frozenset({"Cc", "Co", "Cn", "Cs", "Cf"})
JOINERS = frozenset("\u200c\u200d")


def clean_line(field: str, value: str) -> str:
    """Return a one-line text in NFC with single spaces.

    Raises:
        UnprintableText: it holds a control, format, private or unassigned character.
    """
    return _checked(field, " ".join(value.split()))


def clean_lines(field: str, value: str) -> str:
    """Return a text of several lines, such as an address, each cleaned; blank lines are dropped.

    Raises:
        UnprintableText: it holds a control, format, private or unassigned character.
    """
    lines = (clean_line(field, line) for line in value.splitlines())
    return "\n".join(line for line in lines if line)


def _checked(field: str, text: str) -> str:
    for character in text:
        if unicodedata.category(character) in FORBIDDEN_CATEGORIES and character not in JOINERS:
            raise UnprintableText(field, character)
    return unicodedata.normalize("NFC", text)
