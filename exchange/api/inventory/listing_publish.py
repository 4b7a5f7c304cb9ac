from datetime import datetime
from typing import Self

import graphene

from catalog.listings import operations
from catalog.listings.errors import ListingCode
from catalog.listings.models import Listing
from exchange.api.catalogue.types import ListingType
from exchange.api.core.codes import explain
from exchange.api.core.ids import IdOf
from exchange.api.core.mutation import Mutation
from exchange.api.inventory.codes import SENTENCES
from exchange.parties.models import Person
from exchange.parties.permissions import Permission


class ListingPublish(Mutation):
    """Show a listing to everybody."""

    permission = Permission.MANAGE_LISTINGS
    codes = explain(ListingCode, **SENTENCES)

    class Input:
        listing = IdOf(ListingType, required=True, description="The listing.")
        version = graphene.Int(required=True, description="Its version as the person saw it.")

    listing = graphene.Field(ListingType, description="The listing as it is now.")

    @classmethod
    def perform(cls, *, by: Person, now: datetime, listing: Listing, version: int) -> Self:
        return cls(listing=operations.publish(listing=listing, version=version, by=by, now=now))
