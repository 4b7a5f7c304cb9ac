"""Why an ethics approval cannot be registered. Plain Python."""

from enum import StrEnum


class EthicsRegisterCode(StrEnum):
    """Codes of the registration."""

    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"
    INVALID = "INVALID"
    ALREADY_REGISTERED = "ALREADY_REGISTERED"
