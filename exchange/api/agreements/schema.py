"""The agreements' part of the schema."""

from collections.abc import Collection

import graphene
from django.db.models import QuerySet
from graphql import GraphQLResolveInfo

from agreements.drafting.models import Agreement
from agreements.drafting.states import AgreementState
from agreements.signature.queries import awaiting
from exchange.api.agreements import enums
from exchange.api.agreements.agreement_approve import AgreementApprove
from exchange.api.agreements.agreement_decline import AgreementDecline
from exchange.api.agreements.agreement_redraft import AgreementRedraft
from exchange.api.agreements.agreement_sign import AgreementSign
from exchange.api.agreements.types import AgreementType
from exchange.api.core.connection import ConnectionField
from exchange.api.core.cursors import Order
from exchange.api.core.fields import Found


def inbox(
    rows: QuerySet[Agreement],
    info: GraphQLResolveInfo,
    *,
    state: Collection[AgreementState] | None = None,
    awaiting_me: bool | None = None,
) -> QuerySet[Agreement]:
    if state is not None:
        rows = rows.filter(state__in=[AgreementState(entry).value for entry in state])
    if awaiting_me is None:
        return rows
    mine = awaiting(info.context.viewer, on=info.context.now.date())
    return rows.filter(mine) if awaiting_me else rows.exclude(mine)


class Query(graphene.ObjectType):
    """Agreements."""

    agreements = ConnectionField(
        AgreementType,
        order=Order("-pk"),
        narrow=inbox,
        description="Agreements that the viewer may read, newest first.",
        state=graphene.List(graphene.NonNull(enums.AgreementState), description="Only in these states."),
        awaiting_me=graphene.Boolean(description="Only those that wait, or do not wait, for the viewer."),
    )
    agreement = Found(AgreementType, description="One agreement.")


class Mutation(graphene.ObjectType):
    """What is done with agreements."""

    agreement_approve = AgreementApprove.Field()
    agreement_decline = AgreementDecline.Field()
    agreement_redraft = AgreementRedraft.Field()
    agreement_sign = AgreementSign.Field()
