"""Enums of saved searches."""

from catalog.search import states
from exchange.api.core.enums import enum_type

AlertFrequency = enum_type(
    states.AlertFrequency,
    NONE="Its owner is not told of what is new.",
    DAILY="At most once a day.",
    WEEKLY="At most once a week.",
)
