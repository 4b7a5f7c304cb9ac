"""Enums of the interchange."""

from catalog.interchange import states
from catalog.listings import facts
from exchange.api.core.enums import enum_type

ImportState = enum_type(
    states.ImportState,
    WAITING="Asked for; no worker is at it yet.",
    RUNNING="Its rows are being looked at.",
    DONE="All good rows are stored, and the others named.",
    FAILED="Nothing is stored; `failure` says why.",
    CANCELLED="Nothing is stored; somebody called it off.",
)
ImportChange = enum_type(
    facts.Change,
    name="ImportChange",
    CREATED="It is new.",
    UPDATED="It changes what is on record.",
    UNCHANGED="It says what is on record.",
)
