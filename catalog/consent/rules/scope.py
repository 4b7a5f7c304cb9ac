"""Rules about the purpose's reach: every research type and every disease must lie within the permission."""

from collections.abc import Iterator, Mapping
from enum import Enum

from catalog.consent.rules.duo import DS, GRU, HMB, NRES, POA, TERMS
from catalog.consent.rules.ontology import Ontology, Relation
from catalog.consent.rules.purpose import Purpose, ResearchType
from catalog.consent.rules.reasons import Finding, ReasonKind, Verdict, declare
from catalog.consent.rules.use_terms import Permission
from catalog.vocabulary.rules import is_printable_id

WITHOUT_TYPE = declare(
    "purpose-without-type",
    Verdict.MANUAL,
    "The purpose names no type of research.",
    "Add the types of research to the project.",
)
PURPOSE_IN_WORDS = declare(
    "purpose-in-words",
    Verdict.MANUAL,
    "Part of the purpose is only written in words.",
    "A person must read it, or the project names it as a type of research.",
)
SENSITIVE = declare(
    "sensitive-purpose",
    Verdict.MANUAL,
    "The purpose has a sensitive aspect.",
    "A person must decide; nothing sensitive is permitted automatically.",
)
TYPE_OUTSIDE = declare(
    "type-outside-scope",
    Verdict.DENY,
    "The consent ({1}) does not cover research of the type “{0}”.",
    "Leave this type out of the purpose, or choose material with a wider consent.",
)
TYPE_UNDECIDED = declare(
    "type-in-question",
    Verdict.MANUAL,
    "Whether the consent ({1}) covers research of the type “{0}” cannot be told from the terms.",
    "A person must decide, or the purpose names more closely what is studied.",
)
CARE_NOT_ALLOWED = declare(
    "clinical-care-not-allowed",
    Verdict.DENY,
    "The consent does not include clinical care.",
    "Leave clinical care out of the purpose, or choose material whose consent carries CC.",
)
WITHOUT_DISEASE = declare(
    "purpose-without-disease",
    Verdict.MANUAL,
    "The consent is for certain diseases and the purpose names none.",
    "Add the diseases to the project.",
)
DISEASE_OUTSIDE = declare(
    "disease-outside-scope",
    Verdict.DENY,
    "The disease {0} is none of those in the consent, nor a form of one of them.",
    "Leave the disease out, or choose material whose consent covers it.",
)
DISEASE_UNKNOWN = declare(
    "unknown-disease",
    Verdict.MANUAL,
    "Whether the disease {0} is a form of those in the consent is not known to the vocabulary in use.",
    "Choose a term of the current vocabulary, or let a person decide.",
)
ONCOLOGY_GAP = declare(
    "oncology-terms-without-is-a-path",
    Verdict.MANUAL,
    "The consent is for cancer, and {0} is a tumour that the vocabulary does not place below “cancer”.",
    "A person must decide, or the provider widens the term to “cancer or benign tumor”.",
    shows_parameters=False,
)
OTHER_VOCABULARY = declare(
    "disease-vocabularies-differ",
    Verdict.MANUAL,
    "The disease {0} and those of the consent come from different vocabularies.",
    "Name the disease in the vocabulary of the consent, or let a person decide.",
)
DISEASE_BESIDE_ANCESTRY = declare(
    "disease-beside-ancestry",
    Verdict.MANUAL,
    "The consent is for ancestry research and the purpose names a disease.",
    "Remove the disease if it is not studied, or let a person decide.",
)


class Fit(Enum):
    """Whether a permission covers a type of research."""

    YES = "yes"
    NO = "no"
    ASK = "a person decides"


_NARROW = dict.fromkeys(
    (ResearchType.POPULATION, ResearchType.CONTROL, ResearchType.AGE, ResearchType.GENDER, ResearchType.GENETIC),
    Fit.ASK,
)
_EVERYTHING = dict.fromkeys(ResearchType, Fit.YES)

# Clinical care is within every permission here because a rule of its own decides it; so are diseases under DS.
SCOPE: Mapping[str, Mapping[ResearchType, Fit]] = {
    NRES: _EVERYTHING,
    GRU: _EVERYTHING,
    HMB: _EVERYTHING | _NARROW | {ResearchType.GENERAL: Fit.NO, ResearchType.ANCESTRY: Fit.NO},
    DS: _EVERYTHING
    | _NARROW
    | {
        ResearchType.GENERAL: Fit.NO,
        ResearchType.HEALTH: Fit.NO,
        ResearchType.ANCESTRY: Fit.NO,
        ResearchType.DRUG_DEVELOPMENT: Fit.ASK,
    },
    POA: _EVERYTHING
    | _NARROW
    | {
        ResearchType.GENERAL: Fit.NO,
        ResearchType.HEALTH: Fit.NO,
        ResearchType.DISEASE: Fit.NO,
        ResearchType.DRUG_DEVELOPMENT: Fit.NO,
    },
}

_BY_RELATION: dict[Relation, ReasonKind] = {
    Relation.OUTSIDE: DISEASE_OUTSIDE,
    Relation.UNKNOWN: DISEASE_UNKNOWN,
    Relation.ONCOLOGY_GAP: ONCOLOGY_GAP,
    Relation.OTHER_VOCABULARY: OTHER_VOCABULARY,
}


def stated(purpose: Purpose) -> Iterator[Finding]:
    """Ask when the purpose does not say, in terms, what it is for."""
    if not purpose.research_types:
        yield WITHOUT_TYPE.found()
    if purpose.other:
        yield PURPOSE_IN_WORDS.found()


def sensitive(purpose: Purpose) -> Iterator[Finding]:
    """Ask about every sensitive aspect."""
    if purpose.sensitive:
        yield SENSITIVE.found()


def research_types(permission: Permission, purpose: Purpose) -> Iterator[Finding]:
    """Look each type up in `SCOPE`; a disease permission that names no disease is asked about elsewhere."""
    if permission.code == DS and not permission.diseases:
        return
    for kind in purpose.types_in_order:
        fit = SCOPE[permission.code][kind]
        if fit is not Fit.YES:
            reason = TYPE_OUTSIDE if fit is Fit.NO else TYPE_UNDECIDED
            yield reason.found(kind.value, TERMS[permission.code].shorthand)


def clinical_care(permission: Permission, purpose: Purpose, *, allowed: bool) -> Iterator[Finding]:
    """Refuse clinical care without CC; “no restriction” needs none, as CC beside it would contradict it."""
    if ResearchType.CLINICAL_CARE in purpose.research_types and not allowed and permission.code != NRES:
        yield CARE_NOT_ALLOWED.found()


def diseases(permission: Permission, purpose: Purpose, ontology: Ontology) -> Iterator[Finding]:
    """Require every disease of the purpose, whatever its type, to lie within the diseases of the consent."""
    if permission.code == POA and purpose.diseases and ResearchType.DISEASE not in purpose.research_types:
        yield DISEASE_BESIDE_ANCESTRY.found()
    if permission.code != DS or not permission.diseases:
        return
    if ResearchType.DISEASE in purpose.research_types and not purpose.diseases:
        yield WITHOUT_DISEASE.found()
    for disease in purpose.diseases:
        kind = _BY_RELATION.get(ontology.best_relation(disease, permission.diseases))
        if kind is not None:
            yield kind.found(*([disease] if is_printable_id(disease) else []))
