from datetime import datetime
from typing import Self

import graphene

from exchange.api.core.codes import explain
from exchange.api.core.ids import IdOf
from exchange.api.core.mutation import Mutation
from exchange.api.requests.types import AccessRequestType, RequestLineType
from exchange.parties.models import Person
from exchange.parties.permissions import Permission
from exchange.requests import operations
from exchange.requests.errors import RemoveLineCode
from exchange.requests.models import RequestLine


class RequestRemoveLine(Mutation):
    """Take a line out of one's basket."""

    permission = Permission.REQUEST_ACCESS
    codes = explain(RemoveLineCode)

    class Input:
        line = IdOf(RequestLineType, required=True, description="The line.")

    request = graphene.Field(AccessRequestType, description="The basket without it.")

    @classmethod
    def perform(cls, *, by: Person, now: datetime, line: RequestLine) -> Self:
        return cls(request=operations.remove_line(line=line, by=by, now=now))
