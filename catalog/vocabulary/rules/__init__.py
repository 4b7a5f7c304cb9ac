"""Rules of the vocabularies: ids and paths of terms, SPREC codes, MIABIS value lists. Plain Python."""

from catalog.vocabulary.rules.terms import (
    CODE_LENGTH,
    SEARCH_LENGTH,
    Scope,
    canonical_id,
    codes_meant,
    escaped,
    is_code,
    is_printable_id,
    prefix_of,
    reference_code,
    searchable,
    transitive_ancestors,
)

__all__ = [
    "CODE_LENGTH",
    "SEARCH_LENGTH",
    "Scope",
    "canonical_id",
    "codes_meant",
    "escaped",
    "is_code",
    "is_printable_id",
    "prefix_of",
    "reference_code",
    "searchable",
    "transitive_ancestors",
]
