"""Types of the requests room."""

from exchange.api.requests.types.gates import ConditionType, GateType
from exchange.api.requests.types.lines import DecisionType, LineLotType, RequestLineType
from exchange.api.requests.types.projects import ProjectType
from exchange.api.requests.types.requests import AccessRequestType, RequestPartType

__all__ = [
    "AccessRequestType",
    "ConditionType",
    "DecisionType",
    "GateType",
    "LineLotType",
    "ProjectType",
    "RequestLineType",
    "RequestPartType",
]
