"""What can be done with projects, requests and lines."""

from exchange.requests.operations.agreements import redraft
from exchange.requests.operations.basket import add_line, remove_line
from exchange.requests.operations.committees import recuse_line, set_committee_rules
from exchange.requests.operations.copying import Copied, LeftOut, copy
from exchange.requests.operations.deadlines import announce_deadlines, nudge_line
from exchange.requests.operations.decisions import approve_line, decline_line
from exchange.requests.operations.endings import expire_line, stop_lines, withdraw
from exchange.requests.operations.projects import ProjectFacts, create_project, update_project
from exchange.requests.operations.submission import submit

__all__ = [
    "Copied",
    "LeftOut",
    "ProjectFacts",
    "add_line",
    "announce_deadlines",
    "approve_line",
    "copy",
    "create_project",
    "decline_line",
    "expire_line",
    "nudge_line",
    "recuse_line",
    "redraft",
    "remove_line",
    "set_committee_rules",
    "stop_lines",
    "submit",
    "update_project",
    "withdraw",
]
