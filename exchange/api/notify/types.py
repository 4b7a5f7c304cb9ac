"""Types of the notify room."""

import graphene
from django.db.models import QuerySet

from exchange.api.core.types import NodeType
from exchange.notify import queries
from exchange.notify.models import Notification
from exchange.parties.models import Person


class NotificationType(NodeType):
    """One message to the viewer about one event."""

    class Meta:
        model = Notification

    subject = graphene.String(required=True, description="What happened, on one line.")
    body = graphene.String(required=True, description="What it means and what comes next; plain text.")
    link = graphene.String(required=True, description="Path of the page to open.")
    created_at = graphene.DateTime(required=True, description="When it was written.")
    read_at = graphene.DateTime(description="When the viewer read it; null if not yet.")

    @classmethod
    def visible(cls, viewer: Person | None) -> QuerySet[Notification]:
        return queries.visible_to(viewer)
