from datetime import datetime
from typing import Self

import graphene

from exchange.api.core.codes import explain
from exchange.api.core.ids import IdOf
from exchange.api.core.mutation import Mutation
from exchange.api.requests.types import AccessRequestType
from exchange.parties.models import Person
from exchange.parties.permissions import Permission
from exchange.requests import operations
from exchange.requests.errors import SubmitCode
from exchange.requests.models import AccessRequest


class RequestSubmit(Mutation):
    """Submit a basket: match its lines with the consents, split it by provider, and hold what it asks for."""

    permission = Permission.REQUEST_ACCESS
    codes = explain(
        SubmitCode,
        EMPTY="The basket is empty.",
        NOT_OFFERED="A listing is no longer offered.",
        DENIED="A consent does not allow the use; `params.lines` says of which lines, why, and what would change it.",
        NOT_ENOUGH="There is not enough that is free and may be used.",
    )

    class Input:
        request = IdOf(AccessRequestType, required=True, description="The basket.")
        shipping_address = graphene.String(required=True, description="Where parcels go, one or more lines.")

    request = graphene.Field(AccessRequestType, description="The request as submitted.")

    @classmethod
    def perform(cls, *, by: Person, now: datetime, request: AccessRequest, shipping_address: str) -> Self:
        submitted = operations.submit(request=request, shipping_address=shipping_address, by=by, now=now)
        return cls(request=submitted)
