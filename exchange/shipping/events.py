"""News of shipments. Plain Python."""

from enum import StrEnum


class ShippingEvent(StrEnum):
    """Names of events in the outbox; each carries {shipment_id}."""

    SHIPMENT_PREPARED = "ShipmentPrepared"
    SHIPMENT_CANCELLED = "ShipmentCancelled"
    SHIPMENT_SHIPPED = "ShipmentShipped"
    SHIPMENT_RECEIVED = "ShipmentReceived"
