"""Why consent cannot be registered or withdrawn. Plain Python."""

from enum import StrEnum


class ConsentCode(StrEnum):
    """Codes of the commands on forms and records."""

    INVALID = "INVALID"
    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"
    FORM_DIFFERS = "FORM_DIFFERS"
    RECORD_DIFFERS = "RECORD_DIFFERS"


class WithdrawCode(StrEnum):
    """Why a withdrawal could not be entered."""

    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"
