from datetime import datetime
from typing import Any, Self

import graphene

from catalog.search import operations
from catalog.search.errors import SavedSearchSaveErrorCode
from catalog.search.states import AlertFrequency
from exchange.api.core.codes import explain
from exchange.api.core.ids import IdOf
from exchange.api.core.mutation import Mutation, SignedIn
from exchange.api.searches import enums
from exchange.api.searches.arguments import kept
from exchange.api.searches.types import SavedSearchType
from exchange.parties.models import Person


class SavedSearchSave(Mutation):
    """Save a search to come back to."""

    permission = SignedIn("everybody saves searches of their own")
    codes = explain(
        SavedSearchSaveErrorCode,
        NAME_TAKEN="Another saved search of the person is called so.",
        TOO_MANY="The person has as many saved searches as one may have.",
    )

    class Input:
        name = graphene.String(required=True, description="What to call it, at most 100 characters.")
        wish = graphene.JSONString(required=True, description="Arguments of `listings` but for unit and usableFor.")
        unit = IdOf("exchange.api.parties.types.UnitType", description="Only what this unit offers.")
        usable_for = IdOf("exchange.api.requests.types.ProjectType", description="The project that verdicts are for.")
        alert = enums.AlertFrequency(description="How often it tells of what is new; never if not given.")

    saved_search = graphene.Field(SavedSearchType, description="The saved search.")

    @classmethod
    def perform(cls, *, by: Person, now: datetime, name: str, wish: Any, **given: Any) -> Self:
        project, alert = given.get("usable_for"), AlertFrequency(given.get("alert") or AlertFrequency.NONE)
        stated, project_id = kept(wish, unit=given.get("unit")), project and project.pk
        saved = operations.save_search(name=name, wish=stated, project_id=project_id, alert=alert, by=by, now=now)
        return cls(saved_search=saved)
