"""The part of the schema about saved searches."""

import graphene

from exchange.api.core.connection import ConnectionField
from exchange.api.core.cursors import Order
from exchange.api.searches.saved_search_forget import SavedSearchForget
from exchange.api.searches.saved_search_rename import SavedSearchRename
from exchange.api.searches.saved_search_save import SavedSearchSave
from exchange.api.searches.saved_search_set_alert import SavedSearchSetAlert
from exchange.api.searches.types import SavedSearchType


class Query(graphene.ObjectType):
    """What people look for again."""

    saved_searches = ConnectionField(
        SavedSearchType, order=Order("-pk"), description="What the viewer has saved, the newest first."
    )


class Mutation(graphene.ObjectType):
    """What is done with saved searches."""

    saved_search_save = SavedSearchSave.Field()
    saved_search_rename = SavedSearchRename.Field()
    saved_search_set_alert = SavedSearchSetAlert.Field()
    saved_search_forget = SavedSearchForget.Field()
