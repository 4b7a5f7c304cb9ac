"""What a unit offers and how well, as its page shows it."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from catalog.quality.queries import Finding
from catalog.quality.rules import health
from exchange.api.catalogue.enums import ListingKind
from exchange.api.core.enums import enum_type
from exchange.api.core.types import type_of

Grade = enum_type(
    health.Grade,
    name="HealthGrade",
    A="At least 90 % of the listings are in order.",
    B="At least 75 %.",
    C="At least 50 %.",
    D="Fewer.",
)
Severity = enum_type(
    health.Severity,
    name="FindingSeverity",
    ERROR="The listing counts as wrong.",
    WARNING="The listing counts as half in order.",
    NOTE="Something to look at, which does not count.",
)


class KindCountType(graphene.ObjectType):
    """How many public listings of one kind there are."""

    class Meta:
        name = "KindCount"

    kind = graphene.Field(ListingKind, required=True, description="The kind.")
    count = graphene.Int(required=True, description="How many listings.")


class TurnaroundType(graphene.ObjectType):
    """How long finished requests took from submission to receipt, over the last two years."""

    class Meta:
        name = "Turnaround"

    median_days = graphene.Float(required=True, description="Median, in days to the tenth.")
    requests = graphene.Int(required=True, description="How many requests it is computed from.")


class FindingType(graphene.ObjectType):
    """Something wrong with a listing."""

    class Meta:
        name = "Finding"

    check = graphene.String(required=True, description="Key of the check, e.g. no_terms.")
    severity = graphene.Field(Severity, required=True, description="How much it weighs.")
    sentence = graphene.String(required=True, description="What is wrong.")
    mend = graphene.String(required=True, description="How to mend it.")
    of = graphene.Int(required=True, description="How many listings of the unit the check finds, these included.")
    listing = graphene.Field(
        lambda: type_of("exchange.api.catalogue.types.ListingType"), required=True, description="The listing."
    )

    def resolve_check(self: Finding, info: GraphQLResolveInfo) -> Any:
        return self.check.value

    def resolve_severity(self: Finding, info: GraphQLResolveInfo) -> Any:
        return health.CHECKS[self.check].severity

    def resolve_sentence(self: Finding, info: GraphQLResolveInfo) -> Any:
        return health.CHECKS[self.check].sentence

    def resolve_mend(self: Finding, info: GraphQLResolveInfo) -> Any:
        return health.CHECKS[self.check].mend
