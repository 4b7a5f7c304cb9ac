from collections.abc import Sequence
from datetime import datetime
from typing import Self

import graphene

from catalog.files import operations
from catalog.files.errors import PhotosArrangeCode
from catalog.files.models import ListingPhoto
from catalog.listings.models import Listing
from exchange.api.catalogue.types import ListingType
from exchange.api.core.codes import explain
from exchange.api.core.ids import IdOf
from exchange.api.core.mutation import Mutation
from exchange.api.files.types import ListingPhotoType
from exchange.parties.models import Person
from exchange.parties.permissions import Permission


class PhotosArrange(Mutation):
    """Put a listing's photos in an order; the first is shown on cards."""

    permission = Permission.MANAGE_LISTINGS
    codes = explain(PhotosArrangeCode, CHANGED_MEANWHILE="Photos were added or removed after the person saw them.")

    class Input:
        listing = IdOf(ListingType, required=True, description="The listing.")
        photos = IdOf(ListingPhotoType, is_list=True, required=True, description="All of its photos, in order.")

    listing = graphene.Field(ListingType, description="The listing as it is now.")

    @classmethod
    def perform(cls, *, by: Person, now: datetime, listing: Listing, photos: Sequence[ListingPhoto]) -> Self:
        return cls(listing=operations.arrange_photos(listing=listing, photos=photos, by=by, now=now))
