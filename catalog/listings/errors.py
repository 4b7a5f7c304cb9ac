"""Why a listing is not changed, one enum a command or group of like ones. Plain Python."""

from enum import StrEnum


class ListingCode(StrEnum):
    """Why one listing is not changed."""

    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"
    INVALID = "INVALID"
    WRONG_STATE = "WRONG_STATE"
    CHANGED_MEANWHILE = "CHANGED_MEANWHILE"
    NOT_IN_CONSORTIUM = "NOT_IN_CONSORTIUM"
    WARNING_NOT_ACKNOWLEDGED = "WARNING_NOT_ACKNOWLEDGED"


class ListingsEditCode(StrEnum):
    """Why several listings are not changed."""

    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"
    INVALID = "INVALID"
    NOT_ALL = "NOT_ALL"
    KEY_TAKEN = "KEY_TAKEN"


class ListingsUndoEditCode(StrEnum):
    """Why a change of several listings is not undone."""

    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"
    INVALID = "INVALID"
    TOO_LATE = "TOO_LATE"
    CHANGED_MEANWHILE = "CHANGED_MEANWHILE"


class AcknowledgeCode(StrEnum):
    """Why a warning is not acknowledged."""

    INVALID = "INVALID"
    NOT_ALLOWED = "NOT_ALLOWED"
    NO_WARNING = "NO_WARNING"
