"""Types of saved searches."""

from typing import Any

import graphene
from django.db.models import QuerySet
from graphql import GraphQLResolveInfo

from catalog.search.models import SavedSearch
from catalog.search.queries import stated
from exchange.api.core.types import NodeType
from exchange.api.searches import enums
from exchange.api.searches.arguments import told
from exchange.parties.models import Person


class SavedSearchType(NodeType):
    """What the viewer looks for again."""

    class Meta:
        model = SavedSearch

    name = graphene.String(required=True, description="What the viewer calls it.")
    wish = graphene.JSONString(
        required=True, description="The arguments of `listings`, unit and usableFor among them, in their one form."
    )
    alert = graphene.Field(enums.AlertFrequency, required=True, description="How often it tells of what is new.")
    told_until = graphene.DateTime(required=True, description="What was listed up to here is not new any more.")
    new_count = graphene.Int(required=True, description="How many were new when that was last counted.")
    counted_at = graphene.DateTime(description="When that was; null if not yet. It is done every hour.")
    created_at = graphene.DateTime(required=True, description="When it was saved.")

    @classmethod
    def visible(cls, viewer: Person | None) -> QuerySet[SavedSearch]:
        return stated.visible_to(viewer)

    def resolve_wish(self: Any, info: GraphQLResolveInfo) -> dict[str, Any]:
        return told(self)
