"""The notify room's part of the schema."""

import graphene

from exchange.api.core.connection import ConnectionField
from exchange.api.core.cursors import Order
from exchange.api.notify.notification_read import NotificationRead
from exchange.api.notify.types import NotificationType


class Query(graphene.ObjectType):
    """What the viewer was told."""

    notifications = ConnectionField(
        NotificationType, order=Order("-pk"), description="The viewer's notifications, newest first."
    )


class Mutation(graphene.ObjectType):
    """What is done with notifications."""

    notification_read = NotificationRead.Field()
