from datetime import datetime
from typing import Self

import graphene

from exchange.api.core.codes import explain
from exchange.api.core.ids import IdOf
from exchange.api.core.mutation import Mutation, SignedIn
from exchange.api.notify.types import NotificationType
from exchange.notify import operations
from exchange.notify.errors import NotificationReadErrorCode
from exchange.notify.models import Notification
from exchange.parties.models import Person


class NotificationRead(Mutation):
    """Note that one has read a notification; doing so again changes nothing."""

    permission = SignedIn("everybody reads their own notifications")
    codes = explain(NotificationReadErrorCode)

    class Input:
        notification = IdOf(NotificationType, required=True, description="The notification.")

    notification = graphene.Field(NotificationType, description="The notification, read.")

    @classmethod
    def perform(cls, *, by: Person, now: datetime, notification: Notification) -> Self:
        return cls(notification=operations.mark_read(notification=notification, by=by, now=now))
