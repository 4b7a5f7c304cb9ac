"""Projects, access requests with their parts and lines, committees, decisions and clearances."""

from exchange.requests.models.asked import AccessRequest, LineLot, RequestLine, RequestPart
from exchange.requests.models.decided import Clearance, CommitteeNotice, CommitteeRules, Decision, Nudge, Recusal, Vote
from exchange.requests.models.projects import Project, ProjectDisease

__all__ = [
    "AccessRequest",
    "Clearance",
    "CommitteeNotice",
    "CommitteeRules",
    "Decision",
    "LineLot",
    "Nudge",
    "Project",
    "ProjectDisease",
    "Recusal",
    "RequestLine",
    "RequestPart",
    "Vote",
]
