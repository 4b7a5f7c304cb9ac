"""The rows that leave the decision to a person, because no form fits or nobody stated what it depends on."""

from agreements.drafting.rules.facts import (
    AccompanyingData,
    ClaimOnResults,
    KeyHolder,
    MaterialOrigin,
    Purpose,
    ThirdPartyTerms,
)
from agreements.drafting.rules.table.row import (
    ASKED_OF_ORIGIN,
    HOUSE,
    MATERIAL,
    NIH_HUMAN,
    UBMTA,
    USED_IN_PLACE,
    Effect,
    Fact,
    Row,
    Standing,
    Value,
    When,
    values,
)
from exchange.parties.vocabulary import MaterialClass

CLASSES = values(*MaterialClass)
RESTRICTED = values(ThirdPartyTerms.UBMTA, ThirdPartyTerms.UBMTA_WITH_LICENCES, ThirdPartyTerms.INDUSTRY_REFUSED)


def _stop(code: str, situation: int, when: When, sentence: str, citation: str) -> Row:
    return Row(code=code, situation=situation, effect=Effect.STOP, when=when, sentence=sentence, citation=citation)


def _unstated(code: str, fact: Fact, sentence: str, **also: frozenset[Value]) -> Row:
    when = {fact: values(None)} | {Fact[name.upper()]: allowed for name, allowed in also.items()}
    return _stop(code, 0, when, sentence, f"{HOUSE}: what nobody stated, a person decides")


THIRD_PARTY = (
    _stop(
        "third-party-terms",
        11,
        {Fact.TERMS: values(ThirdPartyTerms.OTHER)},
        "A third party's terms bind the item and go before any form of the house.",
        "ATCC and JAX material transfer terms: the third party's terms prevail",
    ),
    _stop(
        "licences-unnamed",
        2,
        {Fact.TERMS: values(ThirdPartyTerms.UBMTA_WITH_LICENCES), Fact.NAMES_LICENCES: values(False)},
        "The terms ask for licences of third parties, and nobody named them.",
        UBMTA,
    ),
    _stop(
        "licence-conflict",
        13,
        {Fact.TERMS: RESTRICTED, Fact.COMMERCIAL: values(True)},
        "The terms under which the provider got the item keep companies and paid work out, and one or the other is"
        " planned.",
        "UBMTA, 60 FR 12771: commercial purposes need a licence; ATCC material transfer agreement 7.1",
    ),
    _stop(
        "industry-refused-and-partner-unknown",
        13,
        {Fact.TERMS: values(ThirdPartyTerms.INDUSTRY_REFUSED), Fact.COMMERCIAL: values(None)},
        "The depositor refuses companies, and nobody stated whether one takes part.",
        f"{HOUSE}: what nobody stated, a person decides",
    ),
)
HUMAN = (
    _stop(
        "identified-donors",
        7,
        {Fact.ORIGIN: values(MaterialOrigin.HUMAN_IDENTIFIED), Fact.MATERIAL_CLASS: MATERIAL},
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
        "coded-and-nobody-holds-the-key",
        7,
        {Fact.ORIGIN: values(MaterialOrigin.HUMAN_CODED), Fact.KEY_HOLDER: values(KeyHolder.NOBODY)},
        "It is said to be coded, and nobody to hold the key.",
        f"{HOUSE}: facts that contradict each other, a person decides",
    ),
    _stop(
        "recipient-holds-the-key",
        7,
        {Fact.ORIGIN: values(MaterialOrigin.HUMAN_CODED), Fact.KEY_HOLDER: values(KeyHolder.RECIPIENT)},
        "The recipient holds the key, so the donors are known to those who must not know them.",
        NIH_HUMAN,
    ),
    _stop(
        "human-samples-said-not-human",
        7,
        {Fact.MATERIAL_CLASS: values(MaterialClass.HUMAN_SAMPLE), Fact.ORIGIN: values(MaterialOrigin.NOT_HUMAN)},
        "The material is listed as human samples but its origin is said not to be human.",
        f"{HOUSE}: facts that contradict each other, a person decides",
    ),
    _stop(
        "human-material-for-business",
        9,
        {Fact.HUMAN: values(True), Fact.MATERIAL_CLASS: MATERIAL, Fact.COMMERCIAL: values(True)},
        "A company or paid work would use material that people gave; no form of the house allows it.",
        NIH_HUMAN,
    ),
    _stop(
        "claim-on-results-with-human-material",
        9,
        {
            Fact.HUMAN: values(True),
            Fact.MATERIAL_CLASS: MATERIAL,
            Fact.CLAIM: values(ClaimOnResults.LICENCE, ClaimOnResults.OWNERSHIP),
        },
        "The provider claims rights in the results, which the forms for human material leave to the recipient.",
        f"{HOUSE}: what people gave is entrusted, not sold",
    ),
)
DATA = (
    _stop(
        "data-of-uncoded-material",
        8,
        {
            Fact.DATA: values(AccompanyingData.CODED, AccompanyingData.IDENTIFIABLE),
            Fact.ORIGIN: values(MaterialOrigin.NOT_HUMAN, MaterialOrigin.HUMAN_ANONYMOUS),
            Fact.MATERIAL_CLASS: MATERIAL,
        },
        "Personal data would move with material that is not coded, and its forms have no terms for them.",
        "FDP Data Transfer and Use Agreement: a data agreement beside the material's",
    ),
)
SECTOR = (
    _stop(
        "provider-is-industry",
        10,
        {Fact.PROVIDER_STANDING: values(Standing.INDUSTRY), Fact.COVERED: values(False)},
        "The provider is a company, so its own paper is to be expected and negotiated.",
        "AUTM survey of material transfer, 2009 to 2011: the slowest class",
    ),
    _stop(
        "clinical-use",
        0,
        {Fact.PURPOSE: values(Purpose.CLINICAL), Fact.MATERIAL_CLASS: CLASSES - USED_IN_PLACE},
        "No form of the house covers use in people, or to diagnose or treat them.",
        UBMTA,
    ),
    _stop(
        "fee-for-service",
        13,
        {Fact.FEE_FOR_SERVICE: values(True), Fact.MATERIAL_CLASS: CLASSES - USED_IN_PLACE, Fact.COVERED: values(False)},
        "It would be used in paid work for others, which the forms of the house leave to a licence.",
        "ATCC material transfer agreement 7.1",
    ),
)
UNSTATED = (
    _unstated("class-unstated", Fact.MATERIAL_CLASS, "Nobody stated what class of material this is."),
    _unstated(
        "origin-unstated",
        Fact.ORIGIN,
        "Nobody stated whether it is of human origin and coded.",
        material_class=ASKED_OF_ORIGIN,
    ),
    _unstated(
        "data-unstated",
        Fact.DATA,
        "Nobody stated whether personal data move with it.",
        material_class=ASKED_OF_ORIGIN,
    ),
    _unstated("provider-sector-unstated", Fact.PROVIDER_STANDING, "Nobody stated the provider's sector."),
    _unstated("recipient-sector-unstated", Fact.RECIPIENT_STANDING, "Nobody stated the recipient's sector."),
    _unstated("provider-country-unstated", Fact.PROVIDER_COUNTRY, "Nobody stated the provider's country."),
    _unstated("purpose-unstated", Fact.PURPOSE, "Nobody stated what it is for, research or business."),
    _unstated("third-party-terms-unstated", Fact.TERMS, "Nobody stated under whose terms the provider got it."),
    _unstated("confidential-unstated", Fact.CONFIDENTIAL, "Nobody stated whether confidential information moves too."),
    _unstated(
        "fee-for-service-unstated", Fact.FEE_FOR_SERVICE, "Nobody stated whether the use is paid work for others."
    ),
)
STOPS: tuple[Row, ...] = (*THIRD_PARTY, *HUMAN, *DATA, *SECTOR, *UNSTATED)
