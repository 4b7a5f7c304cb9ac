"""How one item arrived, as the recipient says it."""

from collections.abc import Mapping
from typing import Any

import graphene

from exchange.api.core.ids import IdOf
from exchange.api.core.mutation import Input
from exchange.api.shipping import enums
from exchange.shipping.operations import Receipt
from exchange.shipping.states import ReceiptCondition


class ShipmentItemReceipt(Input):
    """How one item of a shipment arrived."""

    item = IdOf("exchange.api.shipping.types.ShipmentItemType", required=True, description="The item.")
    condition = graphene.Field(enums.ReceiptCondition, required=True, description="How it arrived.")
    note = graphene.String(description="What happened, where it is not good.")


def receipt_of(said: Mapping[str, Any]) -> Receipt:
    """Return what an input says."""
    return Receipt(said["item"], ReceiptCondition(said["condition"]), said.get("note") or "")
