"""Error codes of mutations, each with its sentence for the schema."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum

NOT_SIGNED_IN = "NOT_SIGNED_IN"
REFUSED_BY_DATABASE = "REFUSED_BY_DATABASE"

# What the base of all mutations itself answers.
ALWAYS = {
    NOT_SIGNED_IN: "Nobody is signed in, or the token is not valid.",
    "NOT_ALLOWED": "The person has no role that allows this here.",
    "NOT_FOUND": "There is nothing of that id that the person may see.",
    "INVALID": "A value is missing, malformed or out of bounds.",
    REFUSED_BY_DATABASE: "The database holds that one of the deal's guarantees would be broken.",
}
COMMON = {**ALWAYS, "WRONG_STATE": "This is not possible in the present state."}


@dataclass(frozen=True)
class Codes:
    """The codes that one command may answer with.

    Args:
        sentences: code → what it means.
    """

    sentences: Mapping[str, str]


def explain(*enums: type[StrEnum], **sentences: str) -> Codes:
    """Return the codes of a command's error enums: ``explain(StockCode, NOT_ENOUGH="…")``.

    The codes that every room shares have their sentence already.

    Raises:
        TypeError: a member has no sentence, or a sentence has no member.
    """
    names = {str(code.value) for enum in enums for code in enum}
    if wrong := sorted(names - COMMON.keys() ^ sentences.keys()):
        raise TypeError(f"Give each code one sentence: {', '.join(wrong)}.")
    return Codes({name: sentences.get(name) or COMMON[name] for name in sorted(names)})


def enum_of(codes: Codes, command: str) -> tuple[type[Enum], Mapping[str, str]]:
    """Return the enum of all codes that a command may answer with, and their sentences."""
    sentences = {**ALWAYS, **codes.sentences}
    enum: type[Enum] = Enum(f"{command}ErrorCode", {name: name for name in sorted(sentences)})  # type: ignore[misc]
    return enum, sentences
