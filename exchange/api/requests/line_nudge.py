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
from exchange.requests.errors import NudgeCode
from exchange.requests.models import RequestLine


class LineNudge(Mutation):
    """Remind those of the committee who have not voted on one's line."""

    permission = Permission.REQUEST_ACCESS
    codes = explain(NudgeCode, TOO_SOON="It was submitted or reminded of less than three days ago.")

    class Input:
        line = IdOf(RequestLineType, required=True, description="The line.")

    line = graphene.Field(RequestLineType, description="The line as it is now.")

    @classmethod
    def perform(cls, *, by: Person, now: datetime, line: RequestLine) -> Self:
        return cls(line=operations.nudge_line(line=line, by=by, now=now))
