"""Access requests and their parts."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import graphene
from django.db.models import QuerySet, prefetch_related_objects
from graphql import GraphQLResolveInfo

from agreements.drafting import queries as drafting
from agreements.drafting.models import Agreement
from exchange.api.core.cursors import Order
from exchange.api.core.peers import batched
from exchange.api.core.relations import Many, One, Scope
from exchange.api.core.types import NodeType
from exchange.api.requests import enums
from exchange.parties.models import Person
from exchange.requests import queries
from exchange.requests.models import AccessRequest, RequestPart
from exchange.requests.rules import Stage, stage_of
from exchange.requests.states import LineState, RequestCommand, RequestState

LINE = "exchange.api.requests.types.RequestLineType"


class AccessRequestType(NodeType):
    """A project's basket, and what became of it after submission."""

    class Meta:
        model = AccessRequest

    number = graphene.String(description="E.g. R-2026-00042; null before submission.")
    project = One(
        "exchange.api.requests.types.ProjectType",
        required=True,
        scope=Scope.PARENT,
        description="What the material is for, as the project says today; the snapshot of the submission counts.",
    )
    requester = One("exchange.api.parties.types.PersonType", required=True, scope=Scope.PARENT, description="Who asks.")
    organisation = One(
        "exchange.api.parties.types.OrganisationType", required=True, description="For which institution."
    )
    state = graphene.Field(enums.RequestState, required=True, description="What its requester did with it.")
    stage = graphene.Field(
        enums.Stage, required=True, description="How far it is, derived from the lines that the viewer sees."
    )
    submitted_at = graphene.DateTime(description="When it was submitted; null before.")
    shipping_address = graphene.String(required=True, description="Where parcels go; empty before submission.")
    lines = Many(LINE, order=Order("pk"), description="What is asked for, as far as the viewer sees it.")
    parts = Many(
        "exchange.api.requests.types.RequestPartType",
        order=Order("pk"),
        description="The lines by providing unit, as far as the viewer sees them; none before submission.",
    )
    can_submit = graphene.Boolean(required=True, description="Whether the viewer can submit it now.")
    commands = graphene.List(
        graphene.NonNull(graphene.String),
        required=True,
        description="What the viewer may do with it now: ADD_LINE, REMOVE_LINE, SUBMIT, WITHDRAW, COPY.",
    )

    @classmethod
    def visible(cls, viewer: Person | None) -> QuerySet[AccessRequest]:
        return queries.visible_requests(viewer)

    @batched
    def resolve_stage(
        rows: Sequence[AccessRequest],
        info: GraphQLResolveInfo,
    ) -> Mapping[Any, Stage]:
        states = states_by(rows, "request", info.context.viewer)
        return {row.pk: stage_of(states[row.pk], none=_empty(row)) for row in rows}

    @batched
    def resolve_commands(
        rows: Sequence[AccessRequest],
        info: GraphQLResolveInfo,
    ) -> Mapping[Any, list[str]]:
        return {key: [command.name for command in found] for key, found in commands_by(rows, info).items()}

    @batched
    def resolve_can_submit(
        rows: Sequence[AccessRequest],
        info: GraphQLResolveInfo,
    ) -> Mapping[Any, bool]:
        return {key: RequestCommand.SUBMIT in found for key, found in commands_by(rows, info).items()}


class RequestPartType(NodeType):
    """The lines of one providing unit in an access request."""

    class Meta:
        model = RequestPart

    request = One("exchange.api.requests.types.AccessRequestType", required=True, description="The whole request.")
    unit = One("exchange.api.parties.types.UnitType", required=True, description="Who provides.")
    stage = graphene.Field(enums.Stage, required=True, description="How far it is, derived from its lines.")
    lines = Many(LINE, order=Order("pk"), description="What is asked of the unit.")
    agreements = graphene.List(
        graphene.NonNull("exchange.api.agreements.types.AgreementType"),
        required=True,
        description="Its agreements that the viewer may read, oldest first.",
    )
    shipments = Many(
        "exchange.api.shipping.types.ShipmentType", order=Order("pk"), description="Its parcels, oldest first."
    )

    @classmethod
    def visible(cls, viewer: Person | None) -> QuerySet[RequestPart]:
        return queries.visible_parts(viewer)

    @batched
    def resolve_stage(
        rows: Sequence[RequestPart],
        info: GraphQLResolveInfo,
    ) -> Mapping[Any, Stage]:
        states = states_by(rows, "part", info.context.viewer)
        return {row.pk: stage_of(states[row.pk]) for row in rows}

    @batched
    def resolve_agreements(
        rows: Sequence[RequestPart],
        info: GraphQLResolveInfo,
    ) -> Mapping[Any, list[Agreement]]:
        found: dict[Any, list[Agreement]] = defaultdict(list)
        visible = drafting.visible_to(info.context.viewer)
        for agreement in visible.filter(part_reference__in=[row.pk for row in rows]).order_by("pk"):
            found[agreement.part_reference].append(agreement)
        return found


def states_by(rows: Sequence[Any], parent: str, viewer: Person | None) -> Mapping[Any, set[LineState]]:
    """Return the states of the visible lines of each row."""
    lines = queries.visible_lines(viewer).filter(**{f"{parent}__in": [row.pk for row in rows]})
    found: dict[Any, set[LineState]] = defaultdict(set)
    for key, state in lines.order_by().values_list(f"{parent}_id", "state").distinct():
        found[key].add(LineState(state))
    return found


def _empty(request: AccessRequest) -> Stage:
    return Stage.WITHDRAWN if request.state == RequestState.WITHDRAWN else Stage.BASKET


def commands_by(rows: Sequence[AccessRequest], info: GraphQLResolveInfo) -> Mapping[Any, list[RequestCommand]]:
    """Return what the viewer may do with each request."""
    viewer = info.context.viewer
    prefetch_related_objects(list(rows), "organisation")
    states = states_by(rows, "request", viewer)
    on = info.context.now.date()
    return {row.pk: queries.request_commands(row, states[row.pk], viewer, on=on) for row in rows}
