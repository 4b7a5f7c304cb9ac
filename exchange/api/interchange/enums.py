"""Enums of the interchange."""

from catalog.interchange import states
from exchange.api.core.enums import enum_type

ImportState = enum_type(
    states.ImportState,
    WAITING="Asked for; no worker is at it yet.",
    RUNNING="Its rows are being looked at.",
    DONE="All good rows are stored, and the others named.",
    FAILED="Nothing is stored; `failure` says why.",
)
