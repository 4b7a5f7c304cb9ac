"""The one evaluator: consent and purpose in, verdict and reasons out.

Every rule runs and the most severe verdict counts, so that a certain DENY is never hidden by a question.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from catalog.consent.rules import conditions, limits, record, scope
from catalog.consent.rules.duo import (
    CC,
    COL,
    GS,
    GSO,
    IRB,
    IS,
    MOR,
    NCU,
    NMDS,
    NPOA,
    NPU,
    NPUNCU,
    PS,
    PUB,
    RS,
    RTN,
    TERMS,
    TS,
    US,
    TermKind,
    kind_of,
)
from catalog.consent.rules.ontology import NO_ONTOLOGY, Ontology
from catalog.consent.rules.purpose import Purpose
from catalog.consent.rules.reasons import Finding, Reason, Rule, Verdict
from catalog.consent.rules.use_terms import Modifier, Permission, UseTerms

# Stored with every verdict; raise it whenever some consent and purpose get another verdict than before.
RULE_VERSION = "1"

ModifierRule = Callable[[Modifier, Purpose], Iterator[Finding]]

STATUS = Rule("status", "status of the consent")
CODES = Rule("codes", "codes of the consent")
PRIMARY = Rule("primary", "permission")
WORDS = Rule("words", "free text of the consent")
STATED = Rule("stated", "statement of the purpose")
SENSITIVE = Rule("sensitive", "sensitive purposes")
CONTRADICTION = Rule("contradiction", "consistency of the consent")
TYPES = Rule("types", "types of research")
DISEASES = Rule("diseases", "diseases")
CARE = Rule("clinical-care", "clinical care use (CC)")

# MOR is missing because it asks for the day too. CC widens instead of limiting and is read by the rule `CARE`.
MODIFIER_RULES: dict[str, ModifierRule] = {
    NMDS: limits.no_general_methods,
    NPOA: limits.no_ancestry,
    NPU: limits.not_for_profit,
    NCU: limits.non_commercial,
    NPUNCU: limits.not_for_profit_non_commercial,
    GSO: limits.genetic_only,
    GS: limits.countries,
    US: limits.users,
    PS: limits.projects,
    IS: limits.institutions,
    RS: limits.topics,
    IRB: conditions.ethics_approval,
    COL: conditions.collaboration,
    PUB: conditions.publication,
    RTN: conditions.return_of_data,
    TS: conditions.time_limit,
}

MODIFIER_IDS: dict[str, Rule] = {
    code: Rule(TERMS[code].shorthand, f"{TERMS[code].label} ({TERMS[code].shorthand})")
    for code in (*MODIFIER_RULES, MOR)
}
RULES: tuple[Rule, ...] = (
    *(STATUS, CODES, PRIMARY, WORDS, STATED, SENSITIVE, CONTRADICTION, TYPES, DISEASES, CARE),
    *MODIFIER_IDS.values(),
)
_POSITION = {rule: position for position, rule in enumerate(RULES)}


@dataclass(frozen=True)
class Report:
    """What one rule found; PERMIT without reasons when nothing stands in the way."""

    rule: Rule
    verdict: Verdict
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Decision:
    """The answer to one match.

    Args:
        verdict: the most severe of the reasons' verdicts, PERMIT without any.
        reasons: in the order of `RULES`, each once.
        permission: the permission, or the alternative, that the answer rests on; None when none can be told.
        rule_version: to be stored beside the verdict.
    """

    verdict: Verdict
    reasons: tuple[Reason, ...]
    permission: Permission | None = None
    rule_version: str = RULE_VERSION

    @property
    def texts(self) -> list[str]:
        """The reasons as the stable texts that are stored and printed, each once."""
        return list(dict.fromkeys(str(reason) for reason in self.reasons))

    @property
    def conditions(self) -> tuple[Reason, ...]:
        """What the gate and the agreement must take up, whatever the verdict."""
        return tuple(reason for reason in self.reasons if reason.verdict is Verdict.CONDITIONAL)

    @property
    def reports(self) -> tuple[Report, ...]:
        """One report for each rule, those that found nothing included."""
        found = {rule: tuple(reason for reason in self.reasons if reason.rule == rule) for rule in RULES}
        return tuple(Report(rule, worst(reasons), reasons) for rule, reasons in found.items())


def match(terms: UseTerms, purpose: Purpose, *, today: dt.date, ontology: Ontology = NO_ONTOLOGY) -> Decision:
    """Decide whether a consent allows a purpose on a day.

    Of declared alternatives the best one counts. Without an ontology a disease lies within itself only, and every other
    comparison of diseases is a question.
    """
    modifiers = shared_modifiers(terms)
    rules = MODIFIER_RULES | {MOR: partial(conditions.moratorium, today=today)}
    shared = [*_record_reasons(terms, purpose), *_modifier_reasons(modifiers, purpose, rules)]
    options = [
        (
            [*_grant_reasons(entry, modifiers, purpose, ontology), *_modifier_reasons(entry.modifiers, purpose, rules)],
            entry,
        )
        for entry in grants(terms)
    ]
    reasons, permission = min(options, key=_preference, default=([], None))
    ordered = sorted({*shared, *reasons}, key=lambda reason: (_POSITION[reason.rule], str(reason)))
    return Decision(worst(ordered), tuple(ordered), permission)


def worst(reasons: Iterable[Reason]) -> Verdict:
    """Return the most severe verdict of the reasons, PERMIT without any."""
    return max((reason.verdict for reason in reasons), key=lambda verdict: verdict.severity, default=Verdict.PERMIT)


def grants(terms: UseTerms) -> tuple[Permission, ...]:
    """Return the permissions to decide upon: the only one, or all declared alternatives."""
    found = record.possible_permissions(terms)
    return found if len(found) == 1 or terms.alternatives else ()


def shared_modifiers(terms: UseTerms) -> tuple[Modifier, ...]:
    """Return the modifiers of every alternative, with those that stand among the permissions by mistake."""
    misplaced = (entry.code for entry in terms.permissions if kind_of(entry.code) is TermKind.MODIFIER)
    return (*terms.modifiers, *(Modifier(code=code) for code in misplaced))


def _record_reasons(terms: UseTerms, purpose: Purpose) -> Iterator[Reason]:
    yield from _reasons(STATUS, record.status(terms))
    yield from _reasons(CODES, record.codes(terms))
    yield from _reasons(PRIMARY, record.primary(terms))
    yield from _reasons(WORDS, record.words(terms))
    yield from _reasons(STATED, scope.stated(purpose))
    yield from _reasons(SENSITIVE, scope.sensitive(purpose))


def _grant_reasons(
    permission: Permission, shared: tuple[Modifier, ...], purpose: Purpose, ontology: Ontology
) -> Iterator[Reason]:
    if permission.code not in scope.SCOPE:
        return  # A person is asked about the code; meanwhile it refuses nothing.
    modifiers = (*shared, *permission.modifiers)
    care_allowed = any(modifier.code == CC for modifier in modifiers)
    yield from _reasons(CONTRADICTION, record.contradiction(permission, restricted=bool(modifiers)))
    yield from _reasons(TYPES, scope.research_types(permission, purpose))
    yield from _reasons(DISEASES, scope.diseases(permission, purpose, ontology))
    yield from _reasons(CARE, scope.clinical_care(permission, purpose, allowed=care_allowed))


def _modifier_reasons(
    modifiers: Iterable[Modifier], purpose: Purpose, rules: Mapping[str, ModifierRule]
) -> Iterator[Reason]:
    for modifier in modifiers:
        if modifier.text:
            yield from _reasons(WORDS, [record.FREE_TEXT_TERMS.found()])
        if modifier.code in rules:
            yield from _reasons(MODIFIER_IDS[modifier.code], rules[modifier.code](modifier, purpose))


def _reasons(rule: Rule, findings: Iterable[Finding]) -> Iterator[Reason]:
    return (Reason(rule, finding.kind, finding.parameters) for finding in findings)


def _preference(option: tuple[list[Reason], Permission | None]) -> tuple[int, int, list[str]]:
    """Rank an alternative: its verdict, then the fewest reasons, then an order that no listing changes."""
    reasons, _ = option
    return worst(reasons).severity, len(reasons), sorted(map(str, reasons))
