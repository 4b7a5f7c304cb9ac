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
from exchange.requests.errors import CopyCode
from exchange.requests.models import AccessRequest


class LeftOutType(graphene.ObjectType):
    """What could not be put into the basket again."""

    class Meta:
        name = "LeftOut"

    title = graphene.String(required=True, description="What it is.")
    why = graphene.String(required=True, description="Why, in one sentence.")


class RequestCopy(Mutation):
    """Put what a request asked for into the basket of its project; nothing is held by that."""

    permission = Permission.REQUEST_ACCESS
    codes = explain(CopyCode, NOTHING_LEFT="None of it can be asked for now.")

    class Input:
        request = IdOf(AccessRequestType, required=True, description="The request.")

    basket = graphene.Field(AccessRequestType, description="The basket as it is now.")
    left_out = graphene.List(graphene.NonNull(LeftOutType), description="What is not in it.")

    @classmethod
    def perform(cls, *, by: Person, now: datetime, request: AccessRequest) -> Self:
        copied = operations.copy(request=request, by=by, now=now)
        left_out = [LeftOutType(title=one.title, why=one.why) for one in copied.left_out]
        return cls(basket=copied.basket, left_out=left_out)
