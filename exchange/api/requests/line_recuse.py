from datetime import datetime
from typing import Self

import graphene

from exchange.api.core.codes import explain
from exchange.api.core.ids import IdOf
from exchange.api.core.mutation import Mutation
from exchange.api.requests.types import RequestLineType
from exchange.parties.models import Person
from exchange.parties.permissions import Permission
from exchange.requests import operations
from exchange.requests.errors import RecuseCode
from exchange.requests.models import RequestLine


class LineRecuse(Mutation):
    """Leave a line, and all that was asked of its unit with it, to the others of the committee."""

    permission = Permission.DECIDE_ACCESS
    codes = explain(RecuseCode, CONFLICT_OF_INTEREST="The person belongs to those who ask and does not decide anyway.")

    class Input:
        line = IdOf(RequestLineType, required=True, description="The line.")
        reason = graphene.String(required=True, description="What conflict there is; the committee reads it.")

    line = graphene.Field(RequestLineType, description="The line as it is now.")

    @classmethod
    def perform(cls, *, by: Person, now: datetime, line: RequestLine, reason: str) -> Self:
        return cls(line=operations.recuse_line(line=line, reason=reason, by=by, now=now))
