from datetime import datetime
from typing import Self

import graphene

from exchange.api.core.codes import explain
from exchange.api.core.ids import IdOf
from exchange.api.core.mutation import Mutation
from exchange.api.requests.decide_codes import SENTENCES
from exchange.api.requests.types import RequestLineType
from exchange.parties.models import Person
from exchange.parties.permissions import Permission
from exchange.requests import operations
from exchange.requests.errors import DecideCode
from exchange.requests.models import RequestLine


class LineApprove(Mutation):
    """Approve a line for the provider's committee; the last decision of a part has its agreements drafted."""

    permission = Permission.DECIDE_ACCESS
    codes = explain(DecideCode, **SENTENCES)

    class Input:
        line = IdOf(RequestLineType, required=True, description="The line.")
        reason = graphene.String(description="Why; needed where the consent leaves the answer to a person.")

    line = graphene.Field(RequestLineType, description="The line as it is now.")

    @classmethod
    def perform(cls, *, by: Person, now: datetime, line: RequestLine, reason: str | None = None) -> Self:
        return cls(line=operations.approve_line(line=line, reason=reason or "", by=by, now=now))
