from datetime import datetime
from typing import Self

import graphene

from agreements.drafting import operations
from agreements.drafting.errors import ApproveCode
from agreements.drafting.models import Agreement
from exchange.api.agreements.types import AgreementType
from exchange.api.core.codes import explain
from exchange.api.core.ids import IdOf
from exchange.api.core.mutation import Mutation
from exchange.parties.models import Person
from exchange.parties.permissions import Permission


class AgreementApprove(Mutation):
    """Approve an agreement's text for one's party; with both approvals it opens for signature."""

    permission = Permission.APPROVE_AGREEMENT
    codes = explain(
        ApproveCode,
        TEXT_DIFFERS="The text is not the one the person read.",
        ALREADY_APPROVED="The person or their party has approved it already.",
    )

    class Input:
        agreement = IdOf(AgreementType, required=True, description="The agreement.")
        text_sha256 = graphene.String(required=True, description="Digest of the text that was read.")

    agreement = graphene.Field(AgreementType, description="The agreement as it is now.")

    @classmethod
    def perform(cls, *, by: Person, now: datetime, agreement: Agreement, text_sha256: str) -> Self:
        return cls(agreement=operations.approve(agreement=agreement, text_sha256=text_sha256, by=by, now=now))
