from datetime import datetime
from typing import Any, Self

import graphene

from catalog.listings import operations
from catalog.listings.errors import ListingCode
from exchange.api.catalogue.types import ListingType
from exchange.api.core.codes import explain
from exchange.api.core.ids import IdOf
from exchange.api.core.mutation import Mutation
from exchange.api.inventory.codes import SENTENCES
from exchange.api.inventory.inputs import CONSORTIUM
from exchange.parties.models import Person
from exchange.parties.permissions import Permission


class ListingRestrict(Mutation):
    """Show a listing to the members of one consortium only, to which its organisation belongs."""

    permission = Permission.MANAGE_LISTINGS
    codes = explain(ListingCode, **SENTENCES)

    class Input:
        listing = IdOf(ListingType, required=True, description="The listing.")
        version = graphene.Int(required=True, description="Its version as the person saw it.")
        consortium = IdOf(CONSORTIUM, required=True, description="Whose members shall see it.")

    listing = graphene.Field(ListingType, description="The listing as it is now.")

    @classmethod
    def perform(cls, *, by: Person, now: datetime, **given: Any) -> Self:
        return cls(listing=operations.restrict(by=by, now=now, **given))
