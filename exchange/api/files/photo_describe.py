from datetime import datetime
from typing import Self

import graphene

from catalog.files import operations
from catalog.files.errors import PhotoCode
from catalog.files.models import ListingPhoto
from exchange.api.core.codes import explain
from exchange.api.core.ids import IdOf
from exchange.api.core.mutation import Mutation
from exchange.api.files.types import ListingPhotoType
from exchange.parties.models import Person
from exchange.parties.permissions import Permission


class PhotoDescribe(Mutation):
    """Say what a photo shows, for who cannot see it; only then is it shown."""

    permission = Permission.MANAGE_LISTINGS
    codes = explain(PhotoCode)

    class Input:
        photo = IdOf(ListingPhotoType, required=True, description="The photo.")
        alt_text = graphene.String(required=True, description="One line of at most 300 characters.")

    photo = graphene.Field(ListingPhotoType, description="The photo as it is now.")

    @classmethod
    def perform(cls, *, by: Person, now: datetime, photo: ListingPhoto, alt_text: str) -> Self:
        return cls(photo=operations.describe_photo(photo=photo, alt_text=alt_text, by=by, now=now))
