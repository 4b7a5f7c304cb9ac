"""Error codes of the requests room's commands, one enum each. Plain Python."""

from enum import StrEnum


class ProjectCode(StrEnum):
    """Why a project could not be created or changed."""

    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"
    INVALID = "INVALID"
    TITLE_TAKEN = "TITLE_TAKEN"


class AddLineCode(StrEnum):
    """Why something could not be put into the basket."""

    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"
    WRONG_STATE = "WRONG_STATE"
    INVALID = "INVALID"
    NOT_OFFERED = "NOT_OFFERED"
    WITHOUT_STOCK = "WITHOUT_STOCK"
    OWN_ORGANISATION = "OWN_ORGANISATION"
    NOT_ENOUGH = "NOT_ENOUGH"
    TOO_MANY_LINES = "TOO_MANY_LINES"


class RemoveLineCode(StrEnum):
    """Why something could not be taken out of the basket."""

    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"
    WRONG_STATE = "WRONG_STATE"


class SubmitCode(StrEnum):
    """Why a basket could not be submitted."""

    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"
    WRONG_STATE = "WRONG_STATE"
    INVALID = "INVALID"
    EMPTY = "EMPTY"
    NOT_OFFERED = "NOT_OFFERED"
    DENIED = "DENIED"
    NOT_ENOUGH = "NOT_ENOUGH"


class WithdrawCode(StrEnum):
    """Why a request could not be withdrawn."""

    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"
    WRONG_STATE = "WRONG_STATE"
    ALREADY_SHIPPED = "ALREADY_SHIPPED"


class CopyCode(StrEnum):
    """Why a request could not be copied."""

    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"
    WRONG_STATE = "WRONG_STATE"
    NOTHING_LEFT = "NOTHING_LEFT"


class DecideCode(StrEnum):
    """Why a line could not be decided."""

    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"
    WRONG_STATE = "WRONG_STATE"
    INVALID = "INVALID"
    CONFLICT_OF_INTEREST = "CONFLICT_OF_INTEREST"
    REASON_NEEDED = "REASON_NEEDED"
    CONSENT_DENIES = "CONSENT_DENIES"
    EVIDENCE_MISSING = "EVIDENCE_MISSING"
    HOLD_EXPIRED = "HOLD_EXPIRED"


class RecuseCode(StrEnum):
    """Why a line could not be left to the others of the committee."""

    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"
    WRONG_STATE = "WRONG_STATE"
    INVALID = "INVALID"
    CONFLICT_OF_INTEREST = "CONFLICT_OF_INTEREST"


class NudgeCode(StrEnum):
    """Why a committee could not be reminded."""

    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"
    WRONG_STATE = "WRONG_STATE"
    TOO_SOON = "TOO_SOON"


class CommitteeRulesCode(StrEnum):
    """Why the rules of a committee could not be set."""

    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"
    INVALID = "INVALID"
