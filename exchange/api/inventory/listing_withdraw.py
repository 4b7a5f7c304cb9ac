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


class ListingWithdraw(Mutation):
    """Offer a listing no longer; what was requested of it before goes on, and nothing new can be."""

    permission = Permission.MANAGE_LISTINGS
    codes = explain(ListingCode, **SENTENCES)

    class Input:
        listing = IdOf(ListingType, required=True, description="The listing.")
        version = graphene.Int(required=True, description="Its version as the person saw it.")
        reason = graphene.String(description="Why, for whoever may know that it was offered.")

    listing = graphene.Field(ListingType, description="The listing as it is now.")

    @classmethod
    def perform(cls, *, by: Person, now: datetime, listing: Listing, version: int, reason: str | None = None) -> Self:
        return cls(listing=operations.withdraw(listing=listing, version=version, reason=reason or "", by=by, now=now))
