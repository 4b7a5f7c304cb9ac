"""Why an import is refused. Plain Python."""

from enum import StrEnum


class UploadCode(StrEnum):
    """Why a file is not kept."""

    INVALID = "INVALID"
    NOT_ALLOWED = "NOT_ALLOWED"
    TOO_LARGE = "TOO_LARGE"


class StartCode(StrEnum):
    """Why an import is not begun."""

    INVALID = "INVALID"
    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"


class FileRefusedError(Exception):
    """Raise when a file as a whole cannot be read; the message is a sentence for the person who sent it."""
