from datetime import datetime
from typing import Self

import graphene

from agreements.drafting.errors import RedraftCode
from agreements.drafting.models import Agreement
from agreements.drafting.rules import FormId
from exchange.api.agreements import enums
from exchange.api.agreements.types import AgreementType
from exchange.api.core.codes import explain
from exchange.api.core.ids import IdOf
from exchange.api.core.mutation import Mutation
from exchange.parties.models import Person
from exchange.parties.permissions import Permission
from exchange.requests import operations


class AgreementRedraft(Mutation):
    """Draft anew for the lines of an agreement that was declined, or that no form fitted."""

    permission = Permission.APPROVE_AGREEMENT
    codes = explain(
        RedraftCode,
        IN_PREPARATION="The document of the agreement is being made.",
        NO_LINES="None of its lines waits for an agreement.",
    )

    class Input:
        agreement = IdOf(AgreementType, required=True, description="The agreement that gives way.")
        reason = graphene.String(required=True, description="Why, and why this form if one is named.")
        form = graphene.Argument(enums.FormId, description="The form; by rule when absent.")

    agreements = graphene.List(graphene.NonNull(AgreementType), description="What was drafted.")

    @classmethod
    def perform(
        cls, *, by: Person, now: datetime, agreement: Agreement, reason: str, form: FormId | None = None
    ) -> Self:
        drafted = operations.redraft(agreement=agreement, reason=reason, form=form, by=by, now=now)
        return cls(agreements=drafted)
