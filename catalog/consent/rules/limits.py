"""Modifiers that limit who uses, where, and for what: both sides in terms give an answer, silence or words ask."""

import unicodedata
from collections.abc import Iterator

from catalog.consent.rules.countries import countries_of
from catalog.consent.rules.purpose import OrgType, Purpose, ResearchType
from catalog.consent.rules.reasons import Finding, Verdict, declare
from catalog.consent.rules.use_terms import Modifier

NO_LIST = declare(
    "no-structured-list",
    Verdict.MANUAL,
    "The consent carries “{rule}” without a list that can be compared.",
    "A person must read the consent, or the provider enters the list.",
)
NOT_STATED = declare(
    "not-stated",
    Verdict.MANUAL,
    "The consent carries “{rule}” and the purpose names no {0}.",
    "Add the {0} to the project.",
)
ORGANISATION_NOT_STATED = declare(
    "organisation-type-not-stated",
    Verdict.MANUAL,
    "The consent is for not-for-profit organisations, and the purpose does not say whether the user is one.",
    "Add the type of the organisation to the project.",
)
COMMERCIAL_NOT_STATED = declare(
    "commercial-use-not-stated",
    Verdict.MANUAL,
    "The consent is for non-commercial use, and the purpose does not say whether the use is commercial.",
    "Say in the project whether the use is commercial.",
)
GENETIC_NOT_STATED = declare(
    "genetic-study-not-stated",
    Verdict.MANUAL,
    "The consent is for genetic studies, and the purpose does not say whether genotypes are studied.",
    "Say in the project whether genotypes are studied.",
)
NOT_LISTED = declare(
    "not-listed",
    Verdict.DENY,
    "The consent carries “{rule}” and the purpose names {0} that are not on its list.",
    "Leave them out, or ask the provider whether they can be added.",
)
NEAR_MATCH = declare(
    "spelling-differs",
    Verdict.MANUAL,
    "Among the {0} of the purpose is one that differs from the consent's list only in its spelling.",
    "Use the identifier of the list, or let a person decide.",
)
COUNTRY_OUTSIDE = declare(
    "country-outside",
    Verdict.DENY,
    "The consent limits use to certain countries, and {0} is not among them.",
    "Leave out the use there, a collaborator's too, or choose material without this limit.",
)
PLACE_UNKNOWN = declare(
    "place-not-recognised",
    Verdict.MANUAL,
    "A country or region, of the consent or of the purpose, is not recognised.",
    "Name countries by their two-letter code.",
)
FOR_PROFIT = declare(
    "organisation-for-profit",
    Verdict.DENY,
    "The consent is for not-for-profit organisations, and the user is for profit.",
    "Only a not-for-profit organisation can use this material.",
)
COMMERCIAL = declare(
    "use-commercial",
    Verdict.DENY,
    "The consent is for non-commercial use, and the use is commercial.",
    "Change the purpose to non-commercial use, or choose other material.",
)
NOT_GENETIC = declare(
    "not-genetic",
    Verdict.DENY,
    "The consent is for genetic studies, and the purpose studies no genotypes.",
    "Choose material without this limit.",
)
METHODS_ONLY = declare(
    "methods-only",
    Verdict.DENY,
    "The consent excludes general methods research, and the purpose is nothing else.",
    "Name the research that the method serves, if there is one.",
)
METHODS_WITHIN_SCOPE = declare(
    "methods-within-scope",
    Verdict.MANUAL,
    "The consent excludes general methods research, and the purpose has a part of it.",
    "A person must decide whether the methods serve the research that is allowed.",
)
ANCESTRY_PROHIBITED = declare(
    "ancestry-prohibited",
    Verdict.DENY,
    "The consent prohibits research on population origins and ancestry.",
    "Leave ancestry research out of the purpose.",
)
POPULATION_IN_QUESTION = declare(
    "population-in-question",
    Verdict.MANUAL,
    "The consent prohibits research on population origins, and the purpose studies a population.",
    "A person must decide whether the study concerns origins.",
)

# An identifier given once as an address and once bare ends alike; shorter endings prove nothing.
_SHORTEST_SAME_ENDING = 8


def not_for_profit(_: Modifier, purpose: Purpose) -> Iterator[Finding]:
    """NPU asks who uses, not what for."""
    if purpose.org_type is None:
        yield ORGANISATION_NOT_STATED.found()
    elif purpose.org_type is OrgType.FOR_PROFIT:
        yield FOR_PROFIT.found()


def non_commercial(_: Modifier, purpose: Purpose) -> Iterator[Finding]:
    """NCU asks what for, not who uses."""
    if purpose.commercial is None:
        yield COMMERCIAL_NOT_STATED.found()
    elif purpose.commercial:
        yield COMMERCIAL.found()


def not_for_profit_non_commercial(modifier: Modifier, purpose: Purpose) -> Iterator[Finding]:
    """NPUNCU asks both; one certain no suffices."""
    yield from not_for_profit(modifier, purpose)
    yield from non_commercial(modifier, purpose)


def genetic_only(_: Modifier, purpose: Purpose) -> Iterator[Finding]:
    """GSO needs genotypes in the study."""
    if purpose.genetic is False:
        yield NOT_GENETIC.found()
    elif purpose.genetic is None and ResearchType.GENETIC not in purpose.research_types:
        yield GENETIC_NOT_STATED.found()


def no_general_methods(_: Modifier, purpose: Purpose) -> Iterator[Finding]:
    """NMDS excludes a purpose of methods alone; methods beside other research are disputed, so a person decides.

    Source: EBISPOT/DUO issue 47.
    """
    if purpose.research_types == {ResearchType.METHODS}:
        yield METHODS_ONLY.found()
    elif ResearchType.METHODS in purpose.research_types:
        yield METHODS_WITHIN_SCOPE.found()


def no_ancestry(_: Modifier, purpose: Purpose) -> Iterator[Finding]:
    """NPOA excludes ancestry research."""
    if ResearchType.ANCESTRY in purpose.research_types:
        yield ANCESTRY_PROHIBITED.found()
    if ResearchType.POPULATION in purpose.research_types:
        yield POPULATION_IN_QUESTION.found()


def users(modifier: Modifier, purpose: Purpose) -> Iterator[Finding]:
    """US allows listed users."""
    yield from _listed("users", modifier.users, purpose.users)


def projects(modifier: Modifier, purpose: Purpose) -> Iterator[Finding]:
    """PS allows listed projects."""
    yield from _listed("projects", modifier.projects, purpose.projects)


def institutions(modifier: Modifier, purpose: Purpose) -> Iterator[Finding]:
    """IS allows listed institutions."""
    yield from _listed("institutions", modifier.institutions, purpose.institutions)


def topics(modifier: Modifier, purpose: Purpose) -> Iterator[Finding]:
    """RS allows listed topics."""
    yield from _listed("topics", modifier.topics, purpose.topics)


def countries(modifier: Modifier, purpose: Purpose) -> Iterator[Finding]:
    """GS allows listed countries and regions; every place of use must lie in them."""
    if not modifier.countries:
        yield NO_LIST.found()
        return
    if not purpose.countries:
        yield NOT_STATED.found("countries")
    granted = [countries_of(place) for place in modifier.countries]
    readable = frozenset[str]().union(*(found for found in granted if found))
    for place in purpose.countries:
        wanted = countries_of(place)
        if place in modifier.countries or (wanted and wanted <= readable):
            continue
        if wanted is None or None in granted:
            yield PLACE_UNKNOWN.found()
        else:
            yield COUNTRY_OUTSIDE.found(place)


def _listed(what: str, granted: tuple[str, ...], wanted: tuple[str, ...]) -> Iterator[Finding]:
    """Require every wanted name to be on the granted list; spelling alone never refuses."""
    if not granted:
        yield NO_LIST.found()
        return
    if not wanted:
        yield NOT_STATED.found(what)
    folded = [_folded(name) for name in granted]
    for name in set(wanted) - set(granted):
        near = any(_ends_alike(_folded(name), other) for other in folded)
        yield (NEAR_MATCH if near else NOT_LISTED).found(what)


def _folded(name: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKC", name).casefold() if letter.isalnum())


def _ends_alike(one: str, other: str) -> bool:
    if one == other:
        return True
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= _SHORTEST_SAME_ENDING and longer.endswith(shorter)
