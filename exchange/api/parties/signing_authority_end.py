from datetime import date, datetime
from typing import Self

import graphene

from exchange.api.core.codes import explain
from exchange.api.core.ids import IdOf
from exchange.api.core.mutation import Mutation
from exchange.api.parties.types import SigningAuthorityType
from exchange.parties import operations
from exchange.parties.errors import SigningAuthorityEndErrorCode
from exchange.parties.models import Person, SigningAuthority
from exchange.parties.permissions import Permission


class SigningAuthorityEnd(Mutation):
    """End signing authority after a day; what was signed by it stays signed."""

    permission = Permission.MANAGE_MEMBERS
    codes = explain(SigningAuthorityEndErrorCode, ALREADY_ENDED="The authority ends by then already.")

    class Input:
        signing_authority = IdOf(SigningAuthorityType, required=True, description="The authority.")
        last_on = graphene.Date(description="Last day, today or later; today when absent.")
        reason = graphene.String(description="Why, for the audit trail.")

    signing_authority = graphene.Field(SigningAuthorityType, description="The authority with its last day.")

    @classmethod
    def perform(
        cls,
        *,
        by: Person,
        now: datetime,
        signing_authority: SigningAuthority,
        last_on: date | None = None,
        reason: str | None = None,
    ) -> Self:
        ended = operations.end_signing_authority(
            authority=signing_authority, by=by, now=now, last_on=last_on, reason=reason or ""
        )
        return cls(signing_authority=ended)
