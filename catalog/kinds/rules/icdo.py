"""Combinations of site and morphology of ICD-O-3 that no primary tumour can have.

A combination is doubtful, never forbidden: a specimen may come from a metastasis, and then says the site it was
taken from.

Source: the morphology groups of ICD-O-3.2 (WHO, 2019) and the sites that each group's behaviour allows.
"""

import re
from dataclasses import dataclass

_SITE = re.compile(r"(?:ICD-?O-?3?:)?C(\d{2})(?:\.?(\d))?")
_MORPHOLOGY = re.compile(r"(?:ICD-?O-?3?:)?(?:M-?)?(\d{4})(?:/\d)?")
Span = tuple[int, int]


@dataclass(frozen=True)
class Group:
    """Morphologies, from and to, that arise at some sites only.

    Args:
        sites: topography codes C00 to C80 without their dot, from and to.
        sentence: what the group is and where it arises.
    """

    morphologies: Span
    sites: tuple[Span, ...]
    sentence: str


_ANY_UNKNOWN = (760, 809)
GROUPS = (
    Group((8170, 8180), ((220, 221),), "Hepatocellular carcinoma arises in the liver."),
    Group((8312, 8312), ((649, 649),), "Renal cell carcinoma arises in the kidney."),
    Group((9380, 9480), ((300, 300), (690, 699), (700, 729), (751, 753)), "Glioma arises in the nervous system."),
    Group((9510, 9514), ((690, 699),), "Retinoblastoma arises in the eye."),
    Group((9530, 9539), ((700, 729),), "Meningioma arises in the meninges."),
    Group((9732, 9733), ((420, 424),), "Plasma cell myeloma arises in the bone marrow."),
    Group((9800, 9964), ((420, 424),), "Leukaemia arises in blood and bone marrow."),
    Group((9980, 9993), ((420, 424),), "A myelodysplastic neoplasm arises in the bone marrow."),
)


def doubt(site: str, morphology: str) -> str:
    """Return why a primary tumour of this morphology is not of this site, empty where it may be.

    Codes of other vocabularies, and sites that are unknown or ill-defined (C76 to C80), raise no doubt.
    """
    where, what = _SITE.fullmatch(site.strip().upper()), _MORPHOLOGY.fullmatch(morphology.strip().upper())
    if where is None or what is None:
        return ""
    # A site without its fourth digit means any part of it.
    first, last = (int(where[1] + (where[2] or digit)) for digit in "09")
    if _within(first, _ANY_UNKNOWN):
        return ""
    for group in GROUPS:
        if _within(int(what[1]), group.morphologies):
            may_be = any(first <= end and last >= start for start, end in group.sites)
            return "" if may_be else f"{group.sentence} {site} is another site: say where the tumour began."
    return ""


def _within(number: int, span: Span) -> bool:
    return span[0] <= number <= span[1]
