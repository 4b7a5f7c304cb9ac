"""What ethics and the law of the countries on the way ask of a transfer. Plain Python."""

from agreements.compliance.rules.assessment import (
    ESSENTIAL,
    HOUSE_RULES,
    Assessment,
    Effect,
    Finding,
    Rule,
    Rulebook,
    assess,
)
from agreements.compliance.rules.ethics import NOTICE_DAYS, Approval, Standing, notice_due, standing_of
from agreements.compliance.rules.facts import FACTS, Fact, FactKind, Facts, PersonCount

__all__ = [
    "ESSENTIAL",
    "FACTS",
    "HOUSE_RULES",
    "NOTICE_DAYS",
    "Approval",
    "Assessment",
    "Effect",
    "Fact",
    "FactKind",
    "Facts",
    "Finding",
    "PersonCount",
    "Rule",
    "Rulebook",
    "Standing",
    "assess",
    "notice_due",
    "standing_of",
]
