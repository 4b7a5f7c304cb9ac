"""The requests room's part of the schema."""

from collections.abc import Collection

import graphene
from django.db.models import QuerySet
from graphql import GraphQLResolveInfo

from exchange.api.core.connection import ConnectionField
from exchange.api.core.cursors import Order
from exchange.api.core.fields import Found
from exchange.api.core.ids import IdOf, find_visible
from exchange.api.parties.types import UnitType
from exchange.api.requests import enums
from exchange.api.requests.committee_rules_set import CommitteeRulesSet
from exchange.api.requests.line_approve import LineApprove
from exchange.api.requests.line_decline import LineDecline
from exchange.api.requests.line_nudge import LineNudge
from exchange.api.requests.line_recuse import LineRecuse
from exchange.api.requests.project_create import ProjectCreate
from exchange.api.requests.project_update import ProjectUpdate
from exchange.api.requests.request_add_line import RequestAddLine
from exchange.api.requests.request_copy import RequestCopy
from exchange.api.requests.request_remove_line import RequestRemoveLine
from exchange.api.requests.request_submit import RequestSubmit
from exchange.api.requests.request_withdraw import RequestWithdraw
from exchange.api.requests.types import AccessRequestType, ProjectType, RequestPartType
from exchange.api.requests.types.committees import CommitteeRulesType
from exchange.parties.models import Unit
from exchange.requests import queries
from exchange.requests.models import AccessRequest, RequestPart
from exchange.requests.rules import Stage


def own(rows: QuerySet[AccessRequest], info: GraphQLResolveInfo) -> QuerySet[AccessRequest]:
    return rows.filter(pk__in=queries.own_requests(info.context.viewer).values("pk"))


def incoming(
    rows: QuerySet[RequestPart],
    info: GraphQLResolveInfo,
    *,
    unit: Unit | None = None,
    stage: Collection[Stage] | None = None,
) -> QuerySet[RequestPart]:
    rows = rows.filter(pk__in=queries.incoming_parts(info.context.viewer).values("pk"))
    if unit is not None:
        rows = rows.filter(unit=unit)
    return rows if stage is None else rows.filter(queries.in_stages(stage, "part"))


def basket_of(root: None, info: GraphQLResolveInfo, *, project: str) -> AccessRequest | None:
    found = find_visible(info.context, ProjectType, project)
    return queries.basket_of(info.context.viewer, found) if found else None


def rules_of_committee(root: None, info: GraphQLResolveInfo, *, unit: str) -> CommitteeRulesType | None:
    found = find_visible(info.context, UnitType, unit)
    context = info.context
    rules = queries.committee_rules_for(context.viewer, found, on=context.now.date()) if found else None
    return CommitteeRulesType.of(rules) if rules else None


class Query(graphene.ObjectType):
    """Projects and what is asked for them."""

    projects = ConnectionField(
        ProjectType,
        order=Order("-pk"),
        description="The viewer's own projects and those of their organisation, newest first.",
    )
    project = Found(ProjectType, description="One project.")
    basket = graphene.Field(
        AccessRequestType,
        resolver=basket_of,
        description="The viewer's basket for a project; null when there is none.",
        project=graphene.ID(required=True, description="The project."),
    )
    requests = ConnectionField(
        AccessRequestType,
        order=Order("-pk"),
        narrow=own,
        description="What the viewer asks for, baskets included, newest first.",
    )
    request = Found(AccessRequestType, description="One access request.")
    incoming_parts = ConnectionField(
        RequestPartType,
        order=Order("-pk"),
        narrow=incoming,
        description="What is asked of the units whose requests the viewer reads, newest first.",
        unit=IdOf("exchange.api.parties.types.UnitType", description="Only of this unit."),
        stage=graphene.List(graphene.NonNull(enums.Stage), description="Only in these stages."),
    )
    part = Found(RequestPartType, description="One part of an access request.")
    committee_rules = graphene.Field(
        CommitteeRulesType,
        resolver=rules_of_committee,
        description="How the access committee of a unit decides; null for all but its own people.",
        unit=graphene.ID(required=True, description="The unit."),
    )


class Mutation(graphene.ObjectType):
    """What is done with projects, requests and lines."""

    project_create = ProjectCreate.Field()
    project_update = ProjectUpdate.Field()
    request_add_line = RequestAddLine.Field()
    request_remove_line = RequestRemoveLine.Field()
    request_submit = RequestSubmit.Field()
    request_withdraw = RequestWithdraw.Field()
    request_copy = RequestCopy.Field()
    line_approve = LineApprove.Field()
    line_decline = LineDecline.Field()
    line_recuse = LineRecuse.Field()
    line_nudge = LineNudge.Field()
    committee_rules_set = CommitteeRulesSet.Field()
