"""Why stock cannot be promised or released. Plain Python."""

from enum import StrEnum


class StockCode(StrEnum):
    """Codes of the commands on holds."""

    INVALID = "INVALID"
    NOT_FOUND = "NOT_FOUND"
    WRONG_STATE = "WRONG_STATE"
    NOT_ENOUGH = "NOT_ENOUGH"
    HOLD_DIFFERS = "HOLD_DIFFERS"
    HOLD_EXPIRED = "HOLD_EXPIRED"
