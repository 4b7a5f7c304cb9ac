"""The consent matcher: plain Python, frozen dataclasses in, a decision with reasons out."""

from catalog.consent.rules.matcher import RULE_VERSION, RULES, Decision, Report, match
from catalog.consent.rules.ontology import NO_ONTOLOGY, Ontology
from catalog.consent.rules.purpose import (
    Collaboration,
    Ethics,
    Obligation,
    OrgType,
    Purpose,
    ResearchType,
    purpose_json,
)
from catalog.consent.rules.reasons import REASON_KINDS, Reason, ReasonKind, Rule, Verdict
from catalog.consent.rules.remedies import Remedy, remedy
from catalog.consent.rules.use_terms import (
    Modifier,
    Permission,
    Standing,
    UseTerms,
    canonical_json,
    standing_on,
    use_terms_hash,
    use_terms_json,
)

__all__ = [
    "NO_ONTOLOGY",
    "REASON_KINDS",
    "RULES",
    "RULE_VERSION",
    "Collaboration",
    "Decision",
    "Ethics",
    "Modifier",
    "Obligation",
    "Ontology",
    "OrgType",
    "Permission",
    "Purpose",
    "Reason",
    "ReasonKind",
    "Remedy",
    "Report",
    "ResearchType",
    "Rule",
    "Standing",
    "UseTerms",
    "Verdict",
    "canonical_json",
    "match",
    "purpose_json",
    "remedy",
    "standing_on",
    "use_terms_hash",
    "use_terms_json",
]
