"""Rules of the vocabularies: ids and paths of terms, SPREC codes, MIABIS value lists. Plain Python."""

from catalog.vocabulary.rules.terms import (
    SEARCH_LENGTH,
    canonical_id,
    is_printable_id,
    prefix_of,
    searchable,
    transitive_ancestors,
)

__all__ = [
    "SEARCH_LENGTH",
    "canonical_id",
    "is_printable_id",
    "prefix_of",
    "searchable",
    "transitive_ancestors",
]
