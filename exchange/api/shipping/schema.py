"""The shipping room's part of the schema."""

import graphene

from exchange.api.core.connection import ConnectionField
from exchange.api.core.cursors import Order
from exchange.api.core.fields import Found
from exchange.api.shipping.shipment_cancel import ShipmentCancel
from exchange.api.shipping.shipment_confirm_receipt import ShipmentConfirmReceipt
from exchange.api.shipping.shipment_prepare import ShipmentPrepare
from exchange.api.shipping.shipment_ship import ShipmentShip
from exchange.api.shipping.types import ShipmentType


class Query(graphene.ObjectType):
    """Shipments."""

    shipments = ConnectionField(
        ShipmentType,
        order=Order("-pk"),
        description="Parcels to the viewer, and those of units for which they read requests or pack; newest first.",
    )
    shipment = Found(ShipmentType, description="One shipment.")


class Mutation(graphene.ObjectType):
    """What is done with shipments."""

    shipment_prepare = ShipmentPrepare.Field()
    shipment_ship = ShipmentShip.Field()
    shipment_cancel = ShipmentCancel.Field()
    shipment_confirm_receipt = ShipmentConfirmReceipt.Field()
