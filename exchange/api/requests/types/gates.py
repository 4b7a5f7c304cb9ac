"""What stands between a line and its release. The roots are `exchange.requests.rules.Gate` and its conditions."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from exchange.api.requests import enums


class ConditionType(graphene.ObjectType):
    """One thing that must be in order before release."""

    class Meta:
        name = "Condition"

    key = graphene.String(required=True, description="consent, ethics, committee, agreement or hold.")
    title = graphene.String(required=True, description="Its name for people.")
    state = graphene.Field(enums.ConditionState, required=True, description="How it stands.")
    sentence = graphene.String(required=True, description="Why it stands so.")
    who_acts = graphene.String(description="Who must act next; null when nobody must.")
    due_at = graphene.DateTime(description="Until when, as the hold runs out then; null when nobody must act.")
    evidence = graphene.String(description="What it rests on, e.g. an agreement's number; null when there is nothing.")
    citation = graphene.String(description="Where the rule comes from.")

    def resolve_key(self: Any, info: GraphQLResolveInfo) -> str:
        key: str = self.key.value
        return key

    def resolve_who_acts(self: Any, info: GraphQLResolveInfo) -> str | None:
        return self.who_acts or None

    def resolve_evidence(self: Any, info: GraphQLResolveInfo) -> str | None:
        return self.evidence or None


class GateType(graphene.ObjectType):
    """All conditions of a line, from the facts as they are now."""

    class Meta:
        name = "Gate"

    is_green = graphene.Boolean(required=True, description="Whether every condition is met.")
    conditions = graphene.List(
        graphene.NonNull(ConditionType), required=True, description="In the order in which they come up."
    )
