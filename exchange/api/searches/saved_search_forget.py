from datetime import datetime
from typing import Self

import graphene

from catalog.search import operations
from catalog.search.errors import SavedSearchForgetErrorCode
from catalog.search.models import SavedSearch
from exchange.api.core.codes import explain
from exchange.api.core.ids import IdOf
from exchange.api.core.mutation import Mutation, SignedIn
from exchange.api.searches.types import SavedSearchType
from exchange.parties.models import Person


class SavedSearchForget(Mutation):
    """Delete a saved search for good."""

    permission = SignedIn("everybody forgets their own searches")
    codes = explain(SavedSearchForgetErrorCode)

    class Input:
        saved_search = IdOf(SavedSearchType, required=True, description="The saved search.")

    saved_search = graphene.Field(SavedSearchType, description="The saved search as it was.")

    @classmethod
    def perform(cls, *, by: Person, now: datetime, saved_search: SavedSearch) -> Self:
        operations.forget_search(saved_search=saved_search, by=by, now=now)
        return cls(saved_search=saved_search)
