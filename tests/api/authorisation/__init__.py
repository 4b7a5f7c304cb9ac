"""Who may give which command: one file a room; `table` says what a row is."""

from tests.api.authorisation import catalogue, compliance, notify, parties
from tests.api.authorisation.table import COMMANDS

__all__ = ["COMMANDS", "catalogue", "compliance", "notify", "parties"]
