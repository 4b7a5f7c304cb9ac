"""The lines of access requests."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import graphene
from django.db.models import QuerySet, prefetch_related_objects
from graphql import GraphQLResolveInfo

from exchange.api.catalogue.enums import Verdict
from exchange.api.catalogue.verdicts import ListingVerdictType, ReasonType
from exchange.api.core.cursors import Order
from exchange.api.core.peers import Peers, batched
from exchange.api.core.relations import Many, One, Scope
from exchange.api.core.types import ModelType, NodeType
from exchange.api.requests import enums
from exchange.api.requests.types.committees import BallotType
from exchange.api.requests.types.gates import GateType
from exchange.parties.models import Person
from exchange.requests import queries
from exchange.requests.models import Decision, LineLot, RequestLine
from exchange.requests.rules import Gate
from exchange.requests.states import LineCommand


class RequestLineType(NodeType):
    """One listing in an access request, with a quantity."""

    class Meta:
        model = RequestLine

    request = One("exchange.api.requests.types.AccessRequestType", required=True, description="The whole request.")
    part = One("exchange.api.requests.types.RequestPartType", description="Its part; null before submission.")
    listing = One(
        "exchange.api.catalogue.types.ListingType", required=True, scope=Scope.PARENT, description="What is asked for."
    )
    quantity = graphene.Int(required=True, description="How many units: specimens, vials, tubes.")
    state = graphene.Field(enums.LineState, required=True, description="How far it is.")
    lots = Many(
        "exchange.api.requests.types.LineLotType",
        order=Order("pk"),
        scope=Scope.PARENT,
        description="The lots that were chosen; none yet in a basket that leaves the choice to the platform.",
    )
    verdict = graphene.Field(Verdict, description="What the consent match said on submission; null before.")
    reasons = graphene.List(
        graphene.NonNull(ReasonType), required=True, description="Why it said so; empty before submission."
    )
    current_verdict = graphene.Field(
        ListingVerdictType, required=True, description="What the consent match says today, of the purpose as submitted."
    )
    hold_expires_at = graphene.DateTime(description="When what is held is free again; null when nothing is held.")
    decision = One(
        "exchange.api.requests.types.DecisionType",
        scope=Scope.PARENT,
        description="What the committee decided; null before.",
    )
    ballot = graphene.Field(
        BallotType,
        description="How far the committee is, with its votes; null before submission, and for who asks.",
    )
    gate = graphene.Field(GateType, required=True, description="What stands between it and its release, as of now.")
    commands = graphene.List(
        graphene.NonNull(enums.LineCommand), required=True, description="What the viewer may do with it now."
    )

    @classmethod
    def visible(cls, viewer: Person | None) -> QuerySet[RequestLine]:
        return queries.visible_lines(viewer)

    def resolve_verdict(self: Any, info: GraphQLResolveInfo) -> str | None:
        return self.verdict or None

    @batched
    def resolve_current_verdict(
        rows: Sequence[RequestLine],
        info: GraphQLResolveInfo,
    ) -> Mapping[Any, ListingVerdictType]:
        on = info.context.now.date()
        found = {}
        for key, match in queries.match_lines(rows, on=on).items():
            if match.decision is not None:
                found[key] = ListingVerdictType.of(
                    match.decision, lots_permitted=match.lots_usable, lots_total=match.lots_total
                )
        open_lines = [row for row in rows if row.pk not in found]
        return found | {
            row.pk: ListingVerdictType.of_listing(verdict)
            for row, verdict in queries.listing_verdicts_of(open_lines, on=on)
        }

    @batched
    def resolve_hold_expires_at(
        rows: Sequence[RequestLine],
        info: GraphQLResolveInfo,
    ) -> Mapping[Any, datetime | None]:
        return defaultdict(lambda: None, queries.hold_expiries(rows))

    @batched
    def resolve_ballot(
        rows: Sequence[RequestLine],
        info: GraphQLResolveInfo,
    ) -> Mapping[Any, BallotType | None]:
        prefetch_related_objects(list(rows), "listing__unit__organisation", "request")
        found = queries.standings_for(info.context.viewer, rows, on=info.context.now.date())
        ballots = {key: BallotType.of(standing) for key, standing in found.items()}
        Peers([vote for ballot in ballots.values() for vote in ballot.votes])
        return defaultdict(lambda: None, ballots)

    @batched
    def resolve_gate(
        rows: Sequence[RequestLine],
        info: GraphQLResolveInfo,
    ) -> Mapping[Any, Gate]:
        found = queries.gates_of(rows, now=info.context.now)
        return {key: entry.gate for key, entry in found.items()}

    @batched
    def resolve_commands(
        rows: Sequence[RequestLine],
        info: GraphQLResolveInfo,
    ) -> Mapping[Any, list[LineCommand]]:
        viewer, on = info.context.viewer, info.context.now.date()
        prefetch_related_objects(list(rows), "part__unit__organisation", "request__project")
        return {row.pk: queries.line_commands(row, viewer, on=on) for row in rows}


class LineLotType(ModelType):
    """A lot that was chosen for a line."""

    class Meta:
        model = LineLot

    lot = One("exchange.api.catalogue.types.LotType", required=True, scope=Scope.PARENT, description="The lot.")
    quantity = graphene.Int(required=True, description="How many of it.")

    @classmethod
    def visible(cls, viewer: Person | None) -> QuerySet[LineLot]:
        return queries.visible_line_lots(viewer)


class DecisionType(ModelType):
    """What the provider's committee decided on a line."""

    class Meta:
        model = Decision

    is_approval = graphene.Boolean(required=True, description="Whether it approved.")
    reason = graphene.String(required=True, description="Why; may be empty on approval.")
    created_at = graphene.DateTime(required=True, description="When it decided.")
    person = One(
        "exchange.api.parties.types.PersonType",
        scope=Scope.PARENT,
        description="Whose vote decided; null when the committee's rules had it approved at once.",
    )

    @classmethod
    def visible(cls, viewer: Person | None) -> QuerySet[Decision]:
        return queries.visible_decisions(viewer)
