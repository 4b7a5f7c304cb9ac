"""The managers' part of the schema."""

from typing import Any

import graphene
from django.db.models import QuerySet
from graphql import GraphQLResolveInfo

from catalog.listings import queries
from catalog.listings.models import Listing
from catalog.listings.queries import Preview
from catalog.stock.queries import with_free
from exchange.api.catalogue import enums
from exchange.api.catalogue.types import ListingType
from exchange.api.core.connection import ConnectionField
from exchange.api.core.cursors import Order
from exchange.api.core.ids import IdOf, rows_for_ids
from exchange.api.inventory.enums import ORDERS, InventorySort, InventorySortType
from exchange.api.inventory.inputs import SHARED, shared_edit_of
from exchange.api.inventory.listing_edit import ListingEdit
from exchange.api.inventory.listing_publish import ListingPublish
from exchange.api.inventory.listing_restrict import ListingRestrict
from exchange.api.inventory.listing_retract import ListingRetract
from exchange.api.inventory.listing_withdraw import ListingWithdraw
from exchange.api.inventory.listings_edit import ListingsEdit
from exchange.api.inventory.listings_undo_edit import ListingsUndoEdit
from exchange.api.inventory.types import EditPreviewType
from exchange.kernel.errors import NotAllowed
from exchange.parties.models import Unit


def looked_after(
    rows: QuerySet[Listing],
    info: GraphQLResolveInfo,
    *,
    unit: Unit,
    search: str | None = None,
    kind: list[str] | None = None,
    visibility: list[str] | None = None,
    sort: str | None = None,
) -> QuerySet[Listing]:
    found = queries.inventory_of(info.context.viewer, unit, text=search or "")
    found = found.filter(kind__in=kind) if kind else found
    found = found.filter(visibility__in=visibility) if visibility else found
    return with_free(found, on=info.context.now.date()) if sort == InventorySort.AVAILABLE else found


def sorted_by(arguments: dict[str, Any]) -> Order:
    return ORDERS[InventorySort(arguments.get("sort") or InventorySort.TITLE)]


def previewed(root: None, info: GraphQLResolveInfo, **given: Any) -> list[Preview]:
    viewer = info.context.viewer
    if viewer is None:
        raise NotAllowed("Sign in first.")
    asked = shared_edit_of(rows_for_ids(info.context, dict(SHARED), given))
    return queries.preview_edit(viewer=viewer, now=info.context.now, **asked)


class Query(graphene.ObjectType):
    """What managers look after."""

    inventory = ConnectionField(
        ListingType,
        order=sorted_by,
        narrow=looked_after,
        description="What a unit lists, whatever its visibility, for those who manage its listings; empty for others.",
        unit=IdOf("exchange.api.parties.types.UnitType", required=True, description="Whose listings."),
        search=graphene.String(description="Parts of names, identifiers or the unit's own key, all of them."),
        kind=graphene.List(graphene.NonNull(enums.ListingKind), description="Only these kinds."),
        visibility=graphene.List(graphene.NonNull(enums.Visibility), description="Only seen by these."),
        sort=InventorySortType(description="In which order; by title when absent."),
    )
    listings_edit_preview = graphene.Field(
        graphene.List(graphene.NonNull(EditPreviewType)),
        resolver=previewed,
        required=True,
        description="What `listingsEdit` would do to each of the listings, in the order given; it changes nothing.",
        **SHARED,
    )


class Mutation(graphene.ObjectType):
    """What managers do with listings."""

    listing_edit = ListingEdit.Field()
    listing_publish = ListingPublish.Field()
    listing_restrict = ListingRestrict.Field()
    listing_retract = ListingRetract.Field()
    listing_withdraw = ListingWithdraw.Field()
    listings_edit = ListingsEdit.Field()
    listings_undo_edit = ListingsUndoEdit.Field()
