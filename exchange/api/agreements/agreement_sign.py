from datetime import datetime
from typing import Any, Self

import graphene

from agreements.drafting.models import Agreement
from agreements.signature import operations
from exchange.api.agreements.sign_codes import CODES
from exchange.api.agreements.types import AgreementType
from exchange.api.core.context import Context
from exchange.api.core.ids import IdOf
from exchange.api.core.mutation import Mutation
from exchange.api.parties.proof import proof_from
from exchange.parties.models import Person
from exchange.parties.permissions import Permission
from exchange.parties.rules.proof import Proof


class AgreementSign(Mutation):
    """Bind one's party to an agreement's text; it counts once the platform has sealed it."""

    permission = Permission.SIGN_AGREEMENT
    codes = CODES

    class Input:
        agreement = IdOf(AgreementType, required=True, description="The agreement.")
        text_sha256 = graphene.String(required=True, description="Digest of the text that was read.")
        intent = graphene.Boolean(required=True, description="Whether the sentence of intent is confirmed.")

    agreement = graphene.Field(AgreementType, description="The agreement as it is now.")

    @classmethod
    def from_context(cls, context: Context) -> dict[str, Any]:
        return {"proof": proof_from(context)}

    @classmethod
    def perform(
        cls, *, by: Person, now: datetime, proof: Proof, agreement: Agreement, text_sha256: str, intent: bool
    ) -> Self:
        signed = operations.sign(
            agreement=agreement, text_sha256=text_sha256, is_intended=intent, proof=proof, by=by, now=now
        )
        return cls(agreement=signed)
