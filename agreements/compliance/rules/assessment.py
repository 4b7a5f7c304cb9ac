"""Assess a transfer by a rulebook: what applies, what is missing, and the worst of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from agreements.compliance.rules.clauses import Clause, Members, Moment
from agreements.compliance.rules.facts import Facts


class Effect(StrEnum):
    """What a rule does to a transfer."""

    ALLOW = "allow"
    DOCUMENT = "document"  # a document must be there first
    REVIEW = "review"  # a person must look
    BLOCK = "block"


SEVERITY = {effect: rank for rank, effect in enumerate((Effect.ALLOW, Effect.DOCUMENT, Effect.REVIEW, Effect.BLOCK))}


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One version of a rule.

    Args:
        id: of all its versions, such as ``us-bulk-data-genomic``.
        title: what it says, as one sentence.
        document: what must be there, for the effect DOCUMENT.
        citation: the law, guideline or paper.
        applies_from, applies_until: both inclusive.
    """

    id: str
    version: int
    title: str
    effect: Effect
    when: Clause
    citation: str
    document: str = ""
    applies_from: date = date.min
    applies_until: date = date.max


@dataclass(frozen=True)
class Rulebook:
    """All versions of all rules, and the groups of countries they name."""

    rules: tuple[Rule, ...]
    groups: Mapping[str, Members]

    def on(self, day: date) -> list[Rule]:
        """Return the rules of a day: of each the last version that had begun, unless that has ended."""
        begun: dict[str, Rule] = {}
        for rule in self.rules:
            known = begun.get(rule.id)
            if rule.applies_from <= day and (known is None or known.version < rule.version):
                begun[rule.id] = rule
        return [rule for rule in begun.values() if day <= rule.applies_until]


@dataclass(frozen=True)
class Finding:
    """What one rule found.

    Args:
        missing: facts that would tell whether it applies; its effect is then REVIEW.
    """

    rule: str
    version: int
    effect: Effect
    title: str
    document: str
    citation: str
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Assessment:
    """The findings, the worst first, and the verdict over all."""

    findings: tuple[Finding, ...]
    verdict: Effect


SILENCE = Finding(
    "house-silence",
    1,
    Effect.REVIEW,
    "No rule on record speaks of such a transfer, and silence is no permission.",
    "",
    "House rule; BMC Medical Ethics, doi:10.1186/s12910-016-0146-9: most states have no guidance on export",
)
HOUSE_RULES = frozenset({"house-silence", "house-essentials"})
# Without these every rule is a question, so that one question stands for all.
ESSENTIAL = ("provider_country", "recipient_country", "material", "is_human")


def assess(rulebook: Rulebook, facts: Facts, *, on: date) -> Assessment:
    """Return what the rules of a day find in the facts.

    A rule of which the facts do not tell whether it applies is a question to a person. What no rule speaks of is one
    too, so that nothing is allowed by silence.
    """
    moment = Moment(facts, on, rulebook.groups)
    answered = [(rule, rule.when.answer(moment)) for rule in rulebook.on(on)]
    found = [_finding(rule) for rule, answer in answered if answer.holds]
    if missing := tuple(name for name in ESSENTIAL if not moment.known(name).is_whole):
        found.append(_essentials(missing))
    else:
        found += [_question(rule, answer.missing) for rule, answer in answered if answer.holds is None]
    found = found or [SILENCE]
    found.sort(key=lambda finding: (-SEVERITY[finding.effect], finding.rule))
    return Assessment(tuple(found), found[0].effect)


def _finding(rule: Rule) -> Finding:
    return Finding(rule.id, rule.version, rule.effect, rule.title, rule.document, rule.citation)


def _question(rule: Rule, missing: frozenset[str]) -> Finding:
    title = f"It is not known whether this applies: {rule.title}"
    return Finding(rule.id, rule.version, Effect.REVIEW, title, rule.document, rule.citation, tuple(sorted(missing)))


def _essentials(missing: tuple[str, ...]) -> Finding:
    title = "It is not known what goes from where to where, so that no rule can be looked up."
    return Finding("house-essentials", 1, Effect.REVIEW, title, "", "House rule", missing)
