"""How alike the short tandem repeat (STR) profiles of two cell lines are.

Source: Tanabe et al., Tissue Culture Research Communications 18 (1999) 329; Masters et al., PNAS 98 (2001) 8012;
thresholds of Capes-Davis et al., International Journal of Cancer 132 (2013) 2510.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

Profile = Mapping[str, Iterable[str]]

RELATED_PERCENT = 80
IN_QUESTION_PERCENT = 60
FEWEST_LOCI = 8
# Tells the sex and not the donor.
_LEFT_OUT = frozenset({"amelogenin", "amel", "amelx", "amely"})
_SAME_LOCUS = {"tho1": "th01"}
_ALLELE = re.compile(r"(\d{1,3})(?:\.(\d))?")


class Likeness(StrEnum):
    """What the scores say of two lines."""

    RELATED = "related"
    IN_QUESTION = "in_question"
    UNRELATED = "unrelated"
    TOO_FEW_LOCI = "too_few_loci"


@dataclass(frozen=True)
class StrMatch:
    """Counts of alleles at the loci that both profiles report.

    Args:
        loci: how many loci were compared, amelogenin left aside.
        shared: alleles that both have; an allele that a locus has twice counts once.
        query: alleles of the line that is looked at.
        reference: alleles of the line that it is compared with.
    """

    loci: int
    shared: int
    query: int
    reference: int

    @property
    def tanabe_percent(self) -> float:
        """Twice the shared alleles over the alleles of both lines, in percent."""
        return _percent(2 * self.shared, self.query + self.reference)

    @property
    def masters_query_percent(self) -> float:
        """Shared alleles over those of the line that is looked at, in percent."""
        return _percent(self.shared, self.query)

    @property
    def masters_reference_percent(self) -> float:
        """Shared alleles over those of the line that it is compared with, in percent."""
        return _percent(self.shared, self.reference)

    @property
    def likeness(self) -> Likeness:
        """What the larger score of Masters says, because a line that lost alleles still matches in one direction.

        It is never smaller than Tanabe's.
        """
        fewer = min(self.query, self.reference)
        if self.loci < FEWEST_LOCI:
            return Likeness.TOO_FEW_LOCI
        if 100 * self.shared >= RELATED_PERCENT * fewer:
            return Likeness.RELATED
        return Likeness.IN_QUESTION if 100 * self.shared >= IN_QUESTION_PERCENT * fewer else Likeness.UNRELATED


def compare(query: Profile, reference: Profile) -> StrMatch:
    """Compare two profiles ``{locus: alleles}`` at the loci that both report."""
    mine, theirs = loci_of(query), loci_of(reference)
    common = mine.keys() & theirs.keys()
    return StrMatch(
        loci=len(common),
        shared=sum(len(mine[locus] & theirs[locus]) for locus in common),
        query=sum(len(mine[locus]) for locus in common),
        reference=sum(len(theirs[locus]) for locus in common),
    )


def loci_of(profile: Profile) -> dict[str, frozenset[str]]:
    """Return the alleles of each locus that reports some, under one spelling of loci and alleles."""
    found: dict[str, frozenset[str]] = {}
    for name, alleles in profile.items():
        locus = re.sub(r"[\s_-]", "", name).casefold()
        read = frozenset(allele for text in alleles if (allele := _allele(text)))
        if read and locus not in _LEFT_OUT:
            found[_SAME_LOCUS.get(locus, locus)] = read
    return found


def _allele(text: str) -> str:
    """Return a number of repeats as ``9`` or ``9.3``, empty for what is none, such as “Not_detected”."""
    match = _ALLELE.fullmatch(text.strip())
    if match is None:
        return ""
    return f"{int(match[1])}.{match[2]}" if match[2] not in {None, "0"} else str(int(match[1]))


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0
