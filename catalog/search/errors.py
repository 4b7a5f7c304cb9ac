"""Error codes of the search room's commands. Plain Python."""

from enum import StrEnum


class SavedSearchSaveErrorCode(StrEnum):
    """Why a search could not be saved."""

    NOT_FOUND = "NOT_FOUND"
    INVALID = "INVALID"
    NAME_TAKEN = "NAME_TAKEN"
    TOO_MANY = "TOO_MANY"


class SavedSearchRenameErrorCode(StrEnum):
    """Why a saved search could not be renamed."""

    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"
    INVALID = "INVALID"
    NAME_TAKEN = "NAME_TAKEN"


class SavedSearchSetAlertErrorCode(StrEnum):
    """Why it could not be set how often a saved search alerts."""

    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"


class SavedSearchForgetErrorCode(StrEnum):
    """Why a saved search could not be forgotten."""

    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"
