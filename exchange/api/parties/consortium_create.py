from datetime import datetime
from typing import Any, Self

import graphene

from exchange.api.core.codes import explain
from exchange.api.core.ids import IdOf
from exchange.api.core.mutation import Mutation
from exchange.api.parties.consortia import ConsortiumType
from exchange.api.parties.types import OrganisationType
from exchange.parties import operations
from exchange.parties.errors import ConsortiumCreateErrorCode
from exchange.parties.models import Person
from exchange.parties.permissions import Permission


class ConsortiumCreate(Mutation):
    """Found a consortium; the organisation that administers it is its first member."""

    permission = Permission.MANAGE_MEMBERS
    codes = explain(ConsortiumCreateErrorCode, ALREADY_THERE="There is a consortium of that name.")

    class Input:
        name = graphene.String(required=True, description="Its name, of which there is one only.")
        terms = graphene.String(description="What its members have agreed on, in words.")
        administered_by = IdOf(OrganisationType, required=True, description="Who says who belongs to it.")
        is_public = graphene.Boolean(description="Whether everybody may know of it; false when absent.")

    consortium = graphene.Field(ConsortiumType, description="The consortium.")

    @classmethod
    def perform(cls, *, by: Person, now: datetime, **given: Any) -> Self:
        stated = {name: value for name, value in given.items() if value is not None}
        return cls(consortium=operations.create_consortium(by=by, now=now, **stated))
