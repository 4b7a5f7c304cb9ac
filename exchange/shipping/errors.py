"""Error codes of the shipping room's commands, one enum each. Plain Python."""

from enum import StrEnum


class PrepareCode(StrEnum):
    """Why a shipment could not be prepared."""

    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"
    WRONG_STATE = "WRONG_STATE"
    INVALID = "INVALID"
    HOLD_EXPIRED = "HOLD_EXPIRED"
    ALREADY_PREPARED = "ALREADY_PREPARED"


class ShipCode(StrEnum):
    """Why a shipment could not leave."""

    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"
    WRONG_STATE = "WRONG_STATE"
    INVALID = "INVALID"
    GATE_CLOSED = "GATE_CLOSED"
    HOLD_EXPIRED = "HOLD_EXPIRED"


class CancelCode(StrEnum):
    """Why a shipment could not be cancelled."""

    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"
    WRONG_STATE = "WRONG_STATE"


class ConfirmReceiptCode(StrEnum):
    """Why a receipt could not be confirmed."""

    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"
    WRONG_STATE = "WRONG_STATE"
    INVALID = "INVALID"
