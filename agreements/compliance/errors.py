"""Why an ethics approval cannot be registered, or a rule of the borders revised. Plain Python."""

from enum import StrEnum


class EthicsRegisterCode(StrEnum):
    """Codes of the registration."""

    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"
    INVALID = "INVALID"
    ALREADY_REGISTERED = "ALREADY_REGISTERED"


class TransferRuleCode(StrEnum):
    """Codes of the revision of a rule."""

    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"
    INVALID = "INVALID"
    CHANGED_MEANWHILE = "CHANGED_MEANWHILE"
