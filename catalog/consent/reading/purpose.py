"""Read a purpose from JSON."""

from typing import Any

from catalog.consent.reading.use_terms import ANNOTATIONS
from catalog.consent.rules.duo import MOST_MONTHS, TERMS, TermKind, canonical_code
from catalog.consent.rules.purpose import Collaboration, Ethics, Obligation, OrgType, Purpose, ResearchType
from exchange.kernel.untrusted import Fields, Value

PURPOSE_NAMES: dict[str, str] = {
    "research_types": "research_types",
    "diseases": "diseases",
    "org_type": "org_type",
    "commercial": "commercial",
    "genetic": "genetic",
    "users": "users",
    "projects": "projects",
    "institutions": "institutions",
    "topics": "topics",
    "countries": "countries",
    "regions": "countries",
    "collaborator_countries": "countries",
    "collaborators": "collaborators",
    "ethics": "ethics",
    "collaboration": "collaboration",
    "collaboration_letter": "collaboration_letter",
    "months": "months",
    "publishes_on": "publishes_on",
    "publication_date": "publishes_on",
    "accepts": "accepts",
    "sensitive": "sensitive",
    "other": "other",
}
RESEARCH_TYPE_SYNONYMS: dict[str, ResearchType] = {
    "biomedical": ResearchType.HEALTH,
    "DUO:0000031": ResearchType.METHODS,
    "DUO:0000032": ResearchType.POPULATION,
    "DUO:0000033": ResearchType.ANCESTRY,
    "DUO:0000034": ResearchType.AGE,
    "DUO:0000035": ResearchType.GENDER,
    "DUO:0000036": ResearchType.CONTROL,
    "DUO:0000037": ResearchType.HEALTH,
    "DUO:0000038": ResearchType.GENETIC,
    "DUO:0000039": ResearchType.DRUG_DEVELOPMENT,
    "DUO:0000040": ResearchType.DISEASE,
}
ORG_TYPE_SYNONYMS = {
    "nonprofit": OrgType.NON_PROFIT,
    "not-for-profit": OrgType.NON_PROFIT,
    "profit": OrgType.FOR_PROFIT,
    "forprofit": OrgType.FOR_PROFIT,
}
ETHICS_SYNONYMS = {
    "approved": Ethics.VALID,
    "none": Ethics.MISSING,
    "submitted": Ethics.PENDING,
    "waived": Ethics.EXEMPT,
    "not-required": Ethics.EXEMPT,
    "rejected": Ethics.REFUSED,
}
COLLABORATION_SYNONYMS = {
    "valid": Collaboration.LETTER,
    "agreed": Collaboration.LETTER,
    "met": Collaboration.LETTER,
    "signed": Collaboration.LETTER,
    "missing": Collaboration.OPEN,
    "pending": Collaboration.OPEN,
    "expired": Collaboration.OPEN,
    "declined": Collaboration.REFUSED,
}
OBLIGATION_SYNONYMS = {
    "publication": Obligation.PUBLISH,
    "pub": Obligation.PUBLISH,
    "rtn": Obligation.RETURN,
    "collaboration": Obligation.COLLABORATE,
    "col": Obligation.COLLABORATE,
    "embargo": Obligation.MORATORIUM,
    "mor": Obligation.MORATORIUM,
    "ts": Obligation.TIME_LIMIT,
    "irb": Obligation.ETHICS,
}


def read_purpose(raw: Any, path: str = "purpose") -> Purpose:
    """Read a purpose.

    Args:
        raw: what `json.load` gave, see `docs/consent-matching.md`.
        path: the name of this value in messages.

    Raises:
        InvalidInput: a field is unknown, repeated or of the wrong type.
    """
    fields = Value(raw, path).fields(PURPOSE_NAMES, ignored=ANNOTATIONS)
    org_type, ethics = fields.one("org_type"), fields.one("ethics")
    months, publishes_on = fields.one("months"), fields.one("publishes_on")
    return Purpose(
        research_types=frozenset(map(_research_type, _items(fields, "research_types"))),
        diseases=fields.texts("diseases"),
        org_type=_org_type(org_type) if org_type else None,
        commercial=_flag(fields, "commercial"),
        genetic=_flag(fields, "genetic"),
        users=fields.texts("users"),
        projects=fields.texts("projects"),
        institutions=fields.texts("institutions"),
        topics=fields.texts("topics"),
        countries=fields.texts("countries") + _collaborators(fields),
        ethics=_ethics(ethics) if ethics else Ethics.MISSING,
        collaboration=_collaboration(fields),
        months=months.count(most=MOST_MONTHS) if months else None,
        publishes_on=publishes_on.day() if publishes_on else None,
        refuses=_refusals(fields),
        sensitive=fields.texts("sensitive"),
        other=_other(fields),
    )


def _items(fields: Fields, name: str) -> list[Value]:
    value = fields.one(name)
    return value.items() if value else []


def _flag(fields: Fields, name: str) -> bool | None:
    value = fields.one(name)
    return value.flag() if value else None


def _research_type(value: Value) -> ResearchType:
    code = canonical_code(value.text())
    term = TERMS.get(code)
    if term is not None and term.kind is TermKind.PURPOSE:
        return RESEARCH_TYPE_SYNONYMS[code]
    return value.choice(ResearchType, RESEARCH_TYPE_SYNONYMS)


def _org_type(value: Value) -> OrgType | None:
    if value.raw == "unknown":
        return None
    return value.choice(OrgType, ORG_TYPE_SYNONYMS)


def _ethics(value: Value) -> Ethics:
    if isinstance(value.raw, bool):
        return Ethics.VALID if value.raw else Ethics.MISSING
    return value.choice(Ethics, ETHICS_SYNONYMS)


def _collaboration(fields: Fields) -> Collaboration:
    """Read ``collaboration`` (false declines it) or ``collaboration_letter`` (false says that it is not there yet)."""
    letter, agreed = fields.one("collaboration_letter"), fields.one("collaboration")
    if letter and agreed:
        letter.refuse("is given beside collaboration")
    if letter and isinstance(letter.raw, bool):
        return Collaboration.LETTER if letter.raw else Collaboration.OPEN
    if agreed and isinstance(agreed.raw, bool):
        return Collaboration.LETTER if agreed.raw else Collaboration.REFUSED
    value = letter or agreed
    return value.choice(Collaboration, COLLABORATION_SYNONYMS) if value else Collaboration.OPEN


def _collaborators(fields: Fields) -> tuple[str, ...]:
    """Return the countries of a list of collaborators, each a country or an object with ``country``."""
    return tuple(
        (item if isinstance(item.raw, str) else item.required("country")).text()
        for item in _items(fields, "collaborators")
    )


def _refusals(fields: Fields) -> frozenset[Obligation]:
    value = fields.one("accepts")
    refused = set()
    for name, answer in value.members().items() if value else ():
        obligation = Value(name, answer.path).choice(Obligation, OBLIGATION_SYNONYMS)
        if not answer.flag():
            refused.add(obligation)
    return frozenset(refused)


def _other(fields: Fields) -> bool:
    """Return whether there is a part in words; the words themselves are for a person and are not kept."""
    value = fields.one("other")
    if value is None:
        return False
    return value.raw if isinstance(value.raw, bool) else bool(value.text())
