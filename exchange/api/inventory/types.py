"""Bulk edits, made and previewed."""

from collections.abc import Mapping, Sequence
from typing import Any

import graphene
from django.db.models import QuerySet
from graphql import GraphQLResolveInfo

from catalog.listings import queries
from catalog.listings.models import BulkEdit, Listing
from catalog.listings.operations import UNDO_WITHIN
from exchange.api.catalogue.types import ListingType
from exchange.api.core.peers import batched
from exchange.api.core.types import NodeType
from exchange.parties.models import Person


class BulkEditType(NodeType):
    """One change made to several listings of a unit at once."""

    class Meta:
        model = BulkEdit

    made_at = graphene.DateTime(required=True, description="When it was made.")
    undo_until = graphene.DateTime(required=True, description="Until when it can be undone.")
    undone_at = graphene.DateTime(description="When it was undone; null if it was not.")
    listings = graphene.List(graphene.NonNull(ListingType), required=True, description="The listings it changed.")
    left = graphene.List(
        graphene.NonNull(ListingType),
        required=True,
        description="The listings that undoing it left alone, because they were changed since.",
    )

    @classmethod
    def visible(cls, viewer: Person | None) -> QuerySet[BulkEdit]:
        return queries.visible_edits(viewer)

    def resolve_undo_until(self: BulkEdit, info: GraphQLResolveInfo) -> Any:
        return self.made_at + UNDO_WITHIN

    @batched
    def resolve_listings(
        rows: Sequence[BulkEdit],
        info: GraphQLResolveInfo,
    ) -> Mapping[Any, list[Listing]]:
        return queries.changed_by(rows)

    @batched
    def resolve_left(
        rows: Sequence[BulkEdit],
        info: GraphQLResolveInfo,
    ) -> Mapping[Any, list[Listing]]:
        return queries.left_by_undo(rows)


class EditPreviewType(graphene.ObjectType):
    """What a bulk edit would do to one listing."""

    class Meta:
        name = "EditPreview"

    listing = graphene.Field(ListingType, required=True, description="The listing as it is.")
    fields = graphene.List(
        graphene.NonNull(graphene.String),
        required=True,
        description="What would differ: summary, warning, use_terms, visibility, consortium, withdrawal_reason.",
    )
    problem = graphene.String(required=True, description="Why it cannot be changed so; empty if it can.")
