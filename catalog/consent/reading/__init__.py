"""Untrusted JSON in, frozen dataclasses of the matcher out."""

from catalog.consent.reading.cases import Case, CaseFile, id_of, read_case, read_case_file
from catalog.consent.reading.purpose import read_purpose
from catalog.consent.reading.shorthand import read_shorthand
from catalog.consent.reading.use_terms import read_use_terms

__all__ = [
    "Case",
    "CaseFile",
    "id_of",
    "read_case",
    "read_case_file",
    "read_purpose",
    "read_shorthand",
    "read_use_terms",
]
