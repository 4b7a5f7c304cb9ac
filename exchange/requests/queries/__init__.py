"""Reads of the requests room."""

from exchange.requests.queries.choices import listing_verdicts_of
from exchange.requests.queries.commands import has_conflict, line_commands, may, request_commands
from exchange.requests.queries.committees import (
    Standing,
    able_to_decide,
    committee_rules_for,
    committee_rules_of,
    due_on,
    standings_for,
    standings_of,
)
from exchange.requests.queries.gates import LineGate, gates_of, hold_expiries
from exchange.requests.queries.matching import LineMatch, match_lines
from exchange.requests.queries.proposals import proposal_for
from exchange.requests.queries.purposes import purpose_asked_for, purpose_of, remember_purposes
from exchange.requests.queries.resting import GONE, lines_resting_on
from exchange.requests.queries.visible import (
    basket_of,
    in_stages,
    incoming_parts,
    own_requests,
    visible_decisions,
    visible_line_lots,
    visible_lines,
    visible_parts,
    visible_projects,
    visible_requests,
    visible_votes,
)

__all__ = [
    "GONE",
    "LineGate",
    "LineMatch",
    "Standing",
    "able_to_decide",
    "basket_of",
    "committee_rules_for",
    "committee_rules_of",
    "due_on",
    "gates_of",
    "has_conflict",
    "hold_expiries",
    "in_stages",
    "incoming_parts",
    "line_commands",
    "lines_resting_on",
    "listing_verdicts_of",
    "match_lines",
    "may",
    "own_requests",
    "proposal_for",
    "purpose_asked_for",
    "purpose_of",
    "remember_purposes",
    "request_commands",
    "standings_for",
    "standings_of",
    "visible_decisions",
    "visible_line_lots",
    "visible_lines",
    "visible_parts",
    "visible_projects",
    "visible_requests",
    "visible_votes",
]
