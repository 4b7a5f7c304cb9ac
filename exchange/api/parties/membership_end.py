from datetime import date, datetime
from typing import Self

import graphene

from exchange.api.core.codes import explain
from exchange.api.core.ids import IdOf
from exchange.api.core.mutation import Mutation
from exchange.api.parties.types import MembershipType
from exchange.parties import operations
from exchange.parties.errors import MembershipEndErrorCode
from exchange.parties.models import Membership, Person
from exchange.parties.permissions import Permission


class MembershipEnd(Mutation):
    """End a membership, at once or after a day that is still to come."""

    permission = Permission.MANAGE_MEMBERS
    codes = explain(
        MembershipEndErrorCode,
        ALREADY_ENDED="The membership ended before.",
        LAST_ADMINISTRATOR="The organisation would be left without an administrator.",
    )

    class Input:
        membership = IdOf(MembershipType, required=True, description="The membership.")
        last_on = graphene.Date(description="Last day, today or later; it ends at once when absent.")
        reason = graphene.String(description="Why, for the audit trail.")

    membership = graphene.Field(MembershipType, description="The membership with its last day.")

    @classmethod
    def perform(
        cls,
        *,
        by: Person,
        now: datetime,
        membership: Membership,
        last_on: date | None = None,
        reason: str | None = None,
    ) -> Self:
        ended = operations.end_membership(membership=membership, by=by, now=now, last_on=last_on, reason=reason or "")
        return cls(membership=ended)
