from datetime import datetime
from typing import Self

import graphene

from catalog.listings import operations
from catalog.listings.errors import ListingsUndoEditCode
from catalog.listings.models import BulkEdit
from exchange.api.core.codes import explain
from exchange.api.core.ids import IdOf
from exchange.api.core.mutation import Mutation
from exchange.api.inventory.types import BulkEditType
from exchange.parties.models import Person
from exchange.parties.permissions import Permission


class ListingsUndoEdit(Mutation):
    """Make listings what they were before a bulk edit, those left out that were changed since."""

    permission = Permission.MANAGE_LISTINGS
    codes = explain(
        ListingsUndoEditCode,
        TOO_LATE="The time in which it can be undone is over.",
        CHANGED_MEANWHILE="Every one of the listings was changed since; params.listings names them.",
    )

    class Input:
        bulk_edit = IdOf(BulkEditType, required=True, description="The change.")

    bulk_edit = graphene.Field(BulkEditType, description="The change, undone.")

    @classmethod
    def perform(cls, *, by: Person, now: datetime, bulk_edit: BulkEdit) -> Self:
        return cls(bulk_edit=operations.undo_edit(bulk_edit=bulk_edit, by=by, now=now))
