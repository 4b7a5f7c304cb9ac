from datetime import datetime
from typing import Self

import graphene

from catalog.files import operations
from catalog.files.errors import DocumentCode
from catalog.files.models import ListingDocument
from exchange.api.catalogue.types import ListingType
from exchange.api.core.codes import explain
from exchange.api.core.ids import IdOf
from exchange.api.core.mutation import Mutation
from exchange.api.files.types import ListingDocumentType
from exchange.parties.models import Person
from exchange.parties.permissions import Permission


class DocumentRemove(Mutation):
    """Remove a listing's document for good."""

    permission = Permission.MANAGE_LISTINGS
    codes = explain(DocumentCode)

    class Input:
        document = IdOf(ListingDocumentType, required=True, description="The document.")

    listing = graphene.Field(ListingType, description="The listing without it.")

    @classmethod
    def perform(cls, *, by: Person, now: datetime, document: ListingDocument) -> Self:
        return cls(listing=operations.remove_document(document=document, by=by, now=now))
