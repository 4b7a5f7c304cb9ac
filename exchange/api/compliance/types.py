"""Types of the compliance room."""

from typing import Any

import graphene
from django.db.models import QuerySet
from graphql import GraphQLResolveInfo

from agreements.compliance import queries
from agreements.compliance.models import EthicsApproval, TransferRule
from exchange.api.compliance import enums
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


class TransferRuleType(NodeType):
    """One version of a rule of the borders, or of a group of countries that rules name."""

    class Meta:
        model = TransferRule

    kind = graphene.Field(enums.RuleKind, required=True, description="Whether a rule or a group.")
    key = graphene.String(required=True, description="Of all its versions.")
    version = graphene.Int(required=True, description="The first is 1.")
    definition = graphene.JSONString(
        required=True, description="Of a rule its title, effect, document, citation, days and `when`; else countries."
    )
    reason = graphene.String(required=True, description="Why it was entered; empty for what came with the system.")
    created_at = graphene.DateTime(required=True, description="When it was entered.")

    @classmethod
    def visible(cls, viewer: Person | None) -> QuerySet[TransferRule]:
        return queries.rules_visible_to(viewer)


class TransferFindingType(graphene.ObjectType):
    """What one rule of the borders says of a transfer."""

    class Meta:
        name = "TransferFinding"

    rule = graphene.String(required=True, description="Key of the rule.")
    version = graphene.Int(required=True, description="Of the rule.")
    effect = graphene.Field(enums.Effect, required=True, description="What it does to the transfer.")
    title = graphene.String(required=True, description="What it says, in one sentence.")
    document = graphene.String(required=True, description="What must be there first; may be empty.")
    citation = graphene.String(required=True, description="The law, guideline or paper.")
    missing = graphene.List(
        graphene.NonNull(graphene.String), required=True, description="Facts that would tell whether it applies."
    )


class TransferAssessmentType(graphene.ObjectType):
    """What all rules of a day say of a transfer."""

    class Meta:
        name = "TransferAssessment"

    verdict = graphene.Field(enums.Effect, required=True, description="The worst effect of the findings.")
    findings = graphene.List(graphene.NonNull(TransferFindingType), required=True, description="The worst first.")
