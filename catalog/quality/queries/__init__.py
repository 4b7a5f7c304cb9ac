"""What speaks for and against listings: who they are, and how well they are kept."""

from catalog.quality.queries.health import Finding, findings, grades
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
from catalog.quality.queries.offers import MOST_TERMS, kind_counts, use_terms_of

__all__ = [
    "MOST_NAMESAKES",
    "MOST_NEIGHBOURS",
    "MOST_PROFILES",
    "MOST_TERMS",
    "Finding",
    "StrComparison",
    "StrNeighbour",
    "deleted",
    "duplicate_candidates",
    "findings",
    "grades",
    "kind_counts",
    "namesakes",
    "namesakes_of",
    "str_comparisons",
    "use_terms_of",
]
