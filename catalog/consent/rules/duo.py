"""The terms of the Data Use Ontology that a consent may carry.

Source: EBISPOT/DUO (CC BY 4.0). Obsolete ids are kept because they are still met in the wild.
"""

from dataclasses import dataclass
from enum import StrEnum

from catalog.vocabulary.rules import canonical_id

NRES, GRU, HMB, DS, POA = "DUO:0000004", "DUO:0000042", "DUO:0000006", "DUO:0000007", "DUO:0000011"
RS, NMDS, GSO, NPUNCU, PUB, COL = (
    "DUO:0000012",
    "DUO:0000015",
    "DUO:0000016",
    "DUO:0000018",
    "DUO:0000019",
    "DUO:0000020",
)
IRB, GS, MOR, TS, US, PS = "DUO:0000021", "DUO:0000022", "DUO:0000024", "DUO:0000025", "DUO:0000026", "DUO:0000027"
IS, RTN, CC, NPOA, NPU, NCU = "DUO:0000028", "DUO:0000029", "DUO:0000043", "DUO:0000044", "DUO:0000045", "DUO:0000046"

# The longest limit in time that a consent sets, in months.
MOST_MONTHS = 1_200


class TermKind(StrEnum):
    """What a DUO term says, and therefore where it belongs."""

    PERMISSION = "permission"
    MODIFIER = "modifier"
    ROOT = "root"  # a class of terms, never a tag
    OBSOLETE = "obsolete"
    PURPOSE = "purpose"  # describes an investigation, not a consent


@dataclass(frozen=True)
class DuoTerm:
    """A term; ``parameter`` names the field of `Modifier` or `Permission` that it needs, if any."""

    id: str
    shorthand: str
    label: str
    kind: TermKind
    parameter: str = ""


def _terms(kind: TermKind, *rows: tuple[str, ...]) -> tuple[DuoTerm, ...]:
    return tuple(DuoTerm(row[0], row[1], row[2], kind, *row[3:]) for row in rows)


TERMS: dict[str, DuoTerm] = {
    term.id: term
    for term in (
        *_terms(
            TermKind.PERMISSION,
            (NRES, "NRES", "no restriction"),
            (GRU, "GRU", "general research use"),
            (HMB, "HMB", "health or medical or biomedical research"),
            (DS, "DS", "disease specific research", "diseases"),
            (POA, "POA", "population origins or ancestry research only"),
        ),
        *_terms(
            TermKind.MODIFIER,
            (RS, "RS", "research specific restrictions", "topics"),
            (NMDS, "NMDS", "no general methods research"),
            (GSO, "GSO", "genetic studies only"),
            (NPUNCU, "NPUNCU", "not for profit, non commercial use only"),
            (PUB, "PUB", "publication required"),
            (COL, "COL", "collaboration required", "collaborators"),
            (IRB, "IRB", "ethics approval required"),
            (GS, "GS", "geographical restriction", "countries"),
            (MOR, "MOR", "publication moratorium", "date"),
            (TS, "TS", "time limit on use", "months"),
            (US, "US", "user specific restriction", "users"),
            (PS, "PS", "project specific restriction", "projects"),
            (IS, "IS", "institution specific restriction", "institutions"),
            (RTN, "RTN", "return to database or resource", "databases"),
            (CC, "CC", "clinical care use"),
            (NPOA, "NPOA", "population origins or ancestry research prohibited"),
            (NPU, "NPU", "not for profit organisation use only"),
            (NCU, "NCU", "non-commercial use only"),
        ),
        *_terms(
            TermKind.ROOT,
            ("DUO:0000001", "", "data use permission"),
            ("DUO:0000017", "", "data use modifier"),
        ),
        *_terms(
            TermKind.OBSOLETE,
            ("DUO:0000002", "", "primary category"),
            ("DUO:0000003", "", "secondary category"),
            ("DUO:0000005", "GRU-CC", "general research use and clinical care"),
            ("DUO:0000014", "RU", "research use only"),
        ),
        *_terms(
            TermKind.PURPOSE,
            ("DUO:0000031", "", "method development"),
            ("DUO:0000032", "", "population research"),
            ("DUO:0000033", "", "ancestry research"),
            ("DUO:0000034", "", "age category research"),
            ("DUO:0000035", "", "gender category research"),
            ("DUO:0000036", "", "research control"),
            ("DUO:0000037", "", "biomedical research"),
            ("DUO:0000038", "", "genetic research"),
            ("DUO:0000039", "", "drug development research"),
            ("DUO:0000040", "", "disease category research"),
        ),
    )
}

_BY_SHORTHAND = {term.shorthand: term.id for term in TERMS.values() if term.shorthand}


def canonical_code(text: str) -> str:
    """Return the CURIE of a DUO term given as CURIE, with an underscore, as an address or by shorthand (``HMB``)."""
    found = canonical_id(text)
    return _BY_SHORTHAND.get(found.upper(), found)


def kind_of(code: str) -> TermKind | None:
    """Return the kind of a canonical code, or None for one that DUO does not have."""
    term = TERMS.get(code)
    return term.kind if term else None
