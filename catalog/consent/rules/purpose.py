"""What a project wants to do, as data. It is no consent turned round: the same word means another thing there."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from catalog.consent.rules.countries import canonical_place
from catalog.consent.rules.use_terms import distinct, stated
from catalog.vocabulary.rules import canonical_id


class ResearchType(StrEnum):
    """A kind of research; a purpose may have several, and all must be allowed."""

    GENERAL = "general"
    HEALTH = "health"
    DISEASE = "disease"
    ANCESTRY = "ancestry"
    METHODS = "methods"
    CLINICAL_CARE = "clinical-care"
    POPULATION = "population"
    CONTROL = "control"
    AGE = "age"
    GENDER = "gender"
    GENETIC = "genetic"
    DRUG_DEVELOPMENT = "drug-development"


class OrgType(StrEnum):
    """Who uses."""

    NON_PROFIT = "non-profit"
    FOR_PROFIT = "for-profit"


class Ethics(StrEnum):
    """How the project's own ethics approval stands."""

    VALID = "valid"
    MISSING = "missing"
    PENDING = "pending"
    EXPIRED = "expired"  # counts as missing
    EXEMPT = "exempt"  # a committee said that none is needed
    REFUSED = "refused"


class Collaboration(StrEnum):
    """Whether the investigators who hold the material agreed to collaborate."""

    OPEN = "open"
    LETTER = "letter"  # their letter is on file
    REFUSED = "refused"


class Obligation(StrEnum):
    """What a consent may ask of the recipient, and a recipient may refuse."""

    PUBLISH = "publish"
    RETURN = "return"
    COLLABORATE = "collaborate"
    MORATORIUM = "moratorium"
    TIME_LIMIT = "time_limit"
    ETHICS = "ethics"


@dataclass(frozen=True, kw_only=True)
class Purpose:
    """A research purpose. None, an empty tuple or an absent obligation means that the project did not say.

    Args:
        research_types: kinds of research, at least one for an automatic answer.
        diseases: terms in any spelling.
        org_type: of the organisation that uses.
        commercial: whether the use is commercial.
        genetic: whether genotypes are studied.
        users, projects, institutions, topics: identifiers as US, PS, IS and RS list them.
        countries: every country of use, those of collaborators too.
        ethics, collaboration: see their types.
        months: how long the use is to last.
        publishes_on: first day of planned publication.
        refuses: obligations that the project has declined in so many words.
        sensitive: sensitive aspects, such as ``pediatric``; any of them sends the match to a person.
        other: the purpose has a part that is only written in words.
    """

    research_types: frozenset[ResearchType] = frozenset()
    diseases: tuple[str, ...] = ()
    org_type: OrgType | None = None
    commercial: bool | None = None
    genetic: bool | None = None
    users: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    institutions: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    ethics: Ethics = Ethics.MISSING
    collaboration: Collaboration = Collaboration.OPEN
    months: int | None = None
    publishes_on: dt.date | None = None
    refuses: frozenset[Obligation] = frozenset()
    sensitive: tuple[str, ...] = ()
    other: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "research_types", frozenset(self.research_types))
        object.__setattr__(self, "refuses", frozenset(self.refuses))
        object.__setattr__(self, "diseases", distinct(map(canonical_id, self.diseases)))
        object.__setattr__(self, "countries", distinct(map(canonical_place, self.countries)))
        for name in ("users", "projects", "institutions", "topics", "sensitive"):
            object.__setattr__(self, name, distinct(getattr(self, name)))

    @property
    def types_in_order(self) -> tuple[ResearchType, ...]:
        """The research types in the order of their declaration."""
        return tuple(kind for kind in ResearchType if kind in self.research_types)


def purpose_json(purpose: Purpose) -> dict[str, Any]:
    """Return a purpose in the form that `reading.read_purpose` takes."""
    return stated(
        {
            "research_types": [kind.value for kind in purpose.types_in_order],
            "diseases": list(purpose.diseases),
            "org_type": purpose.org_type.value if purpose.org_type else None,
            "commercial": purpose.commercial,
            "genetic": purpose.genetic,
            "users": list(purpose.users),
            "projects": list(purpose.projects),
            "institutions": list(purpose.institutions),
            "topics": list(purpose.topics),
            "countries": list(purpose.countries),
            "ethics": purpose.ethics.value if purpose.ethics is not Ethics.MISSING else None,
            "collaboration": purpose.collaboration.value if purpose.collaboration is not Collaboration.OPEN else None,
            "months": purpose.months,
            "publishes_on": purpose.publishes_on.isoformat() if purpose.publishes_on else None,
            "accepts": {obligation.value: False for obligation in Obligation if obligation in purpose.refuses},
            "sensitive": list(purpose.sensitive),
            "other": purpose.other or None,
        }
    )
