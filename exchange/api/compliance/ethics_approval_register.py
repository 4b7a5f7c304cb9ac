from datetime import date, datetime
from typing import Any, Self

import graphene

from agreements.compliance import operations
from agreements.compliance.errors import EthicsRegisterCode
from exchange.api.compliance.types import EthicsApprovalType
from exchange.api.core.codes import explain
from exchange.api.core.ids import IdOf
from exchange.api.core.mutation import Mutation
from exchange.parties.models import Person
from exchange.parties.permissions import Permission


class EthicsApprovalRegister(Mutation):
    """Enter an ethics committee's approval; it is never altered, a renewal is entered anew."""

    permission = Permission.REGISTER_ETHICS
    codes = explain(EthicsRegisterCode, ALREADY_REGISTERED="That committee's number is on record for the organisation.")

    class Input:
        organisation = IdOf(
            "exchange.api.parties.types.OrganisationType", required=True, description="Whose research was approved."
        )
        committee = graphene.String(required=True, description="The committee's name.")
        number = graphene.String(required=True, description="The committee's own reference.")
        country_code = graphene.String(required=True, description="Of the committee, ISO 3166-1 alpha-2.")
        scope = graphene.String(description="What was approved, in a few sentences.")
        valid_from = graphene.Date(required=True, description="First day on which it stands.")
        valid_until = graphene.Date(required=True, description="Last day on which it stands.")

    ethics_approval = graphene.Field(EthicsApprovalType, description="The approval.")

    @classmethod
    def perform(cls, *, by: Person, now: datetime, valid_from: date, valid_until: date, **said: Any) -> Self:
        said["scope"] = said.get("scope") or ""
        approval = operations.register_ethics_approval(
            **said, valid_from=valid_from, valid_until=valid_until, by=by, now=now
        )
        return cls(ethics_approval=approval)
