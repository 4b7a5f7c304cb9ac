from datetime import datetime
from typing import Self

import graphene

from exchange.api.core.codes import explain
from exchange.api.core.mutation import Mutation, SignedIn
from exchange.api.parties.types import ApiTokenType
from exchange.parties import operations
from exchange.parties.errors import TokenCreateErrorCode
from exchange.parties.models import Person


class TokenCreate(Mutation):
    """Create an API token that acts for oneself."""

    permission = SignedIn("a token may do no more than its owner")
    codes = explain(TokenCreateErrorCode, TOO_MANY="The person has as many tokens as one may have.")

    class Input:
        name = graphene.String(required=True, description="What to call it, at most 100 characters.")
        days = graphene.Int(required=True, description="How many days it works, 1 to 365.")

    api_token = graphene.Field(ApiTokenType, description="The token.")
    secret = graphene.String(description="What a script sends after `Authorization: Bearer`; never shown again.")

    @classmethod
    def perform(cls, *, by: Person, now: datetime, name: str, days: int) -> Self:
        token, secret = operations.create_token(name=name, days=days, by=by, now=now)
        return cls(api_token=token, secret=secret)
