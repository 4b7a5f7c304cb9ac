from datetime import datetime
from typing import Any, Self

import graphene

from agreements.compliance import operations
from agreements.compliance.errors import TransferRuleCode
from agreements.compliance.models import RuleKind
from exchange.api.compliance import enums
from exchange.api.compliance.types import TransferRuleType
from exchange.api.core.codes import explain
from exchange.api.core.mutation import Mutation
from exchange.parties.models import Person
from exchange.parties.permissions import Permission


class TransferRuleRevise(Mutation):
    """Enter the next version of a rule of the borders, or of a group of countries, for everybody."""

    permission = Permission.MAINTAIN_RULES
    codes = explain(TransferRuleCode, CHANGED_MEANWHILE="Another version was entered after the one it is based on.")

    class Input:
        kind = enums.RuleKind(required=True, description="Whether a rule or a group.")
        key = graphene.String(required=True, description="Of all its versions.")
        definition = graphene.JSONString(required=True, description="As `definition` of `TransferRule` shows it.")
        based_on = graphene.Int(required=True, description="The version that is revised; 0 for a new key.")
        reason = graphene.String(required=True, description="Why, for the audit trail.")

    transfer_rule = graphene.Field(TransferRuleType, description="The version that was entered.")

    @classmethod
    def perform(cls, *, by: Person, now: datetime, kind: str, **said: Any) -> Self:
        return cls(transfer_rule=operations.revise_transfer_rule(kind=RuleKind(kind), **said, by=by, now=now))
