from datetime import datetime
from typing import Self

import graphene

from catalog.search import operations
from catalog.search.errors import SavedSearchSetAlertErrorCode
from catalog.search.models import SavedSearch
from catalog.search.states import AlertFrequency
from exchange.api.core.codes import explain
from exchange.api.core.ids import IdOf
from exchange.api.core.mutation import Mutation, SignedIn
from exchange.api.searches import enums
from exchange.api.searches.types import SavedSearchType
from exchange.parties.models import Person


class SavedSearchSetAlert(Mutation):
    """Say how often a saved search tells of what is new, by e-mail and in the application."""

    permission = SignedIn("everybody says what they want to be told")
    codes = explain(SavedSearchSetAlertErrorCode)

    class Input:
        saved_search = IdOf(SavedSearchType, required=True, description="The saved search.")
        alert = enums.AlertFrequency(required=True, description="How often.")

    saved_search = graphene.Field(SavedSearchType, description="The saved search as it is now.")

    @classmethod
    def perform(cls, *, by: Person, now: datetime, saved_search: SavedSearch, alert: AlertFrequency) -> Self:
        saved = operations.set_alert(saved_search=saved_search, alert=AlertFrequency(alert), by=by, now=now)
        return cls(saved_search=saved)
