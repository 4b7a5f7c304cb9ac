"""How often a saved search tells of what is new. Plain Python."""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum


class AlertFrequency(StrEnum):
    """How often the owner of a saved search is told of what is new."""

    NONE = "none"
    DAILY = "daily"
    WEEKLY = "weekly"


PERIODS: Mapping[AlertFrequency, timedelta] = {
    AlertFrequency.DAILY: timedelta(days=1),
    AlertFrequency.WEEKLY: timedelta(days=7),
}
