"""Read a file of cases: `ancestors`, `oncology_terms_outside_cancer` and `cases`."""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from catalog.consent.reading.purpose import read_purpose
from catalog.consent.reading.use_terms import read_use_terms
from catalog.consent.reading.values import Value, from_pairs
from catalog.consent.rules.ontology import Ontology
from catalog.consent.rules.purpose import Purpose
from catalog.consent.rules.use_terms import UseTerms
from catalog.vocabulary.rules import canonical_id
from exchange.kernel.errors import InvalidInput

_PLACE_IN_TREE = "under_"


@dataclass(frozen=True)
class Case:
    """One consent, one purpose and the day on which they are matched."""

    id: str
    use_terms: UseTerms
    purpose: Purpose
    today: dt.date


@dataclass(frozen=True)
class CaseFile:
    """The is-a paths of a file and its cases, which are read one by one."""

    ontology: Ontology
    cases: tuple[Any, ...]


def read_case_file(content: bytes) -> CaseFile:
    """Read the frame of a file; a malformed case inside it does not spoil the others.

    Raises:
        InvalidInput: the content is not JSON or lacks the frame.
    """
    try:
        raw = json.loads(content.decode("utf-8-sig"), object_pairs_hook=from_pairs)
    except (ValueError, RecursionError) as error:
        # A decoding error is a ValueError too, as is a number of more digits than Python reads.
        raise InvalidInput("file", f"is not JSON ({type(error).__name__})") from error
    members = Value(raw, "").members()
    if "cases" not in members:
        raise InvalidInput("cases", "is missing")
    if not isinstance(members["cases"].raw, list):
        members["cases"].refuse("must be a list")
    return CaseFile(
        read_ontology(members.get("ancestors"), members.get("oncology_terms_outside_cancer")),
        tuple(members["cases"].raw),
    )


def read_ontology(ancestors: Value | None, oncology: Value | None) -> Ontology:
    """Read the is-a paths, and the places of tumours that the general term for cancer misses.

    Raises:
        InvalidInput: the ancestors are no object of lists of terms, or the tumours no list of objects with ``id``.
    """
    above = {
        canonical_id(term): frozenset(map(canonical_id, value.texts()))
        for term, value in (ancestors.members() if ancestors else {}).items()
    }
    certain: dict[str, frozenset[str]] = {}
    for entry in oncology.items() if oncology else ():
        term = canonical_id(entry.required("id").text())
        places = {
            canonical_id(name.removeprefix(_PLACE_IN_TREE).partition("_")[0])
            for name, value in entry.members().items()
            if name.startswith(_PLACE_IN_TREE) and value.flag()
        }
        certain[term] = frozenset(places).union(*(above.get(place, frozenset()) for place in places))
    return Ontology(above, certain, frozenset(certain))


def read_case(raw: Any) -> Case:
    """Read one case; fields besides the four that are needed are annotations.

    Raises:
        InvalidInput: a field is missing or malformed; the error names it.
    """
    value = Value(raw, "")
    return Case(
        id=value.required("id").text(),
        use_terms=read_use_terms(value.required("consent").raw),
        purpose=read_purpose(value.required("purpose").raw),
        today=value.required("today").day(),
    )


def id_of(raw: Any) -> str | None:
    """Return the id of a case that may be malformed otherwise."""
    found = raw.get("id") if isinstance(raw, dict) else None
    return found if isinstance(found, str) else None
