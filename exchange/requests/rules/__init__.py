"""The rules of requests: the gate, the stage, the choice of lots. Plain Python."""

from exchange.requests.rules.choice import Candidate, choose, spread
from exchange.requests.rules.committee import Ballot, CommitteeRules, Outcome, is_plain, outcome_of
from exchange.requests.rules.facts import (
    AgreementFacts,
    CommitteeFacts,
    ConsentFacts,
    EthicsFacts,
    HoldFacts,
    LineFacts,
)
from exchange.requests.rules.gate import RULE_VERSION, Condition, ConditionKey, ConditionState, Gate, gate
from exchange.requests.rules.stage import STAGE_OF_STATE, Stage, stage_of

__all__ = [
    "RULE_VERSION",
    "STAGE_OF_STATE",
    "AgreementFacts",
    "Ballot",
    "Candidate",
    "CommitteeFacts",
    "CommitteeRules",
    "Condition",
    "ConditionKey",
    "ConditionState",
    "ConsentFacts",
    "EthicsFacts",
    "Gate",
    "HoldFacts",
    "LineFacts",
    "Outcome",
    "Stage",
    "choose",
    "gate",
    "is_plain",
    "outcome_of",
    "spread",
    "stage_of",
]
