from datetime import datetime
from typing import Any, Self

import graphene

from exchange.api.core.codes import explain
from exchange.api.core.ids import IdOf
from exchange.api.core.mutation import Mutation
from exchange.api.requests.types.committees import CommitteeRulesType
from exchange.parties.models import Person, Unit
from exchange.parties.permissions import Permission
from exchange.requests import operations
from exchange.requests.errors import CommitteeRulesCode
from exchange.requests.rules import CommitteeRules


class CommitteeRulesSet(Mutation):
    """Say how the access committee of a unit decides from now on."""

    permission = Permission.MANAGE_COMMITTEE
    codes = explain(CommitteeRulesCode)

    class Input:
        unit = IdOf("exchange.api.parties.types.UnitType", required=True, description="Whose committee it is.")
        votes_needed = graphene.Int(required=True, description="How many votes of one kind decide.")
        quorum = graphene.Int(required=True, description="How many must have voted before anything is decided.")
        is_chair_final = graphene.Boolean(required=True, description="Whether the chair's vote then decides.")
        decides_within_days = graphene.Int(required=True, description="Working days of the unit's country.")
        approves_up_to = graphene.Int(
            description="Plain requests of at most so many are approved at once; null has every one voted on."
        )

    rules = graphene.Field(CommitteeRulesType, description="The rules as they are now.")

    @classmethod
    def perform(cls, *, by: Person, now: datetime, unit: Unit, **given: Any) -> Self:
        rules = CommitteeRules(**given)
        operations.set_committee_rules(unit=unit, rules=rules, by=by, now=now)
        return cls(rules=CommitteeRulesType.of(rules))
