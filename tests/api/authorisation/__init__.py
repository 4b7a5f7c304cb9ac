"""Who may give which command: one file a room; `table` says what a row is."""

from tests.api.authorisation import (
    agreements,
    catalogue,
    compliance,
    files,
    interchange,
    inventory,
    notify,
    parties,
    requests,
    searches,
    shipping,
)
from tests.api.authorisation.table import COMMANDS

__all__ = [
    "COMMANDS",
    "agreements",
    "catalogue",
    "compliance",
    "files",
    "interchange",
    "inventory",
    "notify",
    "parties",
    "requests",
    "searches",
    "shipping",
]
