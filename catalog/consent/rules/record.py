"""Rules about the consent itself: does it stand, and can its terms be read."""

from collections.abc import Iterator

from catalog.consent.rules.duo import DS, NRES, TERMS, TermKind, kind_of
from catalog.consent.rules.reasons import Finding, ReasonKind, Verdict, declare
from catalog.consent.rules.use_terms import Modifier, Permission, Standing, UseTerms
from catalog.vocabulary.rules import is_printable_id

WITHDRAWN = declare(
    "consent-withdrawn",
    Verdict.DENY,
    "The donor has withdrawn the consent.",
    "Nothing lifts this; choose other material.",
)
EXPIRED = declare(
    "consent-expired",
    Verdict.DENY,
    "The consent has expired.",
    "Only a new consent of the donor changes this.",
)
UNKNOWN = declare(
    "consent-unknown",
    Verdict.MANUAL,
    "There is no record of a consent.",
    "The provider must record the consent; without it nothing can be released.",
)
UNKNOWN_TERM = declare(
    "unknown-term",
    Verdict.MANUAL,
    "The consent carries a code ({0}) that the Data Use Ontology does not have.",
    "The provider must correct the code, or a person must read the consent.",
)
OBSOLETE_TERM = declare(
    "obsolete-term",
    Verdict.MANUAL,
    "The consent carries the code {0}, which the Data Use Ontology has given up.",
    "The provider must say which of today's terms are meant.",
)
ROOT_TERM = declare(
    "root-term",
    Verdict.MANUAL,
    "The consent carries {0}, which is the name of a class of terms and says nothing by itself.",
    "The provider must choose a term of that class.",
)
MISPLACED_TERM = declare(
    "misplaced-term",
    Verdict.MANUAL,
    "The consent carries {0} where a term of another kind belongs.",
    "The provider must confirm what is meant.",
)
FOREIGN_PARAMETER = declare(
    "foreign-parameter",
    Verdict.MANUAL,
    "The consent gives {0} a parameter that this term does not have.",
    "The provider must enter it with the term that it belongs to.",
)
NO_PRIMARY = declare(
    "no-primary",
    Verdict.MANUAL,
    "The consent does not say what it allows.",
    "The provider must enter one permission (no restriction, general, health, disease or ancestry research).",
)
SEVERAL_PRIMARIES = declare(
    "several-primaries",
    Verdict.MANUAL,
    "The consent carries several permissions and does not say that they are alternatives.",
    "The provider must declare them alternatives, or keep the one that is meant.",
)
FREE_TEXT_TERMS = declare(
    "free-text-terms",
    Verdict.MANUAL,
    "The consent has conditions that are only written in words.",
    "A person must read them, or the provider enters them as terms.",
)
NRES_WITH_MODIFIERS = declare(
    "nres-with-modifiers",
    Verdict.MANUAL,
    "The consent says “no restriction” and carries restrictions.",
    "The provider must say which of the two is meant.",
)
DS_WITHOUT_DISEASE = declare(
    "ds-without-disease",
    Verdict.MANUAL,
    "The consent allows research on a disease and does not say which.",
    "The provider must enter the disease.",
)

_STANDING: dict[Standing, ReasonKind] = {
    Standing.WITHDRAWN: WITHDRAWN,
    Standing.EXPIRED: EXPIRED,
    Standing.UNKNOWN: UNKNOWN,
}
_UNREADABLE: dict[TermKind | None, ReasonKind] = {
    None: UNKNOWN_TERM,
    TermKind.OBSOLETE: OBSOLETE_TERM,
    TermKind.ROOT: ROOT_TERM,
}


def status(terms: UseTerms) -> Iterator[Finding]:
    """Refuse what was withdrawn or has expired; ask where no record is."""
    if terms.status in _STANDING:
        yield _STANDING[terms.status].found()


def codes(terms: UseTerms) -> Iterator[Finding]:
    """Ask about every code that is unknown, obsolete, a class of terms, in the wrong place or wrongly furnished."""
    for permission in terms.permissions:
        yield from _check(permission.code, TermKind.PERMISSION)
        if permission.diseases and kind_of(permission.code) is TermKind.PERMISSION and permission.code != DS:
            yield FOREIGN_PARAMETER.found(permission.code)
        for modifier in permission.modifiers:
            yield from _modifier(modifier)
    for modifier in terms.modifiers:
        yield from _modifier(modifier)


def primary(terms: UseTerms) -> Iterator[Finding]:
    """Ask unless there is one permission, or several that are declared alternatives."""
    found = possible_permissions(terms)
    if not found:
        yield NO_PRIMARY.found()
    elif len(found) > 1 and not terms.alternatives:
        yield SEVERAL_PRIMARIES.found()


def words(terms: UseTerms) -> Iterator[Finding]:
    """Ask about conditions in free text; those of a modifier are reported with the modifier."""
    if terms.text or any(permission.text for permission in terms.permissions):
        yield FREE_TEXT_TERMS.found()


def contradiction(permission: Permission, *, restricted: bool) -> Iterator[Finding]:
    """Ask about a permission that cannot be meant as it stands."""
    if permission.code == NRES and restricted:
        yield NRES_WITH_MODIFIERS.found()
    if permission.code == DS and not permission.diseases:
        yield DS_WITHOUT_DISEASE.found()


def possible_permissions(terms: UseTerms) -> tuple[Permission, ...]:
    """Return the permissions, with those whose unknown or obsolete code may have allowed what the others do not."""
    possible = {TermKind.PERMISSION, TermKind.OBSOLETE, None}
    return tuple(entry for entry in terms.permissions if kind_of(entry.code) in possible)


def _modifier(modifier: Modifier) -> Iterator[Finding]:
    yield from _check(modifier.code, TermKind.MODIFIER)
    if kind_of(modifier.code) is TermKind.MODIFIER and modifier.parameters - {TERMS[modifier.code].parameter}:
        yield FOREIGN_PARAMETER.found(modifier.code)


def _check(code: str, expected: TermKind) -> Iterator[Finding]:
    kind = kind_of(code)
    if kind is not expected:
        yield _UNREADABLE.get(kind, MISPLACED_TERM).found(*([code] if is_printable_id(code) else []))
