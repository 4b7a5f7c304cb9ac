from datetime import datetime
from typing import Self

import graphene

from exchange.api.core.codes import explain
from exchange.api.core.ids import IdOf
from exchange.api.core.mutation import Mutation, SignedIn
from exchange.api.parties.types import ApiTokenType
from exchange.parties import operations
from exchange.parties.errors import TokenRevokeErrorCode
from exchange.parties.models import ApiToken, Person


class TokenRevoke(Mutation):
    """Make one of one's own API tokens useless at once."""

    permission = SignedIn("only the owner sees a token")
    codes = explain(TokenRevokeErrorCode, ALREADY_REVOKED="The token was revoked before.")

    class Input:
        token = IdOf(ApiTokenType, required=True, description="The token.")

    api_token = graphene.Field(ApiTokenType, description="The token, revoked.")

    @classmethod
    def perform(cls, *, by: Person, now: datetime, token: ApiToken) -> Self:
        return cls(api_token=operations.revoke_token(token=token, by=by, now=now))
