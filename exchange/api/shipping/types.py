"""Types of the shipping room."""

from collections.abc import Mapping, Sequence
from typing import Any

import graphene
from django.db.models import QuerySet, prefetch_related_objects
from graphql import GraphQLResolveInfo

from catalog.stock.models import Lot
from exchange.api.core.cursors import Order
from exchange.api.core.peers import batched
from exchange.api.core.relations import Many, One
from exchange.api.core.types import NodeType
from exchange.api.shipping import enums
from exchange.parties.models import Person
from exchange.shipping import queries
from exchange.shipping.models import Shipment, ShipmentItem
from exchange.shipping.queries import Readiness


class ShipmentType(NodeType):
    """A parcel from a providing unit."""

    class Meta:
        model = Shipment

    part = One(
        "exchange.api.requests.types.RequestPartType", required=True, description="What it delivers, or a part of it."
    )
    state = graphene.Field(enums.ShipmentState, required=True, description="Where it is.")
    carrier = graphene.String(required=True, description="Who carries it; empty before it leaves.")
    waybill = graphene.String(required=True, description="The carrier's number; empty before it leaves.")
    temperature_min_c = graphene.Float(required=True, description="Coldest it may get, in degrees Celsius.")
    temperature_max_c = graphene.Float(required=True, description="Warmest it may get, in degrees Celsius.")
    shipped_at = graphene.DateTime(description="When it left; null before.")
    received_at = graphene.DateTime(description="When its receipt was confirmed; null before.")
    items = Many("exchange.api.shipping.types.ShipmentItemType", order=Order("pk"), description="What is in it.")
    gate_is_green = graphene.Boolean(
        required=True, description="Whether it may leave now; of one that has left, true: it was cleared then."
    )
    problems = graphene.List(
        graphene.NonNull(graphene.String), required=True, description="Why it may not leave, in sentences."
    )
    commands = graphene.List(
        graphene.NonNull(graphene.String),
        required=True,
        description="What the viewer may do with it now: SHIP, CANCEL, CONFIRM_RECEIPT.",
    )

    @classmethod
    def visible(cls, viewer: Person | None) -> QuerySet[Shipment]:
        return queries.visible_to(viewer)

    def resolve_gate_is_green(self: Any, info: GraphQLResolveInfo) -> bool:
        readiness: Readiness = readiness_of(self, info)
        return readiness.is_green

    def resolve_problems(self: Any, info: GraphQLResolveInfo) -> tuple[str, ...]:
        readiness: Readiness = readiness_of(self, info)
        return readiness.problems

    @batched
    def resolve_commands(rows: Sequence[Shipment], info: GraphQLResolveInfo) -> Mapping[Any, list[str]]:
        viewer, on = info.context.viewer, info.context.now.date()
        prefetch_related_objects(list(rows), "part__unit__organisation", "part__request__organisation")
        return {row.pk: [command.name for command in queries.commands_of(row, viewer, on=on)] for row in rows}


@batched
def readiness_of(rows: Sequence[Shipment], info: GraphQLResolveInfo) -> Mapping[Any, Readiness]:
    """Return whether the shipment may leave; two fields ask it, and it is read once."""
    return queries.readiness_of(rows, now=info.context.now)


class ShipmentItemType(NodeType):
    """One held lot or specimen in a parcel, and how it arrived."""

    class Meta:
        model = ShipmentItem

    line = One("exchange.api.requests.types.RequestLineType", required=True, description="What asked for it.")
    lot_code = graphene.String(required=True, description="The provider's label, as on the tube.")
    listing_title = graphene.String(required=True, description="What it is.")
    quantity = graphene.Int(required=True, description="How many units.")
    unit = graphene.String(required=True, description="What is counted: vial, tube, aliquot.")
    condition = graphene.Field(enums.ReceiptCondition, description="How it arrived; null before.")
    note = graphene.String(required=True, description="What the recipient noted; may be empty.")

    @classmethod
    def visible(cls, viewer: Person | None) -> QuerySet[ShipmentItem]:
        return queries.visible_items(viewer)

    def resolve_lot_code(self: Any, info: GraphQLResolveInfo) -> str:
        lot: Lot = lot_of(self, info)
        return lot.code

    def resolve_listing_title(self: Any, info: GraphQLResolveInfo) -> str:
        lot: Lot = lot_of(self, info)
        return lot.listing.title

    @batched
    def resolve_quantity(rows: Sequence[ShipmentItem], info: GraphQLResolveInfo) -> Mapping[Any, int]:
        prefetch_related_objects(list(rows), "hold__lot__listing")
        return {row.pk: row.hold.quantity for row in rows}

    def resolve_unit(self: Any, info: GraphQLResolveInfo) -> str:
        lot: Lot = lot_of(self, info)
        return lot.unit

    def resolve_condition(self: Any, info: GraphQLResolveInfo) -> str | None:
        return self.condition or None


@batched
def lot_of(rows: Sequence[ShipmentItem], info: GraphQLResolveInfo) -> Mapping[Any, Lot]:
    """Return the lot that an item is of; three fields ask it, and it is read once."""
    prefetch_related_objects(list(rows), "hold__lot__listing")
    return {row.pk: row.hold.lot for row in rows}
