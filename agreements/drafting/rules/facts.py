"""What the choice of an agreement form looks at, and what it answers. Plain Python.

Every fact is annotated with what it says: the schema and the page in `docs/` are printed from here.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, get_args

from exchange.parties.vocabulary import MaterialClass, Sector


class FormId(StrEnum):
    """The agreement forms of the house."""

    LETTER = "letter-agreement"
    OPEN_LETTER = "open-material-letter"
    UBMTA_LETTER = "ubmta-implementing-letter"
    MATERIAL_TRANSFER = "material-transfer"
    HUMAN_MATERIAL = "human-material-transfer"
    MATERIAL_AND_DATA = "human-material-and-data"
    SOUTH_AFRICAN = "south-african-human-material"
    DATA_USE = "data-use"
    EQUIPMENT_USE = "equipment-use"
    COLLABORATION = "collaboration-and-rights"
    LICENCE = "software-and-technology-licence"
    CONFIDENTIALITY = "confidentiality"
    DEPOSIT = "deposit"
    SCHEDULE = "schedule-under-master"


# A third party signs these, an ethics committee, which has no signatory in the exchange.
SIGNED_OUTSIDE = frozenset({FormId.SOUTH_AFRICAN})


class Overlay(StrEnum):
    """Clauses a form takes on top of its own because of a fact of the deal."""

    CODED_DATA = "coded-data"
    CONFIDENTIAL = "confidential-information"
    MODIFIED_ORGANISM = "modified-organism"
    CHEMICAL = "chemical"
    UBMTA_BETWEEN_TWO = "ubmta-between-two"
    THIRD_PARTY_LICENCES = "third-party-licences"
    NIGERIAN_APPROVAL = "nigerian-approval"


class MaterialOrigin(StrEnum):
    """Whether material comes from a person, and whether anybody can still tell from whom."""

    NOT_HUMAN = "not_human"
    HUMAN_ANONYMOUS = "human_anonymous"
    HUMAN_CODED = "human_coded"
    HUMAN_IDENTIFIED = "human_identified"


class KeyHolder(StrEnum):
    """Who holds the record that links a code to a donor."""

    PROVIDER = "provider"
    THIRD_PARTY = "third_party"
    RECIPIENT = "recipient"
    NOBODY = "nobody"


class AccompanyingData(StrEnum):
    """Data about people that move with the material, or are what moves."""

    NONE = "none"
    ANONYMOUS = "anonymous"
    CODED = "coded"
    IDENTIFIABLE = "identifiable"


class ThirdPartyTerms(StrEnum):
    """Under whose terms the provider got the item, a depositor's, funder's or licensor's."""

    NONE = "none"
    OPEN = "open"
    UBMTA = "ubmta"
    UBMTA_WITH_LICENCES = "ubmta_with_licences"
    INDUSTRY_REFUSED = "industry_refused"
    OTHER = "other"


class Purpose(StrEnum):
    """What the recipient does with the item."""

    RESEARCH = "research"
    EDUCATION = "education"
    CLINICAL = "clinical"
    COMMERCIAL = "commercial"


class ClaimOnResults(StrEnum):
    """What the provider asks for in inventions that the recipient makes with the item."""

    NONE = "none"
    LICENCE = "licence"
    OWNERSHIP = "ownership"


@dataclass(frozen=True, kw_only=True)
class Period:
    """When something holds."""

    since: Annotated[date | None, "First day; without it, it has always held."] = None
    until: Annotated[date | None, "First day on which it no longer holds; without it, it goes on."] = None

    def holds_on(self, day: date) -> bool:
        """Say whether it holds on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True, kw_only=True)
class MasterAgreement(Period):
    """A master agreement that both sides have signed."""

    material_classes: Annotated[tuple[MaterialClass, ...], "The classes it covers."]


@dataclass(frozen=True, kw_only=True)
class MaterialFacts:
    """One line of the deal; None means that nobody stated it."""

    label: Annotated[str, "The provider's name for the item, quoted in reasons."]
    material_class: Annotated[MaterialClass | None, "What kind of thing it is."] = None
    origin: Annotated[MaterialOrigin | None, "Whether it comes from people, and whether it is coded."] = None
    key_holder: Annotated[KeyHolder | None, "Who can tell which donor a code stands for."] = None
    accompanying_data: Annotated[
        AccompanyingData | None, "Data about persons that go with it, or that it consists of."
    ] = None
    third_party_terms: Annotated[ThirdPartyTerms | None, "The terms under which the provider got it."] = None
    licences: Annotated[tuple[str, ...] | None, "Licences of third parties which those terms name."] = None
    is_proprietary: Annotated[bool | None, "Whether it is unpublished, or a patent on it is pending or granted."] = None
    is_genetically_modified: Annotated[bool | None, "Whether it is a genetically modified organism."] = None


@dataclass(frozen=True, kw_only=True)
class FormFacts:
    """What is known of one part of an access request; None means that nobody stated it."""

    materials: Annotated[tuple[MaterialFacts, ...], "What is provided, an entry each."]
    provider_sector: Annotated[Sector | None, "What the provider is; all but industry are nonprofits."] = None
    recipient_sector: Annotated[Sector | None, "What the recipient is."] = None
    provider_country: Annotated[str | None, "Country of the provider."] = None
    recipient_country: Annotated[str | None, "Country of the recipient."] = None
    purpose: Annotated[Purpose | None, "What the recipient will do."] = None
    fee_for_service: Annotated[bool | None, "Whether the recipient will use it in paid work for others."] = None
    commercial_partner: Annotated[
        bool | None, "Whether a company takes part in the project or gets its results first."
    ] = None
    confidential_information: Annotated[bool | None, "Whether unpublished or confidential information moves too."] = (
        None
    )
    claim_on_results: Annotated[ClaimOnResults | None, "What the provider asks for in what is invented with it."] = None
    is_deposit: Annotated[bool | None, "Whether the recipient is a repository which will pass it on to others."] = None
    provider_ubmta: Annotated[Period | None, "When the provider is on the UBMTA's list of signatories."] = None
    recipient_ubmta: Annotated[Period | None, "When the recipient is on that list."] = None
    master_agreement: Annotated[MasterAgreement | None, "The master agreement between the two, if there is one."] = None
    network_terms: Annotated[Period | None, "When both are bound by the terms of a consortium that cover this."] = None


@dataclass(frozen=True)
class Reason:
    """Why, in one sentence.

    Args:
        code: stable, in kebab case; tests, translations and statistics go by it.
        citation: the document the rule comes from.
        about: labels of the materials it concerns; empty when it concerns the whole deal.
    """

    code: str
    sentence: str
    citation: str
    about: tuple[str, ...] = ()


@dataclass(frozen=True)
class FormChoice:
    """The form and its reasons. Without a form a person decides, and the reasons name the facts.

    Args:
        table: version of the table of rows that decided.
    """

    form: FormId | None
    overlays: tuple[Overlay, ...]
    reasons: tuple[Reason, ...]
    warnings: tuple[Reason, ...]
    table: str

    @property
    def person_decides(self) -> bool:
        """Say whether no form follows from the facts."""
        return self.form is None


@dataclass(frozen=True)
class Change:
    """One fact that, stated otherwise, would change the outcome.

    Args:
        fact: its path, e.g. "materials[0].origin".
        value: the other value, as files write it.
        forms: what would follow; empty when a person would decide on everything.
    """

    fact: str
    value: str | bool
    forms: tuple[FormId, ...]


def stated_kind(kind: Any) -> Any:
    """Return the type of a fact's value when it is stated: of `bool | None`, bool."""
    return next(one for one in get_args(kind) if one is not NoneType) if isinstance(kind, UnionType) else kind
