from datetime import datetime
from typing import Self

import graphene

from catalog.consent import operations
from catalog.consent.errors import WithdrawCode
from catalog.consent.models import ConsentRecord
from exchange.api.catalogue.types import ConsentRecordType
from exchange.api.core.codes import explain
from exchange.api.core.ids import IdOf
from exchange.api.core.mutation import Mutation
from exchange.parties.models import Person
from exchange.parties.permissions import Permission


class ConsentWithdraw(Mutation):
    """Enter that a donor has withdrawn consent, for good: nothing of the donor leaves the building any more."""

    permission = Permission.WITHDRAW_CONSENT
    codes = explain(WithdrawCode)

    class Input:
        consent = IdOf(ConsentRecordType, required=True, description="The consent record.")
        reason = graphene.String(description="Why, for the audit trail; it must not name the donor.")

    consent = graphene.Field(ConsentRecordType, description="The record, withdrawn.")

    @classmethod
    def perform(cls, *, by: Person, now: datetime, consent: ConsentRecord, reason: str | None = None) -> Self:
        return cls(consent=operations.withdraw(consent=consent, reason=reason or "", by=by, now=now))
