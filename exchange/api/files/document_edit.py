from datetime import datetime
from typing import Self

import graphene

from catalog.files import operations
from catalog.files.errors import DocumentCode
from catalog.files.models import ListingDocument
from catalog.files.rules import DocumentKind
from exchange.api.core.codes import explain
from exchange.api.core.ids import IdOf
from exchange.api.core.mutation import Mutation
from exchange.api.files import enums
from exchange.api.files.types import ListingDocumentType
from exchange.parties.models import Person
from exchange.parties.permissions import Permission


class DocumentEdit(Mutation):
    """Say what a listing's document is called and what it is for."""

    permission = Permission.MANAGE_LISTINGS
    codes = explain(DocumentCode)

    class Input:
        document = IdOf(ListingDocumentType, required=True, description="The document.")
        title = graphene.String(required=True, description="One line of at most 200 characters.")
        kind = enums.DocumentKind(required=True, description="What it is for.")

    document = graphene.Field(ListingDocumentType, description="The document as it is now.")

    @classmethod
    def perform(cls, *, by: Person, now: datetime, document: ListingDocument, title: str, kind: str) -> Self:
        edited = operations.edit_document(document=document, title=title, kind=DocumentKind(kind), by=by, now=now)
        return cls(document=edited)
