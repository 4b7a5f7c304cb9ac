"""Types of the compliance room."""

from typing import Any

import graphene
from django.db.models import QuerySet
from graphql import GraphQLResolveInfo

from agreements.compliance import queries
from agreements.compliance.models import EthicsApproval
from exchange.api.core.relations import One
from exchange.api.core.types import NodeType
from exchange.parties.models import Person


class EthicsApprovalType(NodeType):
    """That an ethics committee approved research at an organisation, for a span of days."""

    class Meta:
        model = EthicsApproval

    organisation = One(
        "exchange.api.parties.types.OrganisationType", required=True, description="Whose research was approved."
    )
    committee = graphene.String(required=True, description="The committee's name.")
    number = graphene.String(required=True, description="The committee's own reference.")
    country_code = graphene.String(required=True, description="Country of the committee, ISO 3166-1 alpha-2.")
    scope = graphene.String(required=True, description="What was approved; may be empty.")
    valid_from = graphene.Date(required=True, description="First day on which it stands.")
    valid_until = graphene.Date(required=True, description="Last day on which it stands.")
    is_in_force = graphene.Boolean(required=True, description="Whether it stands today.")

    @classmethod
    def visible(cls, viewer: Person | None) -> QuerySet[EthicsApproval]:
        return queries.visible_to(viewer)

    def resolve_is_in_force(self: Any, info: GraphQLResolveInfo) -> bool:
        today = info.context.now.date()
        in_force: bool = self.valid_from <= today <= self.valid_until
        return in_force
