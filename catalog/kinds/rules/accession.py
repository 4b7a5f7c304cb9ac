"""Accessions of Cellosaurus, and its own list of those that it has deleted."""

import re

FORM = r"CVCL_[A-Z0-9]{4}"
_LINE = re.compile(rf"\s*({FORM})\b\s*(.*)")
_RELEASE = re.compile(r"\s*Version:\s*(\S{1,20})")


def deleted_accessions(text: str) -> dict[str, str]:
    """Return accessions with what is said of each, from lines such as ``CVCL_0048  never public``."""
    return {match[1]: match[2].strip() for line in text.splitlines() if (match := _LINE.match(line))}


def release_of(text: str) -> str:
    """Return the release that a file of Cellosaurus names in its head, empty where it names none."""
    match = next((match for line in text.splitlines() if (match := _RELEASE.match(line))), None)
    return match[1] if match else ""
