from datetime import datetime
from typing import Self

import graphene

from exchange.api.core.codes import explain
from exchange.api.core.ids import IdOf
from exchange.api.core.mutation import Mutation
from exchange.api.requests.types import AccessRequestType
from exchange.parties.models import Person
from exchange.parties.permissions import Permission
from exchange.requests import operations
from exchange.requests.errors import WithdrawCode
from exchange.requests.models import AccessRequest


class RequestWithdraw(Mutation):
    """Take one's request back while nothing of it was shipped; what was held is free again."""

    permission = Permission.REQUEST_ACCESS
    codes = explain(WithdrawCode, ALREADY_SHIPPED="A part of it has left already.")

    class Input:
        request = IdOf(AccessRequestType, required=True, description="The request.")
        reason = graphene.String(description="Why, for the record.")

    request = graphene.Field(AccessRequestType, description="The request as it is now.")

    @classmethod
    def perform(cls, *, by: Person, now: datetime, request: AccessRequest, reason: str | None = None) -> Self:
        return cls(request=operations.withdraw(request=request, reason=reason or "", by=by, now=now))
