"""The compliance room's part of the schema."""

import graphene

from exchange.api.compliance.ethics_approval_register import EthicsApprovalRegister
from exchange.api.compliance.types import EthicsApprovalType
from exchange.api.core.connection import ConnectionField
from exchange.api.core.cursors import Order


class Query(graphene.ObjectType):
    """Ethics approvals."""

    ethics_approvals = ConnectionField(
        EthicsApprovalType,
        order=Order("-valid_until", "-pk"),
        description="Approvals of organisations for which the viewer manages projects, the longest-lasting first.",
    )


class Mutation(graphene.ObjectType):
    """What is done about compliance."""

    ethics_approval_register = EthicsApprovalRegister.Field()
