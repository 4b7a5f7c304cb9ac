"""Why an import is refused. Plain Python."""

from enum import StrEnum


class ImportCode(StrEnum):
    """Codes of the commands on uploads and import runs."""

    INVALID = "INVALID"
    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"
    WRONG_STATE = "WRONG_STATE"
    TOO_LARGE = "TOO_LARGE"


class FileRefusedError(Exception):
    """Raise when a file as a whole cannot be read; the message is a sentence for the person who sent it."""
