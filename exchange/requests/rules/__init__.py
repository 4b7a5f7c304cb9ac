"""The rules of requests: the gate, the stage, the choice of lots. Plain Python."""

from exchange.requests.rules.choice import Candidate, choose, spread
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
    "Candidate",
    "CommitteeFacts",
    "Condition",
    "ConditionKey",
    "ConditionState",
    "ConsentFacts",
    "EthicsFacts",
    "Gate",
    "HoldFacts",
    "LineFacts",
    "Stage",
    "choose",
    "gate",
    "spread",
    "stage_of",
]
