"""Untrusted JSON in, frozen dataclasses of the matcher out."""

from catalog.consent.reading.cases import Case, read_case, read_ontology
from catalog.consent.reading.purpose import read_purpose
from catalog.consent.reading.shorthand import read_shorthand
from catalog.consent.reading.use_terms import read_use_terms

__all__ = [
    "Case",
    "read_case",
    "read_ontology",
    "read_purpose",
    "read_shorthand",
    "read_use_terms",
]
