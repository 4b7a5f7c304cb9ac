"""What can be done with shipments."""

from exchange.shipping.operations.preparing import cancel, prepare, unpack_line
from exchange.shipping.operations.receiving import Receipt, confirm_receipt
from exchange.shipping.operations.shipping import ship

__all__ = ["Receipt", "cancel", "confirm_receipt", "prepare", "ship", "unpack_line"]
