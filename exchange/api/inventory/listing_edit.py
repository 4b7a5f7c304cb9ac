from datetime import datetime
from typing import Any, Self

import graphene

from catalog.listings import operations
from catalog.listings.errors import ListingCode
from catalog.listings.models import Listing
from exchange.api.catalogue.types import ListingType
from exchange.api.core.codes import explain
from exchange.api.core.ids import IdOf
from exchange.api.core.mutation import Mutation
from exchange.api.inventory.codes import SENTENCES
from exchange.api.inventory.inputs import edit_of
from exchange.parties.models import Person
from exchange.parties.permissions import Permission


class ListingEdit(Mutation):
    """Change what a listing says; what is absent stays as it is."""

    permission = Permission.MANAGE_LISTINGS
    codes = explain(ListingCode, **SENTENCES)

    class Input:
        listing = IdOf(ListingType, required=True, description="The listing.")
        version = graphene.Int(required=True, description="Its version as the person saw it.")
        title = graphene.String(description="Its name, on one line.")
        summary = graphene.String(description="What it is.")
        synonyms = graphene.List(graphene.NonNull(graphene.String), description="Other names.")
        identifiers = graphene.List(graphene.NonNull(graphene.String), description="RRID and other exact names.")
        warning = graphene.String(description="Why it is problematic; empty takes a warning away.")
        use_terms = graphene.String(description="What is allowed, as DUO terms such as HMB; IRB.")

    listing = graphene.Field(ListingType, description="The listing as it is now.")

    @classmethod
    def perform(cls, *, by: Person, now: datetime, listing: Listing, version: int, **given: Any) -> Self:
        return cls(listing=operations.edit(listing=listing, version=version, change=edit_of(given), by=by, now=now))
