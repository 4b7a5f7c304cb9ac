from datetime import datetime
from typing import Any, Self

import graphene

from exchange.api.core.codes import explain
from exchange.api.core.ids import IdOf
from exchange.api.core.mutation import Mutation
from exchange.api.parties import enums
from exchange.api.parties.types import MembershipType, OrganisationType, UnitType
from exchange.parties import operations
from exchange.parties.errors import MembershipGrantErrorCode
from exchange.parties.models import Person
from exchange.parties.permissions import Permission
from exchange.parties.roles import Role


class MembershipGrant(Mutation):
    """Give a role in an organisation, or in one unit of it; who has no account yet is invited by e-mail."""

    permission = Permission.MANAGE_MEMBERS
    codes = explain(
        MembershipGrantErrorCode,
        ALREADY_MEMBER="The person has this role there already.",
        APPOINTED_ONLY="Whoever runs the marketplace appoints to this role.",
        ORGANISATION_NOT_IN_USE="The organisation is inactive or withdrawn.",
    )

    class Input:
        email = graphene.String(required=True, description="Address of the person.")
        full_name = graphene.String(description="Name to greet somebody who has no account yet.")
        organisation = IdOf(OrganisationType, required=True, description="Where the role is held.")
        unit = IdOf(UnitType, description="The one unit it is held in; the whole organisation when absent.")
        role = enums.Role(required=True, description="The role.")
        since_on = graphene.Date(description="First day; today when absent.")

    membership = graphene.Field(MembershipType, description="The membership.")

    @classmethod
    def perform(cls, *, by: Person, now: datetime, role: str, full_name: str | None = "", **place: Any) -> Self:
        return cls(
            membership=operations.invite_member(role=Role(role), full_name=full_name or "", by=by, now=now, **place)
        )
