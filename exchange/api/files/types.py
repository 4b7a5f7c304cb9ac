"""Photos and documents, as the API shows them."""

from collections.abc import Mapping, Sequence
from typing import Any

import graphene
from django.db.models import QuerySet
from django.urls import reverse
from graphql import GraphQLResolveInfo

from catalog.files import queries
from catalog.files.models import ListingDocument, ListingPhoto, PhotoFile
from catalog.files.rules import MOST_DOCUMENTS, MOST_PHOTOS
from catalog.listings.models import Listing
from exchange.api.core.cursors import Order
from exchange.api.core.peers import batched
from exchange.api.core.relations import Many
from exchange.api.core.types import NodeType
from exchange.api.files import enums
from exchange.parties.models import Person


class PhotoImageType(graphene.ObjectType):
    """A photo in one of its sizes, as WebP."""

    class Meta:
        name = "PhotoImage"

    path = graphene.String(required=True, description="Path to fetch it from, by whoever may see the listing.")
    width = graphene.Int(required=True, source="width_px", description="In pixels.")
    height = graphene.Int(required=True, source="height_px", description="In pixels.")

    def resolve_path(self: Any, info: GraphQLResolveInfo) -> str:
        # Pages tell by the address that a photo was replaced.
        return f"{reverse('listing-photo', args=[self.photo_id, self.size])}?v={self.sha256[:12]}"


class ListingPhotoType(NodeType):
    """A photo of what is listed."""

    class Meta:
        model = ListingPhoto

    alt_text = graphene.String(
        required=True, description="What it shows, for who cannot see it; empty for the managers' eyes only."
    )
    images = graphene.List(
        graphene.NonNull(PhotoImageType),
        required=True,
        description="The same in up to three sizes, the smallest first; empty until it was looked at.",
    )

    @classmethod
    def visible(cls, viewer: Person | None) -> QuerySet[ListingPhoto]:
        return queries.visible_photos(viewer)

    @batched
    def resolve_images(
        rows: Sequence[ListingPhoto],
        info: GraphQLResolveInfo,
    ) -> Mapping[Any, list[PhotoFile]]:
        return queries.images(rows)


class ManagedPhotoType(graphene.ObjectType):
    """A photo as those see it who look after the listing."""

    class Meta:
        name = "ManagedPhoto"

    photo = graphene.Field(ListingPhotoType, required=True, description="The photo.")
    filename = graphene.String(required=True, description="Name of the file sent last.")
    state = graphene.Field(enums.PhotoState, required=True, description="What became of that file.")
    refusal = graphene.String(required=True, description="Why it was refused; empty if it was not.")

    def resolve_photo(self: Any, info: GraphQLResolveInfo) -> Any:
        return self


class ListingDocumentType(NodeType):
    """A document to what is listed."""

    class Meta:
        model = ListingDocument

    title = graphene.String(required=True, description="What it is called.")
    kind = graphene.Field(enums.DocumentKind, required=True, description="What it is for.")
    format = graphene.Field(enums.DocumentFormat, required=True, description="What it is.")
    size_bytes = graphene.Int(required=True, description="Its length in bytes.")
    pages = graphene.Int(description="How many pages a PDF has; null for others.")
    sequence_bp = graphene.Int(description="Length of a sequence in base pairs; null for what is none.")
    sequence_features = graphene.List(
        graphene.NonNull(graphene.String), required=True, description="Types of the features of a sequence."
    )
    created_at = graphene.DateTime(required=True, description="When it was added.")
    path = graphene.String(required=True, description="Path to fetch it from, by whoever may see the listing.")

    @classmethod
    def visible(cls, viewer: Person | None) -> QuerySet[ListingDocument]:
        return queries.visible_documents(viewer)

    def resolve_path(self: Any, info: GraphQLResolveInfo) -> str:
        return reverse("listing-document-file", args=[self.pk])


class ListingFiles:
    """The part of a listing that is photos and documents."""

    photo = graphene.Field(ListingPhotoType, description="The first photo that is shown; null if there is none.")
    photos = graphene.List(
        graphene.NonNull(ListingPhotoType),
        required=True,
        description=f"The photos that are shown, in their order; at most {MOST_PHOTOS}.",
    )
    managed_photos = graphene.List(
        graphene.NonNull(ManagedPhotoType),
        required=True,
        description="All photos, also those that are not shown; empty for all but the listing's managers."
        f" At most {MOST_PHOTOS}.",
    )
    documents = Many(
        ListingDocumentType, order=Order("title", "pk"), cap=MOST_DOCUMENTS, description="Its documents, by title."
    )

    @batched
    def resolve_photo(
        rows: Sequence[Listing],
        info: GraphQLResolveInfo,
    ) -> Mapping[Any, ListingPhoto | None]:
        found = queries.shown_photos(rows)
        return {row.pk: found[row.pk][0] if row.pk in found else None for row in rows}

    @batched
    def resolve_photos(
        rows: Sequence[Listing],
        info: GraphQLResolveInfo,
    ) -> Mapping[Any, list[ListingPhoto]]:
        return queries.shown_photos(rows)

    @batched
    def resolve_managed_photos(
        rows: Sequence[Listing],
        info: GraphQLResolveInfo,
    ) -> Mapping[Any, list[ListingPhoto]]:
        return queries.managed_photos(rows, info.context.viewer, on=info.context.now.date())
