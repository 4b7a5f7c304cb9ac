"""Why an import is refused. Plain Python."""

from enum import StrEnum


class UploadCode(StrEnum):
    """Why a file is not kept."""

    INVALID = "INVALID"
    NOT_ALLOWED = "NOT_ALLOWED"
    TOO_LARGE = "TOO_LARGE"
    UNREADABLE = "UNREADABLE"
    PATIENT_RECORDS = "PATIENT_RECORDS"


class StartCode(StrEnum):
    """Why an import is not begun."""

    INVALID = "INVALID"
    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"


class CancelCode(StrEnum):
    """Why an import is not cancelled."""

    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"
    WRONG_STATE = "WRONG_STATE"


class ApplyCode(StrEnum):
    """Why a preview is not applied."""

    INVALID = "INVALID"
    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"
    WRONG_STATE = "WRONG_STATE"


class FileRefusedError(Exception):
    """Raise when a file as a whole cannot be read; the message is a sentence for the person who sent it."""


class PatientRecordsError(FileRefusedError):
    """Raise when a file tells who somebody is."""
