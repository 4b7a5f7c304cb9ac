"""Read what a file of cases says: `ancestors`, `oncology_terms_outside_cancer`, and each of its `cases`."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from catalog.consent.reading.purpose import read_purpose
from catalog.consent.reading.use_terms import read_use_terms
from catalog.consent.rules.ontology import Ontology
from catalog.consent.rules.purpose import Purpose
from catalog.consent.rules.use_terms import UseTerms
from catalog.vocabulary.rules import canonical_id
from exchange.kernel.untrusted import Value

_PLACE_IN_TREE = "under_"


@dataclass(frozen=True)
class Case:
    """One consent, one purpose and the day on which they are matched."""

    id: str
    use_terms: UseTerms
    purpose: Purpose
    today: dt.date


def read_ontology(members: Mapping[str, Value]) -> Ontology:
    """Read of a file the is-a paths, and the places of tumours that the general term for cancer misses.

    Raises:
        InvalidInput: the ancestors are no object of lists of terms, or the tumours no list of objects with ``id``.
    """
    ancestors, oncology = members.get("ancestors"), members.get("oncology_terms_outside_cancer")
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
