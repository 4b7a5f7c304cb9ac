"""How committees decide, and how far they are."""

from typing import Any, Self

import graphene
from django.db.models import QuerySet

from exchange.api.core.relations import One, Scope
from exchange.api.core.types import ModelType
from exchange.parties.models import Person
from exchange.requests import queries
from exchange.requests.models import Vote
from exchange.requests.queries import Standing
from exchange.requests.rules import CommitteeRules


class CommitteeRulesType(graphene.ObjectType):
    """How the access committee of a unit decides."""

    class Meta:
        name = "CommitteeRules"

    votes_needed = graphene.Int(required=True, description="How many votes of one kind decide.")
    quorum = graphene.Int(required=True, description="How many must have voted before anything is decided.")
    is_chair_final = graphene.Boolean(required=True, description="Whether the chair's vote then decides.")
    decides_within_days = graphene.Int(required=True, description="Working days of the unit's country.")
    approves_up_to = graphene.Int(
        description="Plain requests of at most so many are approved at once; null when every one is voted on."
    )

    @classmethod
    def of(cls, rules: CommitteeRules) -> Self:
        return cls(
            votes_needed=rules.votes_needed,
            quorum=rules.quorum,
            is_chair_final=rules.is_chair_final,
            decides_within_days=rules.decides_within_days,
            approves_up_to=rules.approves_up_to,
        )


class VoteType(ModelType):
    """How a member of the committee would decide on a line."""

    class Meta:
        model = Vote

    is_approval = graphene.Boolean(required=True, description="Whether for it.")
    reason = graphene.String(required=True, description="Why; may be empty for it.")
    created_at = graphene.DateTime(required=True, description="When it was cast.")
    person = One("exchange.api.parties.types.PersonType", required=True, scope=Scope.PARENT, description="Whose it is.")

    @classmethod
    def visible(cls, viewer: Person | None) -> QuerySet[Vote]:
        return queries.visible_votes(viewer)


class BallotType(graphene.ObjectType):
    """How far the committee is with a line."""

    class Meta:
        name = "Ballot"

    rules = graphene.Field(CommitteeRulesType, required=True, description="How the committee decides.")
    votes = graphene.List(
        graphene.NonNull(VoteType), required=True, description="The vote that counts of each who may decide."
    )
    able = graphene.Int(required=True, description="How many may decide today, without those in a conflict.")
    due_on = graphene.Date(required=True, description="The day by which the committee decides, by its own rules.")

    @classmethod
    def of(cls, standing: Standing) -> Any:
        return cls(
            rules=CommitteeRulesType.of(standing.rules),
            votes=list(standing.votes),
            able=len(standing.able),
            due_on=standing.due_on,
        )
