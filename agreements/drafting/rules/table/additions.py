"""The rows that add clauses to the form, and those that warn."""

from agreements.drafting.rules.facts import (
    AccompanyingData,
    ClaimOnResults,
    MaterialOrigin,
    Overlay,
    ThirdPartyTerms,
)
from agreements.drafting.rules.table.row import (
    BETWEEN_NONPROFITS,
    HOUSE,
    MATERIAL,
    RESEARCH_MATERIAL,
    UBMTA,
    USED_IN_PLACE,
    Effect,
    Fact,
    Row,
    When,
    values,
)
from exchange.parties.vocabulary import MaterialClass

CODED = values(MaterialOrigin.HUMAN_CODED)
UNDER_UBMTA = values(ThirdPartyTerms.UBMTA, ThirdPartyTerms.UBMTA_WITH_LICENCES)
BORDERS = f"{HOUSE}: border rules are checked apart from the form"


def _overlay(overlay: Overlay, code: str, situation: int, when: When, sentence: str, citation: str) -> Row:
    return Row(
        code=code,
        situation=situation,
        effect=Effect.OVERLAY,
        when=when,
        overlay=overlay,
        sentence=sentence,
        citation=citation,
    )


def _warn(code: str, situation: int, when: When, sentence: str, citation: str) -> Row:
    return Row(code=code, situation=situation, effect=Effect.WARN, when=when, sentence=sentence, citation=citation)


OVERLAYS: tuple[Row, ...] = (
    _overlay(
        Overlay.NIGERIAN_APPROVAL,
        "nigerian-human-material",
        16,
        {Fact.PROVIDER_COUNTRY: values("NG"), Fact.HUMAN: values(True), Fact.MATERIAL_CLASS: MATERIAL},
        "Human material from Nigeria moves only once the ethics committee approves, whose protocol the form names.",
        "Nigeria, National Code of Health Research Ethics, material transfer agreement",
    ),
    _overlay(
        Overlay.THIRD_PARTY_LICENCES,
        "third-party-licences",
        2,
        {Fact.TERMS: values(ThirdPartyTerms.UBMTA_WITH_LICENCES)},
        "Licences of third parties are needed beside the UBMTA.",
        UBMTA,
    ),
    _overlay(
        Overlay.UBMTA_BETWEEN_TWO,
        "ubmta-between-two",
        3,
        {Fact.TERMS: UNDER_UBMTA, Fact.SIGNED_UBMTA: values(False)},
        "Not both are on the list of the UBMTA on that day, so they accept its text for this transfer.",
        UBMTA,
    ),
    _overlay(
        Overlay.CODED_DATA,
        "coded-data-with-material",
        8,
        {Fact.DATA: values(AccompanyingData.CODED), Fact.ORIGIN: CODED, Fact.MATERIAL_CLASS: MATERIAL},
        "Coded data about the donors move with the material, so the form takes the clauses on data.",
        "Regulation (EU) 2016/679, articles 4(5) and 5",
    ),
    _overlay(
        Overlay.CONFIDENTIAL,
        "confidential-information-clauses",
        4,
        {Fact.CONFIDENTIAL: values(True)},
        "Confidential information moves too, so the form takes the clauses that protect it.",
        "National Institutes of Health, material transfer agreements: the form with terms on confidentiality",
    ),
    _overlay(
        Overlay.MODIFIED_ORGANISM,
        "modified-organism-clauses",
        5,
        {Fact.MODIFIED: values(True), Fact.MATERIAL_CLASS: values(MaterialClass.ORGANISM)},
        "It is genetically modified, so the form takes the clauses on containment.",
        "Cartagena Protocol on Biosafety, articles 6 and 18",
    ),
    _overlay(
        Overlay.CHEMICAL,
        "chemical-clauses",
        6,
        {Fact.MATERIAL_CLASS: values(MaterialClass.COMPOUND)},
        "It is a chemical compound, so the form takes the clauses on hazards and structure.",
        "AUTM, template for chemical compounds",
    ),
)
WARNINGS: tuple[Row, ...] = (
    _warn(
        "fee-for-service-trap",
        13,
        {Fact.FEE_FOR_SERVICE: values(True), Fact.MATERIAL_CLASS: values(*MaterialClass) - USED_IN_PLACE},
        "Licences count work of a core facility for others as commercial use, even between nonprofits: ask who"
        " licenses the item before it is used so.",
        "ATCC material transfer agreement 7.1",
    ),
    _warn(
        "licence-conflict-possible",
        13,
        {Fact.TERMS: UNDER_UBMTA, Fact.COMMERCIAL: values(None)},
        "The UBMTA keeps commercial purposes out, and nobody stated whether a company takes part.",
        UBMTA,
    ),
    _warn(
        "licences-before-release",
        2,
        {Fact.TERMS: values(ThirdPartyTerms.UBMTA_WITH_LICENCES)},
        "Each licence that the terms name must be granted before anything is released.",
        "JAX conditions of use: every notice is met before release",
    ),
    _warn(
        "open-terms-end-at-consent",
        7,
        {Fact.TERMS: values(ThirdPartyTerms.OPEN), Fact.ORIGIN: CODED},
        "Open terms do not reach further than the donors' consent; the form for human material goes before them.",
        f"{HOUSE}: human origin goes before the general form",
    ),
    _warn(
        "key-holder-unstated",
        7,
        {Fact.ORIGIN: CODED, Fact.KEY_HOLDER: values(None), Fact.MATERIAL_CLASS: values(MaterialClass.DATASET)},
        "The data are coded and nobody stated who holds the key.",
        "Regulation (EU) 2016/679, article 4(5)",
    ),
    _warn(
        "proprietary-unstated",
        3,
        {
            Fact.PROPRIETARY: values(None),
            Fact.MATERIAL_CLASS: RESEARCH_MATERIAL,
            Fact.ORIGIN: values(MaterialOrigin.NOT_HUMAN, MaterialOrigin.HUMAN_ANONYMOUS),
            Fact.TERMS: values(ThirdPartyTerms.NONE),
            Fact.SIGNED_UBMTA: values(False),
            Fact.CONFIDENTIAL: values(False),
            Fact.COVERED: values(False),
            **BETWEEN_NONPROFITS,
        },
        "Nobody stated whether it is proprietary; the letter is for what is not.",
        UBMTA,
    ),
    _warn(
        "reach-through",
        9,
        {Fact.CLAIM: values(ClaimOnResults.OWNERSHIP)},
        "The provider claims what the recipient will invent; many institutions may not accept that.",
        "University of Texas System, checklist for material transfer agreements",
    ),
    _warn(
        "crosses-a-border",
        0,
        {Fact.CROSSES_BORDER: values(True)},
        "It crosses a border; the form does not decide export, import and data protection rules.",
        BORDERS,
    ),
    _warn(
        "recipient-country-unstated",
        0,
        {Fact.CROSSES_BORDER: values(None)},
        "A country is not stated, so nobody knows whether it crosses a border.",
        BORDERS,
    ),
)
