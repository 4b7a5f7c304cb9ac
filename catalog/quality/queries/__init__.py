"""What speaks for and against the identity of listings."""

from catalog.quality.queries.identity import (
    MOST_NAMESAKES,
    MOST_NEIGHBOURS,
    MOST_PROFILES,
    StrComparison,
    StrNeighbour,
    deleted,
    duplicate_candidates,
    namesakes,
    namesakes_of,
    str_comparisons,
)

__all__ = [
    "MOST_NAMESAKES",
    "MOST_NEIGHBOURS",
    "MOST_PROFILES",
    "StrComparison",
    "StrNeighbour",
    "deleted",
    "duplicate_candidates",
    "namesakes",
    "namesakes_of",
    "str_comparisons",
]
