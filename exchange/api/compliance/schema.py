"""The compliance room's part of the schema."""

from datetime import date
from typing import Any

import graphene
from django.db.models import QuerySet
from graphql import GraphQLResolveInfo

from agreements.compliance import queries
from agreements.compliance.models import RuleKind, TransferRule
from agreements.compliance.operations import propose_transfer_rule
from agreements.compliance.reading import read_facts
from agreements.compliance.rules import Assessment, assess
from exchange.api.compliance import enums
from exchange.api.compliance.ethics_approval_register import EthicsApprovalRegister
from exchange.api.compliance.transfer_rule_revise import TransferRuleRevise
from exchange.api.compliance.types import EthicsApprovalType, TransferAssessmentType, TransferRuleType
from exchange.api.core.connection import ConnectionField
from exchange.api.core.cursors import Order
from exchange.kernel.errors import NotAllowed


class ProposedRule(graphene.InputObjectType):
    """A version of a rule or group that nobody has entered, to see what it would do."""

    kind = enums.RuleKind(required=True, description="Whether a rule or a group.")
    key = graphene.String(required=True, description="Of all its versions.")
    definition = graphene.JSONString(required=True, description="As `definition` of `TransferRule` shows it.")


def narrowed(
    rows: QuerySet[TransferRule],
    info: GraphQLResolveInfo,
    *,
    key: str | None = None,
    is_latest: bool | None = None,
) -> QuerySet[TransferRule]:
    found = rows.filter(key=key) if key else rows
    return found.filter(pk__in=queries.latest_rules().values("pk")) if is_latest else found


def assessed(
    root: None, info: GraphQLResolveInfo, *, facts: Any, on: date | None = None, proposed: dict[str, Any] | None = None
) -> Assessment:
    if info.context.viewer is None:
        raise NotAllowed("Sign in first.")
    entered = proposed and propose_transfer_rule(
        kind=RuleKind(proposed["kind"]), key=proposed["key"], definition=proposed["definition"]
    )
    rulebook = queries.rulebook(proposed=entered or None)
    return assess(rulebook, read_facts(facts), on=on or info.context.now.date())


class Query(graphene.ObjectType):
    """Ethics approvals, and the rules of the borders."""

    ethics_approvals = ConnectionField(
        EthicsApprovalType,
        order=Order("-valid_until", "-pk"),
        description="Approvals of organisations for which the viewer manages projects, the longest-lasting first.",
    )
    transfer_rules = ConnectionField(
        TransferRuleType,
        order=Order("kind", "key", "-version", "pk"),
        narrow=narrowed,
        description="Versions of rules of the borders and of the groups that they name.",
        key=graphene.String(description="Only versions of this rule or group."),
        is_latest=graphene.Boolean(description="Only the last version of each."),
    )
    transfer_assessment = graphene.Field(
        TransferAssessmentType,
        resolver=assessed,
        required=True,
        description="What the rules of the borders say of a transfer; it changes nothing.",
        facts=graphene.JSONString(required=True, description="As docs/transfer-facts.schema.json says."),
        on=graphene.Date(description="On which day; today when absent."),
        proposed=ProposedRule(description="A version to try."),
    )


class Mutation(graphene.ObjectType):
    """What is done about compliance."""

    ethics_approval_register = EthicsApprovalRegister.Field()
    transfer_rule_revise = TransferRuleRevise.Field()
