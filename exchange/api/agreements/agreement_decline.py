from datetime import datetime
from typing import Self

import graphene

from agreements.drafting import operations
from agreements.drafting.errors import AgreementDeclineCode
from agreements.drafting.models import Agreement
from exchange.api.agreements.types import AgreementType
from exchange.api.core.codes import explain
from exchange.api.core.ids import IdOf
from exchange.api.core.mutation import Mutation
from exchange.parties.models import Person
from exchange.parties.permissions import Permission


class AgreementDecline(Mutation):
    """Decline an agreement: a legal officer of a party at any time before its execution, a signatory on signing."""

    permission = Permission.READ_AGREEMENTS
    codes = explain(AgreementDeclineCode)

    class Input:
        agreement = IdOf(AgreementType, required=True, description="The agreement.")
        reason = graphene.String(required=True, description="Why.")

    agreement = graphene.Field(AgreementType, description="The agreement as it is now.")

    @classmethod
    def perform(cls, *, by: Person, now: datetime, agreement: Agreement, reason: str) -> Self:
        return cls(agreement=operations.decline(agreement=agreement, reason=reason, by=by, now=now))
