from datetime import datetime
from typing import Self

import graphene

from catalog.files import operations
from catalog.files.errors import PhotoCode
from catalog.files.models import ListingPhoto
from exchange.api.catalogue.types import ListingType
from exchange.api.core.codes import explain
from exchange.api.core.ids import IdOf
from exchange.api.core.mutation import Mutation
from exchange.api.files.types import ListingPhotoType
from exchange.parties.models import Person
from exchange.parties.permissions import Permission


class PhotoRemove(Mutation):
    """Remove a photo for good; those after it move up."""

    permission = Permission.MANAGE_LISTINGS
    codes = explain(PhotoCode)

    class Input:
        photo = IdOf(ListingPhotoType, required=True, description="The photo.")

    listing = graphene.Field(ListingType, description="The listing without it.")

    @classmethod
    def perform(cls, *, by: Person, now: datetime, photo: ListingPhoto) -> Self:
        return cls(listing=operations.remove_photo(photo=photo, by=by, now=now))
