"""How a disease of the purpose lies to a disease of the consent.

The walk goes up: a use is allowed when the purpose's term, or something above it, is in the consent. A search for
listings walks down and has its own code in another room; the two must not share a helper.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from catalog.vocabulary.rules import prefix_of

# In MONDO the general term "cancer" has no is-a path from leukemia, melanoma and others, which are tumours all the
# same: they lie below "cancer or benign tumor" and "neoplasm". A miss against the general term proves nothing.
GENERAL_CANCER = frozenset({"MONDO:0004992"})
TUMOUR_ROOTS = frozenset({"MONDO:0045024", "MONDO:0005070"})


class Relation(StrEnum):
    """Where the wanted disease lies, seen from the granted one."""

    WITHIN = "within"
    OUTSIDE = "outside"
    UNKNOWN = "unknown"  # one of the two is not in the release at hand
    ONCOLOGY_GAP = "oncology-gap"
    OTHER_VOCABULARY = "other-vocabulary"


# Of several answers for one disease the first of these counts; OUTSIDE only when nothing else was found.
_STRONGEST_FIRST = (
    Relation.WITHIN,
    Relation.ONCOLOGY_GAP,
    Relation.OTHER_VOCABULARY,
    Relation.UNKNOWN,
    Relation.OUTSIDE,
)


@dataclass(frozen=True)
class Ontology:
    """The is-a paths of the terms at hand.

    Args:
        ancestors: for each known term everything above it, itself not listed. CURIEs throughout.
        certain: ancestors of terms whose full set is not known.
        oncology: terms known to be tumours although the general term is not above them.
    """

    ancestors: Mapping[str, frozenset[str]]
    certain: Mapping[str, frozenset[str]]
    oncology: frozenset[str] = frozenset()

    @cached_property
    def _named(self) -> frozenset[str]:
        return frozenset(self.ancestors).union(*self.ancestors.values())

    def above(self, term: str) -> frozenset[str]:
        """Return all that is known to be above a term."""
        return self.ancestors.get(term, frozenset()) | self.certain.get(term, frozenset())

    def relation(self, wanted: str, granted: str) -> Relation:
        """Return how one wanted disease lies to one granted disease."""
        above = self.above(wanted)
        if wanted == granted or granted in above:
            return Relation.WITHIN
        if wanted in self.above(granted):
            return Relation.OUTSIDE
        if granted in GENERAL_CANCER and (wanted in self.oncology or above & TUMOUR_ROOTS):
            return Relation.ONCOLOGY_GAP
        if wanted not in self.ancestors or granted not in self._named:
            return Relation.UNKNOWN
        if prefix_of(wanted) != prefix_of(granted):
            return Relation.OTHER_VOCABULARY
        return Relation.OUTSIDE

    def best_relation(self, wanted: str, granted: Collection[str]) -> Relation:
        """Return how a wanted disease lies to a list of granted ones, of which one suffices."""
        found = {self.relation(wanted, term) for term in granted}
        return next((relation for relation in _STRONGEST_FIRST if relation in found), Relation.OUTSIDE)


NO_ONTOLOGY = Ontology({}, {})
