from datetime import datetime
from typing import Any, Self

import graphene

from catalog.listings import operations
from catalog.listings.errors import ListingsEditCode
from exchange.api.core.codes import explain
from exchange.api.core.mutation import Mutation
from exchange.api.inventory.inputs import SharedEdit, shared_edit_of
from exchange.api.inventory.types import BulkEditType
from exchange.parties.models import Person
from exchange.parties.permissions import Permission


class ListingsEdit(Mutation):
    """Change several listings of a unit at once, all of them or none."""

    permission = Permission.MANAGE_LISTINGS
    codes = explain(
        ListingsEditCode,
        NOT_ALL="Some of the listings cannot be changed so; params.problems names each.",
        KEY_TAKEN="Another change was made under this key.",
    )

    class Input(SharedEdit):
        client_key = graphene.String(
            required=True, description="The client's own name for this change; sent again it changes nothing more."
        )

    bulk_edit = graphene.Field(BulkEditType, description="What was done, to be undone by.")

    @classmethod
    def perform(cls, *, by: Person, now: datetime, client_key: str, **given: Any) -> Self:
        asked = shared_edit_of(given)
        return cls(bulk_edit=operations.edit_listings(client_key=client_key, by=by, now=now, **asked))
