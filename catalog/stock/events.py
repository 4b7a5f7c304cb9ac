"""News of the stock. Plain Python."""

from enum import StrEnum


class StockEvent(StrEnum):
    """Names of events in the outbox."""

    HOLD_EXPIRED = "HoldExpired"  # {hold_id, reference}
