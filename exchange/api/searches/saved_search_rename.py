from datetime import datetime
from typing import Self

import graphene

from catalog.search import operations
from catalog.search.errors import SavedSearchRenameErrorCode
from catalog.search.models import SavedSearch
from exchange.api.core.codes import explain
from exchange.api.core.ids import IdOf
from exchange.api.core.mutation import Mutation, SignedIn
from exchange.api.searches.types import SavedSearchType
from exchange.parties.models import Person


class SavedSearchRename(Mutation):
    """Call a saved search otherwise."""

    permission = SignedIn("everybody names their own searches")
    codes = explain(SavedSearchRenameErrorCode, NAME_TAKEN="Another saved search of the person is called so.")

    class Input:
        saved_search = IdOf(SavedSearchType, required=True, description="The saved search.")
        name = graphene.String(required=True, description="What to call it, at most 100 characters.")

    saved_search = graphene.Field(SavedSearchType, description="The saved search as it is now.")

    @classmethod
    def perform(cls, *, by: Person, now: datetime, saved_search: SavedSearch, name: str) -> Self:
        return cls(saved_search=operations.rename_search(saved_search=saved_search, name=name, by=by, now=now))
