"""The smallest changes of a project that would make a consent allow it.

Each change answers one reason that stands in the way, so that the search takes the first such reason, tries all that
answers it, and goes on from there, nearest first. What only the provider or the donor can change ends the way.
"""

import datetime as dt
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from catalog.consent.rules import conditions, limits, scope
from catalog.consent.rules.countries import countries_of
from catalog.consent.rules.duo import DS, GRU, HMB, NRES, POA, TERMS
from catalog.consent.rules.matcher import Decision, grants, match, shared_modifiers
from catalog.consent.rules.ontology import NO_ONTOLOGY, Ontology
from catalog.consent.rules.purpose import Collaboration, Ethics, Obligation, OrgType, Purpose, ResearchType
from catalog.consent.rules.reasons import Reason, ReasonKind, Verdict
from catalog.consent.rules.use_terms import Modifier, Permission, UseTerms

# Beyond these a project is another one, and its people look for other material.
MOST_CHANGES = 6
MOST_STATES = 500


@dataclass(frozen=True)
class Remedy:
    """Changes of the project, and the verdict they bring.

    Args:
        changes: sentences for the project's people, in the order in which they were found.
        purpose: with all of them made.
    """

    changes: tuple[str, ...]
    purpose: Purpose
    verdict: Verdict


@dataclass(frozen=True)
class Obstacle:
    """A reason that stands in the way, with the permission and the modifiers that it comes from."""

    reason: Reason
    permission: Permission
    modifiers: tuple[Modifier, ...]

    @property
    def own_modifiers(self) -> list[Modifier]:
        """Those of the reason's rule."""
        return [one for one in self.modifiers if one.code in TERMS and TERMS[one.code].shorthand == self.reason.rule.id]


Step = tuple[str, Purpose]
Answer = Callable[[Obstacle, Purpose], Iterator[Step]]


def remedy(
    binding: Sequence[UseTerms], purpose: Purpose, *, today: dt.date, ontology: Ontology = NO_ONTOLOGY
) -> Remedy | None:
    """Return the fewest changes of the project with which all of the terms permit it.

    Where the terms put conditions on every use, the fewest are returned that leave nothing but those. None when no
    change of the project helps, or none is needed.
    """
    fallback: Remedy | None = None
    waiting = deque([Remedy((), purpose, _worst(binding, purpose, today, ontology))])
    if waiting[0].verdict in {Verdict.PERMIT, Verdict.CONDITIONAL}:
        return None
    seen = {purpose}
    while waiting and len(seen) < MOST_STATES:
        state = waiting.popleft()
        if state.verdict is Verdict.PERMIT:
            return state
        if state.verdict is Verdict.CONDITIONAL and fallback is None:
            fallback = state
        if len(state.changes) == MOST_CHANGES:
            continue
        for sentence, changed in _steps(binding, state.purpose, today, ontology):
            if changed not in seen:
                seen.add(changed)
                verdict = _worst(binding, changed, today, ontology)
                waiting.append(Remedy((*state.changes, sentence), changed, verdict))
    return fallback


def _worst(binding: Sequence[UseTerms], purpose: Purpose, today: dt.date, ontology: Ontology) -> Verdict:
    decisions = [match(terms, purpose, today=today, ontology=ontology) for terms in binding]
    return max((decision.verdict for decision in decisions), key=lambda verdict: verdict.severity)


def _steps(binding: Sequence[UseTerms], purpose: Purpose, today: dt.date, ontology: Ontology) -> list[Step]:
    """Return what answers the first obstacle: of the strictest terms that have one, by each of their alternatives."""

    def severity(terms: UseTerms) -> int:
        return match(terms, purpose, today=today, ontology=ontology).verdict.severity

    for terms in sorted(binding, key=severity, reverse=True):
        steps: list[Step] = []
        for permission in grants(terms):
            alone = replace(terms, permissions=(permission,), alternatives=False)
            decision = match(alone, purpose, today=today, ontology=ontology)
            if obstacle := _first(decision, permission, (*shared_modifiers(alone), *permission.modifiers)):
                steps += ANSWERS[obstacle.reason.code](obstacle, purpose)
        if steps or severity(terms) > Verdict.CONDITIONAL.severity:
            return steps
    return []


def _first(decision: Decision, permission: Permission, modifiers: tuple[Modifier, ...]) -> Obstacle | None:
    """Return the first reason to answer; None when one of them has no answer."""
    reasons = [reason for reason in decision.reasons if reason.verdict is not Verdict.PERMIT]
    blocking = [reason for reason in reasons if reason.verdict is not Verdict.CONDITIONAL]
    if any(reason.code not in ANSWERS for reason in blocking):
        return None
    found = blocking or [reason for reason in reasons if reason.code in ANSWERS]
    return Obstacle(found[0], permission, modifiers) if found else None


# What each permission covers best, told to a project that must narrow what it studies.
NARROWER: Mapping[str, tuple[ResearchType, ...]] = {
    NRES: (ResearchType.GENERAL, ResearchType.HEALTH),
    GRU: (ResearchType.GENERAL, ResearchType.HEALTH),
    HMB: (ResearchType.HEALTH, ResearchType.DISEASE),
    DS: (ResearchType.DISEASE,),
    POA: (ResearchType.ANCESTRY,),
}


def _with_type(obstacle: Obstacle, purpose: Purpose) -> Iterator[Step]:
    for kind in NARROWER.get(obstacle.permission.code, ()):
        yield f"State research of the type “{kind.value}”, if that is what you do.", _types(purpose, add=kind)


def _without_type(kind: ResearchType) -> Answer:
    def steps(obstacle: Obstacle, purpose: Purpose) -> Iterator[Step]:
        yield from _leave_out(obstacle, purpose, kind)

    return steps


def _type_named(obstacle: Obstacle, purpose: Purpose) -> Iterator[Step]:
    yield from _leave_out(obstacle, purpose, ResearchType(obstacle.reason.parameters[0]))


def _leave_out(obstacle: Obstacle, purpose: Purpose, kind: ResearchType) -> Iterator[Step]:
    if purpose.research_types != {kind}:
        yield f"Leave out research of the type “{kind.value}”.", _types(purpose, drop=kind)
    for narrower in NARROWER.get(obstacle.permission.code, ()):
        if narrower not in purpose.research_types:
            sentence = f"Study “{narrower.value}” instead of “{kind.value}”."
            yield sentence, _types(purpose, add=narrower, drop=kind)


def _types(purpose: Purpose, *, add: ResearchType | None = None, drop: ResearchType | None = None) -> Purpose:
    return replace(purpose, research_types=(purpose.research_types - {drop}) | ({add} if add else frozenset()))


def _only_terms(_: Obstacle, purpose: Purpose) -> Iterator[Step]:
    yield (
        "Leave out what the purpose only says in words, or name it as a type of research.",
        replace(purpose, other=False),
    )


def _nothing_sensitive(_: Obstacle, purpose: Purpose) -> Iterator[Step]:
    yield f"Leave out what is sensitive: {', '.join(purpose.sensitive)}.", replace(purpose, sensitive=())


def _with_disease(obstacle: Obstacle, purpose: Purpose) -> Iterator[Step]:
    for disease in obstacle.permission.diseases:
        yield f"Study {disease}, or a form of it.", replace(purpose, diseases=(*purpose.diseases, disease))


def _without_disease(obstacle: Obstacle, purpose: Purpose) -> Iterator[Step]:
    named = obstacle.reason.parameters or purpose.diseases
    for disease in purpose.diseases:
        if disease in named:
            rest = tuple(other for other in purpose.diseases if other != disease)
            yield f"Leave out {disease}.", replace(purpose, diseases=rest)


def _without_diseases(_: Obstacle, purpose: Purpose) -> Iterator[Step]:
    yield "Leave out the diseases.", replace(purpose, diseases=())


def _named_ones(obstacle: Obstacle, purpose: Purpose) -> Iterator[Step]:
    """Keep of users, projects, institutions, topics or countries those on the list; without any, take the list's."""
    for modifier in obstacle.own_modifiers:
        field = TERMS[modifier.code].parameter
        granted: tuple[str, ...] = getattr(modifier, field)
        wanted: tuple[str, ...] = getattr(purpose, field)
        kept = tuple(name for name in wanted if _is_granted(name, granted, is_place=field == "countries"))
        if granted and kept and kept != wanted:
            yield f"Leave out the {field} that the consent does not list.", _naming(purpose, field, kept)
        elif granted and not kept:
            shown = f": {', '.join(granted)}" if field == "countries" else ""
            yield f"Name only {field} that the consent lists{shown}.", _naming(purpose, field, granted)


def _naming(purpose: Purpose, field: str, names: tuple[str, ...]) -> Purpose:
    changes: dict[str, Any] = {field: names}
    return replace(purpose, **changes)


def _is_granted(name: str, granted: tuple[str, ...], *, is_place: bool) -> bool:
    if name in granted or not is_place:
        return name in granted
    wanted = countries_of(name)
    readable = frozenset[str]().union(*(found for place in granted if (found := countries_of(place))))
    return wanted is not None and wanted <= readable


def _set(sentence: str, **fields: Any) -> Answer:
    def steps(_: Obstacle, purpose: Purpose) -> Iterator[Step]:
        yield sentence, replace(purpose, **fields)

    return steps


def _accept(obligation: Obligation, sentence: str, **fields: Any) -> Answer:
    def steps(_: Obstacle, purpose: Purpose) -> Iterator[Step]:
        yield sentence, replace(purpose, refuses=purpose.refuses - {obligation}, **fields)

    return steps


def _approval(_: Obstacle, purpose: Purpose) -> Iterator[Step]:
    """Register an approval; what a committee refused is no project's to change."""
    if purpose.ethics is not Ethics.REFUSED:
        refuses = purpose.refuses - {Obligation.ETHICS}
        yield "Register an ethics approval that is in force.", replace(purpose, ethics=Ethics.VALID, refuses=refuses)


def _later(obstacle: Obstacle, purpose: Purpose) -> Iterator[Step]:
    day = obstacle.reason.parameters[0]
    yield f"Publish on {day} or later.", replace(purpose, publishes_on=dt.date.fromisoformat(day))


LETTER = _accept(
    Obligation.COLLABORATE, "Add the letter of the primary investigators.", collaboration=Collaboration.LETTER
)
_ANSWERED: tuple[tuple[ReasonKind, Answer], ...] = (
    (scope.WITHOUT_TYPE, _with_type),
    (scope.PURPOSE_IN_WORDS, _only_terms),
    (scope.SENSITIVE, _nothing_sensitive),
    (scope.TYPE_OUTSIDE, _type_named),
    (scope.TYPE_UNDECIDED, _type_named),
    (scope.CARE_NOT_ALLOWED, _without_type(ResearchType.CLINICAL_CARE)),
    (scope.WITHOUT_DISEASE, _with_disease),
    (scope.DISEASE_OUTSIDE, _without_disease),
    (scope.DISEASE_UNKNOWN, _without_disease),
    (scope.ONCOLOGY_GAP, _without_disease),
    (scope.OTHER_VOCABULARY, _without_disease),
    (scope.DISEASE_BESIDE_ANCESTRY, _without_diseases),
    (limits.NOT_STATED, _named_ones),
    (limits.NOT_LISTED, _named_ones),
    (limits.NEAR_MATCH, _named_ones),
    (limits.COUNTRY_OUTSIDE, _named_ones),
    (limits.PLACE_UNKNOWN, _named_ones),
    (
        limits.ORGANISATION_NOT_STATED,
        _set("Say that the user is not for profit, if so.", org_type=OrgType.NON_PROFIT),
    ),
    (limits.COMMERCIAL_NOT_STATED, _set("Say that the use is not commercial, if so.", commercial=False)),
    (limits.COMMERCIAL, _set("Make no commercial use.", commercial=False)),
    (limits.GENETIC_NOT_STATED, _set("Say that genotypes are studied, if so.", genetic=True)),
    (limits.METHODS_ONLY, _without_type(ResearchType.METHODS)),
    (limits.METHODS_WITHIN_SCOPE, _without_type(ResearchType.METHODS)),
    (limits.ANCESTRY_PROHIBITED, _without_type(ResearchType.ANCESTRY)),
    (limits.POPULATION_IN_QUESTION, _without_type(ResearchType.POPULATION)),
    (conditions.ETHICS_APPROVAL, _approval),
    (conditions.ETHICS_EXEMPT, _approval),
    (conditions.ETHICS_REFUSED, _approval),
    (conditions.COLLABORATION_LETTER, LETTER),
    (conditions.COLLABORATION_REFUSED, LETTER),
    (conditions.PUBLICATION_REFUSED, _accept(Obligation.PUBLISH, "Accept that results are made available.")),
    (conditions.RETURN_REFUSED, _accept(Obligation.RETURN, "Accept that derived data are returned.")),
    (conditions.MORATORIUM_REFUSED, _accept(Obligation.MORATORIUM, "Accept the moratorium.")),
    (conditions.TIME_LIMIT_REFUSED, _accept(Obligation.TIME_LIMIT, "Accept the limit in time.")),
    (conditions.PUBLISHES_TOO_EARLY, _later),
)
ANSWERS: Mapping[str, Answer] = {kind.code: answer for kind, answer in _ANSWERED}
