from datetime import datetime
from typing import Any, Self

import graphene

from exchange.api.core.codes import explain
from exchange.api.core.ids import IdOf
from exchange.api.core.mutation import Mutation
from exchange.api.parties.consortia import ConsortiumMembershipType, ConsortiumType
from exchange.api.parties.types import OrganisationType
from exchange.parties import operations
from exchange.parties.errors import ConsortiumJoinErrorCode
from exchange.parties.models import Person
from exchange.parties.permissions import Permission


class ConsortiumJoin(Mutation):
    """Make an organisation a member of a consortium; its people see from then on what is shared there."""

    permission = Permission.MANAGE_MEMBERS
    codes = explain(
        ConsortiumJoinErrorCode,
        ORGANISATION_NOT_IN_USE="The organisation is inactive or withdrawn.",
        ALREADY_MEMBER="It is a member already.",
    )

    class Input:
        consortium = IdOf(ConsortiumType, required=True, description="The consortium.")
        organisation = IdOf(OrganisationType, required=True, description="Who joins.")
        since_on = graphene.Date(description="First day; today when absent.")

    consortium_membership = graphene.Field(ConsortiumMembershipType, description="The membership.")

    @classmethod
    def perform(cls, *, by: Person, now: datetime, **given: Any) -> Self:
        return cls(consortium_membership=operations.join_consortium(by=by, now=now, **given))
