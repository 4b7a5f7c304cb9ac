"""Whether stock may be used for a purpose: the consent matcher's decisions, put together for lots and listings.

Nothing is decided here. The provider's terms and the donor's consent both bind, so of their decisions the most severe
counts; of the lots of a listing the best one does, because the recipient may choose.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from catalog.consent import queries as consents
from catalog.consent.models import UseTermsSet
from catalog.consent.rules import (
    RULE_VERSION,
    Decision,
    Ontology,
    Purpose,
    Reason,
    ReasonKind,
    Remedy,
    Rule,
    Standing,
    UseTerms,
    Verdict,
    match,
    remedy,
)
from catalog.consent.rules.matcher import worst
from catalog.listings.models import Origin

NOT_HUMAN = Reason(
    Rule("origin", "origin of the material"),
    ReasonKind(
        "not-human",
        Verdict.PERMIT,
        "The material does not come from a person, so no consent limits its use.",
        "Nothing needs to change.",
    ),
)


@dataclass(frozen=True)
class Ground:
    """What the use of a lot rests on.

    Args:
        origin: value of `Origin`.
        provider_terms: set of terms that the provider put on the listing.
        is_specimen: the lot comes from one donor.
        donor_terms: set of terms of the form that the donor signed; None when no record is known.
        standing: how the donor's consent stands.
    """

    origin: str
    provider_terms: UUID | None = None
    is_specimen: bool = False
    donor_terms: UUID | None = None
    standing: Standing = Standing.ACTIVE


@dataclass
class Usability:
    """Answers for one purpose on one day; every distinct set of terms is matched once.

    Args:
        sets: the terms that grounds may name, by id.
    """

    purpose: Purpose
    on: date
    sets: dict[UUID, UseTerms]
    ontology: Ontology
    _matched: dict[tuple[UUID | None, Standing], Decision] = field(default_factory=dict)
    _remedies: dict[tuple[tuple[UUID | None, Standing], ...], Remedy | None] = field(default_factory=dict)

    @classmethod
    def of(cls, purpose: Purpose, sets: Iterable[UseTermsSet], *, on: date) -> "Usability":
        """Prepare the answers, with at most one query, for the diseases."""
        terms = {stored.pk: consents.terms_of(stored) for stored in sets}
        return cls(purpose, on, terms, consents.ontology_for(purpose, terms.values()))

    def decision(self, ground: Ground) -> Decision:
        """Return what the ground means for the purpose."""
        decisions = [self.matched(terms, standing) for terms, standing in _binding(ground)]
        return both(decisions) if decisions else Decision(Verdict.PERMIT, (NOT_HUMAN,))

    def remedy(self, ground: Ground) -> Remedy | None:
        """Return the fewest changes of the project with which the ground permits it, None where none helps."""
        keys = tuple(_binding(ground))
        if keys and keys not in self._remedies:
            binding = [self._terms(terms, standing) for terms, standing in keys]
            self._remedies[keys] = remedy(binding, self.purpose, today=self.on, ontology=self.ontology)
        return self._remedies[keys] if keys else None

    def matched(self, terms: UUID | None, standing: Standing) -> Decision:
        """Return the matcher's decision on a set of terms, or on no terms at all, of a consent that stands so."""
        key = (terms, standing)
        if key not in self._matched:
            self._matched[key] = match(
                self._terms(terms, standing), self.purpose, today=self.on, ontology=self.ontology
            )
        return self._matched[key]

    def _terms(self, terms: UUID | None, standing: Standing) -> UseTerms:
        return (self.sets[terms] if terms is not None else UseTerms()).with_status(standing)


def _binding(ground: Ground) -> list[tuple[UUID | None, Standing]]:
    """Return all sets of terms that must allow the use, with how the consent stands; None for terms nobody knows."""
    binding: list[tuple[UUID | None, Standing]] = []
    if ground.provider_terms is not None:
        binding.append((ground.provider_terms, Standing.ACTIVE))
    if ground.is_specimen:
        standing = ground.standing if ground.donor_terms is not None else Standing.UNKNOWN
        binding.append((ground.donor_terms, standing))
    if not binding and ground.origin != Origin.NOT_HUMAN:
        binding.append((None, Standing.UNKNOWN))
    return binding


def both(decisions: Sequence[Decision]) -> Decision:
    """Return the decision when all of several must allow the use: every reason, and the most severe verdict."""
    if len(decisions) == 1:
        return decisions[0]
    reasons = tuple(dict.fromkeys(reason for decision in decisions for reason in decision.reasons))
    return Decision(worst(reasons), reasons, rule_version=RULE_VERSION)


def best(decisions: Iterable[Decision]) -> Decision:
    """Return the mildest decision; of equally mild ones that with the fewest reasons, then the first by its texts."""
    return min(decisions, key=lambda decision: (decision.verdict.severity, len(decision.reasons), decision.texts))
