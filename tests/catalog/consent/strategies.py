"""Hypothesis strategies for every valid consent, purpose and ontology."""

import datetime as dt

from hypothesis import strategies as st

from catalog.consent.rules import (
    Collaboration,
    Ethics,
    Modifier,
    Obligation,
    OrgType,
    Permission,
    Purpose,
    ResearchType,
    Standing,
    UseTerms,
)
from catalog.consent.rules.duo import TERMS, TermKind
from tests.catalog.consent.tables import (
    ABSENT,
    BREAST,
    BREAST_CHILD,
    CANCER,
    DIABETES,
    DOID_COLORECTAL,
    LUNG,
    LYMPHOMA,
    MELANOMA,
    TODAY,
    TUMOUR,
)

DISEASES = (BREAST, BREAST_CHILD, LUNG, CANCER, TUMOUR, MELANOMA, LYMPHOMA, DIABETES, DOID_COLORECTAL, ABSENT, "words")
PERMISSIONS = tuple(term.id for term in TERMS.values() if term.kind is TermKind.PERMISSION)
MODIFIERS = tuple(term.id for term in TERMS.values() if term.kind is TermKind.MODIFIER)
ODD_CODES = (
    *(term.id for term in TERMS.values() if term.kind not in {TermKind.PERMISSION, TermKind.MODIFIER}),
    "DUO:0009999",
    "words",
)

names = st.lists(st.sampled_from(("a", "b", "A", "z")), max_size=3).map(tuple)
places = st.lists(st.sampled_from(("FI", "SE", "US", "EU", "EEA", "Atlantis", "ZZ")), max_size=3).map(tuple)
diseases = st.lists(st.sampled_from(DISEASES), max_size=3).map(tuple)
days = st.none() | st.dates(TODAY - dt.timedelta(days=2), TODAY + dt.timedelta(days=2))
months = st.none() | st.sampled_from((6, 24))
words = st.sampled_from(("", "", "", "words"))

modifiers = st.builds(
    Modifier,
    code=st.sampled_from(MODIFIERS * 4 + PERMISSIONS + ODD_CODES),
    users=names,
    projects=names,
    institutions=names,
    topics=names,
    countries=places,
    date=days,
    months=months,
    collaborators=names,
    databases=names,
    text=words,
)


@st.composite
def fitting_modifiers(draw: st.DrawFn) -> Modifier:
    """Draw a modifier that carries no parameter but its own, so that a good verdict is possible."""
    drawn = draw(modifiers)
    term = TERMS.get(drawn.code)
    parameter = term.parameter if term else ""
    given = {parameter: getattr(drawn, parameter)} if parameter and parameter != "diseases" else {}
    return Modifier(code=drawn.code, **given)


@st.composite
def permissions(draw: st.DrawFn) -> Permission:
    """Draw a permission, mostly one that can be decided upon."""
    code = draw(st.sampled_from(PERMISSIONS * 6 + MODIFIERS + ODD_CODES))
    return Permission(
        code=code,
        diseases=draw(diseases) if code == "DUO:0000007" else (),
        modifiers=draw(st.lists(fitting_modifiers(), max_size=1).map(tuple)),
        text=draw(words),
    )


use_terms = st.builds(
    UseTerms,
    permissions=st.lists(permissions(), max_size=3).map(tuple),
    modifiers=st.lists(fitting_modifiers() | modifiers, max_size=3).map(tuple),
    alternatives=st.booleans(),
    status=st.sampled_from((Standing.ACTIVE,) * 4 + tuple(Standing)),
    text=words,
)
purposes = st.builds(
    Purpose,
    research_types=st.frozensets(st.sampled_from(ResearchType), max_size=3),
    diseases=diseases,
    org_type=st.none() | st.sampled_from(OrgType),
    commercial=st.none() | st.booleans(),
    genetic=st.none() | st.booleans(),
    users=names,
    projects=names,
    institutions=names,
    topics=names,
    countries=places,
    ethics=st.sampled_from(Ethics),
    collaboration=st.sampled_from(Collaboration),
    months=months,
    publishes_on=days,
    refuses=st.frozensets(st.sampled_from(Obligation), max_size=2),
    sensitive=st.sampled_from(((), (), ("pediatric",))),
    other=st.sampled_from((False, False, True)),
)
