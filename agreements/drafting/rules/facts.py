"""What the choice of an agreement form looks at, and what it answers. Plain Python."""

from dataclasses import dataclass
from enum import StrEnum

from exchange.parties.vocabulary import MaterialClass, Sector


class FormId(StrEnum):
    """The agreement forms of the house."""

    LETTER = "letter-agreement"
    HUMAN_MATERIAL = "human-material-transfer"


class Overlay(StrEnum):
    """Clauses a form takes on top of its own because of a fact of the deal."""

    CODED_DATA = "coded-data"


class MaterialOrigin(StrEnum):
    """Whether material comes from a person, and whether anybody can still tell from whom."""

    NOT_HUMAN = "not_human"
    HUMAN_ANONYMOUS = "human_anonymous"
    HUMAN_CODED = "human_coded"
    HUMAN_IDENTIFIED = "human_identified"


class AccompanyingData(StrEnum):
    """Data about people that move with the material."""

    NONE = "none"
    CODED = "coded"
    IDENTIFIABLE = "identifiable"


@dataclass(frozen=True, kw_only=True)
class MaterialFacts:
    """One line of the deal; None means that nobody stated it.

    Args:
        label: the provider's name for the item, quoted in reasons.
        third_party_terms: whether a depositor's, funder's or licensor's terms bind the item.
        open_terms: whether the provider offers the item on open terms.
    """

    label: str
    material_class: MaterialClass | None
    origin: MaterialOrigin | None
    accompanying_data: AccompanyingData | None
    third_party_terms: bool | None
    open_terms: bool | None = False


@dataclass(frozen=True, kw_only=True)
class FormFacts:
    """What is known of one part of an access request; None means that nobody stated it.

    Args:
        provider_country: ISO 3166-1 alpha-2 code, as is `recipient_country`.
        commercial_use: whether the project's purpose is commercial.
        confidential_information: whether unpublished or confidential information moves too.
        fee_for_service: whether the recipient will use the material in paid work for others.
        both_signed_ubmta: whether both organisations are on the UBMTA's list of signatories.
    """

    provider_sector: Sector | None
    recipient_sector: Sector | None
    provider_country: str | None
    recipient_country: str | None
    materials: tuple[MaterialFacts, ...]
    commercial_use: bool | None
    confidential_information: bool | None
    fee_for_service: bool | None = False
    both_signed_ubmta: bool | None = None


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
