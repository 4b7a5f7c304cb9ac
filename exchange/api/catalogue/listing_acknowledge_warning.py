from datetime import datetime
from typing import Self

import graphene

from catalog.listings import operations
from catalog.listings.errors import AcknowledgeCode
from catalog.listings.models import Listing
from exchange.api.catalogue.types import ListingType
from exchange.api.core.codes import explain
from exchange.api.core.ids import IdOf
from exchange.api.core.mutation import Mutation
from exchange.parties.models import Person
from exchange.parties.permissions import Permission


class ListingAcknowledgeWarning(Mutation):
    """Say why a problematic item is offered all the same; a draft becomes public by it."""

    permission = Permission.IMPORT_LISTINGS
    codes = explain(AcknowledgeCode, NO_WARNING="Nothing is known against the item.")

    class Input:
        listing = IdOf(ListingType, required=True, description="The listing.")
        reason = graphene.String(required=True, description="Why, in one or two sentences; everybody reads it.")

    listing = graphene.Field(ListingType, description="The listing as it is now.")

    @classmethod
    def perform(cls, *, by: Person, now: datetime, listing: Listing, reason: str) -> Self:
        return cls(listing=operations.acknowledge_warning(listing=listing, reason=reason, by=by, now=now))
