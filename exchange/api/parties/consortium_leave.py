from datetime import datetime
from typing import Self

import graphene

from exchange.api.core.codes import explain
from exchange.api.core.ids import IdOf
from exchange.api.core.mutation import Mutation
from exchange.api.parties.consortia import ConsortiumMembershipType
from exchange.parties import operations
from exchange.parties.errors import ConsortiumLeaveErrorCode
from exchange.parties.models import ConsortiumMembership, Person
from exchange.parties.permissions import Permission


class ConsortiumLeave(Mutation):
    """End an organisation's membership in a consortium at once, by administrators of either."""

    permission = Permission.MANAGE_MEMBERS
    codes = explain(ConsortiumLeaveErrorCode, ALREADY_ENDED="The membership has ended already.")

    class Input:
        consortium_membership = IdOf(ConsortiumMembershipType, required=True, description="The membership.")
        reason = graphene.String(description="Why, for the audit trail.")

    consortium_membership = graphene.Field(ConsortiumMembershipType, description="The membership, ended.")

    @classmethod
    def perform(
        cls, *, by: Person, now: datetime, consortium_membership: ConsortiumMembership, reason: str | None = None
    ) -> Self:
        ended = operations.leave_consortium(
            consortium_membership=consortium_membership, reason=reason or "", by=by, now=now
        )
        return cls(consortium_membership=ended)
