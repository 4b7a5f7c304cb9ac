from datetime import datetime
from typing import Any, Self

import graphene

from exchange.api.core.codes import explain
from exchange.api.core.context import Context
from exchange.api.core.mutation import Mutation, SignedIn
from exchange.api.parties.proof import proof_from
from exchange.api.parties.types import ApiTokenType
from exchange.parties import operations
from exchange.parties.errors import TokenCreateErrorCode
from exchange.parties.models import Person
from exchange.parties.rules.proof import Proof


class TokenCreate(Mutation):
    """Create an API token that acts for oneself."""

    permission = SignedIn("a token may do no more than its owner")
    codes = explain(
        TokenCreateErrorCode,
        TOO_MANY="The person has as many tokens as one may have.",
        SIGN_IN_AGAIN="A token that signs is made in a session whose person proved just now who they are.",
    )

    class Input:
        name = graphene.String(required=True, description="What to call it, at most 100 characters.")
        days = graphene.Int(required=True, description="How many days it works, 1 to 365.")
        may_sign = graphene.Boolean(description="Whether it signs agreements too; only from a fresh session.")

    api_token = graphene.Field(ApiTokenType, description="The token.")
    secret = graphene.String(description="What a script sends after `Authorization: Bearer`; never shown again.")

    @classmethod
    def from_context(cls, context: Context) -> dict[str, Any]:
        return {"proof": proof_from(context)}

    @classmethod
    def perform(
        cls, *, by: Person, now: datetime, proof: Proof, name: str, days: int, may_sign: bool | None = None
    ) -> Self:
        token, secret = operations.create_token(
            name=name, days=days, may_sign=bool(may_sign), proof=proof, by=by, now=now
        )
        return cls(api_token=token, secret=secret)
