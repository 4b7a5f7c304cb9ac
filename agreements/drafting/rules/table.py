"""The table that chooses the form: dated rows, each with a sentence and a citation.

A row holds when every fact it names has one of the values it lists. Rows are read in the order of
precedence of the practice: jurisdiction, third party, human origin, data, sector, then the forms.
A new situation is a new row; a changed one ends the old row with `until_on` and adds another.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from agreements.drafting.rules.facts import AccompanyingData, FormId, MaterialOrigin, Overlay
from exchange.parties.vocabulary import MaterialClass

TABLE_VERSION = "2026-11-01"

UBMTA = "Uniform Biological Material Transfer Agreement and Simple Letter Agreement, 60 FR 12771, 1995-03-08"
NIH_HUMAN = "NIH/NHLBI transactional agreements: human material transfer agreement"


class Fact(StrEnum):
    """The facts a row may name. A value of None means that nobody stated it."""

    PROVIDER_COUNTRY = "provider country"
    PROVIDER_STANDING = "provider standing"
    RECIPIENT_STANDING = "recipient standing"
    MATERIAL_CLASS = "material class"
    ORIGIN = "origin"
    HUMAN = "human"
    DATA = "accompanying data"
    COMMERCIAL_USE = "commercial use"
    THIRD_PARTY_TERMS = "third-party terms"
    CONFIDENTIAL = "confidential information"
    FEE_FOR_SERVICE = "fee-for-service use"
    OPEN_TERMS = "open terms"
    SIGNED_UBMTA = "UBMTA signatories"
    CROSSES_BORDER = "crosses a border"


class Standing(StrEnum):
    """How a sector counts for the choice of the form."""

    NONPROFIT = "nonprofit"
    INDUSTRY = "industry"


class Effect(StrEnum):
    """What a row does when it holds."""

    STOP = "stop"
    FORM = "form"
    OVERLAY = "overlay"
    WARN = "warn"


Value = StrEnum | str | bool | None


@dataclass(frozen=True, kw_only=True)
class Row:
    """One situation.

    Args:
        situation: number of the situation in the practice table it comes from; 0 for the house's own care.
        since_on: first day the row applies; `until_on` is the first day it no longer does.
    """

    code: str
    situation: int
    effect: Effect
    when: Mapping[Fact, frozenset[Value]]
    sentence: str
    citation: str
    form: FormId | None = None
    overlay: Overlay | None = None
    since_on: date = date(2026, 1, 1)
    until_on: date | None = None

    def applies_on(self, day: date) -> bool:
        """Say whether the row is in force on a day."""
        return self.since_on <= day and (self.until_on is None or day < self.until_on)

    def holds(self, known: Mapping[Fact, Value]) -> bool:
        """Say whether every fact the row names has one of its values."""
        return all(known[fact] in allowed for fact, allowed in self.when.items())


def values(*allowed: Value) -> frozenset[Value]:
    """Return the values under which a row holds."""
    return frozenset(allowed)


def _stop(code: str, situation: int, when: Mapping[Fact, frozenset[Value]], sentence: str, citation: str) -> Row:
    return Row(code=code, situation=situation, effect=Effect.STOP, when=when, sentence=sentence, citation=citation)


def _unstated(code: str, fact: Fact, sentence: str) -> Row:
    return _stop(code, 0, {fact: values(None)}, sentence, "House rule: what nobody stated, a person decides")


ROWS: tuple[Row, ...] = (
    _stop(
        "open-terms",
        1,
        {Fact.OPEN_TERMS: values(True)},
        "The provider offers the material on open terms, so an open agreement or none may be enough.",
        "OpenMTA, Nature Biotechnology 36 (2018), doi:10.1038/nbt.4263",
    ),
    _stop(
        "south-african-human-material",
        15,
        {Fact.PROVIDER_COUNTRY: values("ZA"), Fact.HUMAN: values(True)},
        "Human material from South Africa moves under the gazetted framework, with the ethics committee as a party.",
        "South Africa, Government Gazette 41781, 2018-07-20",
    ),
    _stop(
        "nigerian-human-material",
        16,
        {Fact.PROVIDER_COUNTRY: values("NG"), Fact.HUMAN: values(True)},
        "Human material from Nigeria moves under the national form, in force once the ethics committee approves.",
        "Nigeria, National Code of Health Research Ethics, material transfer agreement",
    ),
    _stop(
        "third-party-terms",
        11,
        {Fact.THIRD_PARTY_TERMS: values(True)},
        "A third party's terms bind the material and go before any form of the house.",
        "ATCC and JAX material transfer terms: the third party's terms prevail",
    ),
    _stop(
        "confidential-information",
        4,
        {Fact.CONFIDENTIAL: values(True)},
        "Confidential or unpublished information moves too, and no form of the house protects it.",
        "NIH/NIDCR material transfer agreements: PHS MTA or confidentiality agreement",
    ),
    _stop(
        "identified-donors",
        7,
        {Fact.ORIGIN: values(MaterialOrigin.HUMAN_IDENTIFIED)},
        "The donors can be identified from the material itself; the forms of the house need coded material.",
        NIH_HUMAN,
    ),
    _stop(
        "human-samples-without-key",
        7,
        {Fact.MATERIAL_CLASS: values(MaterialClass.HUMAN_SAMPLE), Fact.ORIGIN: values(MaterialOrigin.HUMAN_ANONYMOUS)},
        "Nobody holds the key to these human samples, so a withdrawal could not reach them.",
        NIH_HUMAN,
    ),
    _stop(
        "human-samples-said-not-human",
        7,
        {Fact.MATERIAL_CLASS: values(MaterialClass.HUMAN_SAMPLE), Fact.ORIGIN: values(MaterialOrigin.NOT_HUMAN)},
        "The material is listed as human samples but its origin is said not to be human.",
        "House rule: facts that contradict each other, a person decides",
    ),
    _stop(
        "identifiable-data",
        8,
        {Fact.DATA: values(AccompanyingData.IDENTIFIABLE)},
        "Identifiable personal data move with the material and need a data agreement of their own.",
        "FDP Data Transfer and Use Agreement; Regulation (EU) 2016/679, chapter V",
    ),
    _stop(
        "data-of-uncoded-material",
        8,
        {
            Fact.DATA: values(AccompanyingData.CODED),
            Fact.ORIGIN: values(MaterialOrigin.NOT_HUMAN, MaterialOrigin.HUMAN_ANONYMOUS),
        },
        "Coded personal data would move with material that is not coded, and the letter has no terms for them.",
        "FDP Data Transfer and Use Agreement: a data agreement beside the material's",
    ),
    _stop(
        "provider-is-industry",
        10,
        {Fact.PROVIDER_STANDING: values(Standing.INDUSTRY)},
        "The provider is a company, so its own paper is to be expected and negotiated.",
        "AUTM survey 2009 to 2011 on material transfer agreements",
    ),
    _stop(
        "recipient-is-industry",
        9,
        {Fact.RECIPIENT_STANDING: values(Standing.INDUSTRY)},
        "The recipient is a company, so the terms are negotiated or licensed.",
        "NIH/NHLBI transactional agreements: no transfer agreements with for-profit organisations",
    ),
    _stop(
        "commercial-use",
        9,
        {Fact.COMMERCIAL_USE: values(True)},
        "The project's purpose is commercial; the forms of the house allow only research that is not.",
        UBMTA,
    ),
    _stop(
        "fee-for-service",
        13,
        {Fact.FEE_FOR_SERVICE: values(True)},
        "The material would be used in paid work for others, which many licences count as commercial use.",
        "ATCC material transfer agreement 7.1",
    ),
    _unstated("class-unstated", Fact.MATERIAL_CLASS, "Nobody stated what class of material this is."),
    _unstated("origin-unstated", Fact.ORIGIN, "Nobody stated whether the material is of human origin and coded."),
    _unstated("data-unstated", Fact.DATA, "Nobody stated whether personal data move with the material."),
    _unstated("provider-sector-unstated", Fact.PROVIDER_STANDING, "Nobody stated the provider's sector."),
    _unstated("recipient-sector-unstated", Fact.RECIPIENT_STANDING, "Nobody stated the recipient's sector."),
    _unstated("provider-country-unstated", Fact.PROVIDER_COUNTRY, "Nobody stated the provider's country."),
    _unstated("commercial-use-unstated", Fact.COMMERCIAL_USE, "Nobody stated whether the purpose is commercial."),
    _unstated(
        "third-party-terms-unstated", Fact.THIRD_PARTY_TERMS, "Nobody stated whether a third party's terms apply."
    ),
    _unstated("confidential-unstated", Fact.CONFIDENTIAL, "Nobody stated whether confidential information moves too."),
    _unstated(
        "fee-for-service-unstated", Fact.FEE_FOR_SERVICE, "Nobody stated whether the use is paid work for others."
    ),
    _unstated("open-terms-unstated", Fact.OPEN_TERMS, "Nobody stated whether the material is offered on open terms."),
    Row(
        code="coded-human-material",
        situation=7,
        effect=Effect.FORM,
        when={
            Fact.ORIGIN: values(MaterialOrigin.HUMAN_CODED),
            Fact.PROVIDER_STANDING: values(Standing.NONPROFIT),
            Fact.RECIPIENT_STANDING: values(Standing.NONPROFIT),
        },
        form=FormId.HUMAN_MATERIAL,
        sentence="The material comes from people and is coded, somebody holds the key, and both are nonprofits.",
        citation=NIH_HUMAN,
    ),
    Row(
        code="research-material-between-nonprofits",
        situation=3,
        effect=Effect.FORM,
        when={
            Fact.MATERIAL_CLASS: values(
                MaterialClass.CELL_LINE, MaterialClass.PLASMID, MaterialClass.ANTIBODY, MaterialClass.ORGANISM
            ),
            Fact.ORIGIN: values(MaterialOrigin.NOT_HUMAN, MaterialOrigin.HUMAN_ANONYMOUS),
            Fact.PROVIDER_STANDING: values(Standing.NONPROFIT),
            Fact.RECIPIENT_STANDING: values(Standing.NONPROFIT),
        },
        form=FormId.LETTER,
        sentence="Research material that nobody can trace to a person moves between two nonprofits.",
        citation=UBMTA,
    ),
    Row(
        code="coded-data-with-material",
        situation=8,
        effect=Effect.OVERLAY,
        when={Fact.DATA: values(AccompanyingData.CODED), Fact.ORIGIN: values(MaterialOrigin.HUMAN_CODED)},
        overlay=Overlay.CODED_DATA,
        sentence="Coded data about the donors move with the material, so the form takes the clauses on data.",
        citation="Regulation (EU) 2016/679, articles 4(5) and 5",
    ),
    Row(
        code="both-signed-ubmta",
        situation=2,
        effect=Effect.WARN,
        when={Fact.SIGNED_UBMTA: values(True), Fact.HUMAN: values(False)},
        sentence="Both organisations signed the UBMTA; an implementing letter under it would be enough.",
        citation=UBMTA,
    ),
    Row(
        code="crosses-a-border",
        situation=0,
        effect=Effect.WARN,
        when={Fact.CROSSES_BORDER: values(True)},
        sentence="The material crosses a border; the form does not decide export, import and data protection rules.",
        citation="House rule: border rules are checked apart from the form",
    ),
    Row(
        code="recipient-country-unstated",
        situation=0,
        effect=Effect.WARN,
        when={Fact.CROSSES_BORDER: values(None)},
        sentence="A country is not stated, so nobody knows whether the material crosses a border.",
        citation="House rule: border rules are checked apart from the form",
    ),
)
