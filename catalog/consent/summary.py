"""Use terms in plain English, one sentence a term, for people who have never heard of DUO. Plain Python."""

from collections.abc import Callable, Iterable, Mapping

from catalog.consent.rules.duo import (
    CC,
    COL,
    DS,
    GRU,
    GS,
    GSO,
    HMB,
    IRB,
    IS,
    MOR,
    NCU,
    NMDS,
    NPOA,
    NPU,
    NPUNCU,
    NRES,
    POA,
    PS,
    PUB,
    RS,
    RTN,
    TERMS,
    TS,
    US,
)
from catalog.consent.rules.use_terms import Modifier, Permission, UseTerms

Labels = Mapping[str, str]

_PERMISSIONS: dict[str, str] = {
    NRES: "Any use is allowed.",
    GRU: "Research of any kind is allowed.",
    HMB: "Research on health and disease is allowed; research on ancestry is not.",
    POA: "Only research on population origins or ancestry is allowed.",
}
_MODIFIERS: dict[str, str] = {
    NMDS: "Developing methods for their own sake is not allowed.",
    GSO: "Only genetic studies are allowed.",
    NPUNCU: "Only nonprofit organisations may use it, and not commercially.",
    PUB: "Results must be made available to the research community.",
    IRB: "The recipient needs an ethics approval.",
    CC: "Use in clinical care is allowed.",
    NPOA: "Research on population origins or ancestry is not allowed.",
    NPU: "Only nonprofit organisations may use it.",
    NCU: "Commercial use is not allowed.",
}


def _named(values: Iterable[str], sentence: str, otherwise: str) -> str:
    listed = ", ".join(values)
    return sentence.format(listed) if listed else otherwise


_PARAMETERS: dict[str, Callable[[Modifier], str]] = {
    RS: lambda m: _named(m.topics, "Only research on {0} is allowed.", "Only research on certain topics is allowed."),
    GS: lambda m: _named(m.countries, "It may be used only in {0}.", "It may be used only in certain countries."),
    US: lambda m: _named(m.users, "Only {0} may use it.", "Only approved people may use it."),
    PS: lambda m: _named(m.projects, "Only the project {0} may use it.", "Only approved projects may use it."),
    IS: lambda m: _named(m.institutions, "Only {0} may use it.", "Only approved institutions may use it."),
    COL: lambda m: _named(
        m.collaborators,
        "It may be used only in collaboration with {0}.",
        "It may be used only in collaboration with those who collected it.",
    ),
    RTN: lambda m: _named(
        m.databases, "Derived data must be returned to {0}.", "Derived data must be returned to the provider."
    ),
    MOR: lambda m: _named(
        [m.date.isoformat()] if m.date else [],
        "Nothing may be published before {0}.",
        "Nothing may be published for some time.",
    ),
    TS: lambda m: _named(
        [str(m.months)] if m.months else [],
        "It may be used for {0} months.",
        "It may be used for a limited time.",
    ),
}


def summary(terms: UseTerms, labels: Labels | None = None) -> list[str]:
    """Return what the terms say; free text is announced and never repeated, since anything may stand in it.

    ``labels`` are names of diseases by code; without one the code is shown.
    """
    names = labels or {}
    sentences = [_permission(permission, names) for permission in terms.permissions]
    if len(sentences) > 1 and terms.alternatives:
        sentences = [f"Either: {sentences[0]}", *(f"Or: {sentence}" for sentence in sentences[1:])]
    sentences += [_modifier(modifier) for modifier in terms.modifiers]
    if _has_words(terms):
        sentences.append("There are further conditions in words, which a person must read.")
    return sentences or ["It is not stated what is allowed."]


def _has_words(terms: UseTerms) -> bool:
    modifiers = [*terms.modifiers, *(modifier for entry in terms.permissions for modifier in entry.modifiers)]
    texts = [terms.text, *(entry.text for entry in terms.permissions), *(modifier.text for modifier in modifiers)]
    return any(texts)


def _permission(permission: Permission, labels: Labels) -> str:
    if permission.code == DS:
        diseases = " or ".join(labels.get(code, code) for code in permission.diseases)
        said = f"Only research on {diseases} is allowed." if diseases else "Only research on one disease is allowed."
    else:
        said = _PERMISSIONS.get(permission.code) or _unknown(permission.code)
    return " ".join((said, *map(_modifier, permission.modifiers)))


def _modifier(modifier: Modifier) -> str:
    if modifier.code in _PARAMETERS:
        return _PARAMETERS[modifier.code](modifier)
    return _MODIFIERS.get(modifier.code) or _unknown(modifier.code)


def _unknown(code: str) -> str:
    term = TERMS.get(code)
    return f"It is tagged “{term.label}”." if term else "It carries a code that a person must read."
