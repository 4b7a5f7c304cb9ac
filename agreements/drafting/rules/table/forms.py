"""The rows that choose a form, the first that holds before all later ones."""

from agreements.drafting.rules.facts import (
    AccompanyingData,
    ClaimOnResults,
    FormId,
    MaterialOrigin,
    Purpose,
    ThirdPartyTerms,
)
from agreements.drafting.rules.table.row import (
    BETWEEN_NONPROFITS,
    HOUSE,
    MATERIAL,
    NIH_HUMAN,
    RESEARCH_MATERIAL,
    UBMTA,
    USED_IN_PLACE,
    Effect,
    Fact,
    Row,
    Standing,
    When,
    values,
)
from exchange.parties.vocabulary import MaterialClass

UNTRACEABLE = values(MaterialOrigin.NOT_HUMAN, MaterialOrigin.HUMAN_ANONYMOUS)
PERSONAL = values(AccompanyingData.CODED, AccompanyingData.IDENTIFIABLE)
FDP = "FDP Data Transfer and Use Agreement; Regulation (EU) 2016/679, chapter V"
PRIVATE_TERMS = "National Institutes of Health, material transfer agreements: the form with terms on confidentiality"


def _form(form: FormId, code: str, situation: int, when: When, sentence: str, citation: str) -> Row:
    return Row(
        code=code,
        situation=situation,
        effect=Effect.FORM,
        when=when,
        form=form,
        sentence=sentence,
        citation=citation,
    )


JURISDICTION = (
    _form(
        FormId.SOUTH_AFRICAN,
        "south-african-human-material",
        15,
        {Fact.PROVIDER_COUNTRY: values("ZA"), Fact.HUMAN: values(True), Fact.MATERIAL_CLASS: MATERIAL},
        "Human material from South Africa moves under the gazetted framework, with the ethics committee as a party.",
        "South Africa, Government Gazette 41781, 2018-07-20",
    ),
)
AGREED_TERMS = (
    _form(
        FormId.SCHEDULE,
        "covered-by-agreed-terms",
        12,
        {Fact.COVERED: values(True)},
        "Both are bound by a master agreement or by their network's terms, so a schedule under them is enough.",
        "TAHSN and AUTM master agreements: pre-agreed parties fill in a schedule",
    ),
    _form(
        FormId.DEPOSIT,
        "deposit-in-a-repository",
        11,
        {Fact.DEPOSIT: values(True)},
        "The recipient is a repository which will pass the item on, so it is deposited and not lent.",
        "Addgene and NCI repositories: master deposit, then an order each",
    ),
)
WITHOUT_MATERIAL = (
    _form(
        FormId.EQUIPMENT_USE,
        "use-in-place",
        13,
        {Fact.MATERIAL_CLASS: USED_IN_PLACE},
        "Time on equipment or a service is used in place, under the terms of the facility.",
        f"{HOUSE}: what stays where it is needs terms of use, not of transfer",
    ),
    _form(
        FormId.LICENCE,
        "software-is-licensed",
        14,
        {Fact.MATERIAL_CLASS: values(MaterialClass.SOFTWARE, MaterialClass.PROTOCOL)},
        "Software and written methods are licensed, not transferred.",
        f"{HOUSE}: a licence for what can be copied",
    ),
    _form(
        FormId.LICENCE,
        "open-data-are-licensed",
        14,
        {
            Fact.MATERIAL_CLASS: values(MaterialClass.DATASET),
            Fact.DATA: values(AccompanyingData.NONE, AccompanyingData.ANONYMOUS),
            Fact.TERMS: values(ThirdPartyTerms.OPEN),
        },
        "The data are about nobody and open, so their licence says what may be done with them.",
        f"{HOUSE}: a licence for what can be copied",
    ),
    _form(
        FormId.DATA_USE,
        "personal-data-alone",
        8,
        {Fact.MATERIAL_CLASS: values(MaterialClass.DATASET), Fact.DATA: PERSONAL},
        "Personal data move without material.",
        FDP,
    ),
    _form(
        FormId.DATA_USE,
        "controlled-data",
        14,
        {Fact.MATERIAL_CLASS: values(MaterialClass.DATASET)},
        "The data are not open, so they are used under an agreement.",
        FDP,
    ),
)
RIGHTS = (
    _form(
        FormId.LICENCE,
        "commercial-use",
        9,
        {Fact.PURPOSE: values(Purpose.COMMERCIAL), Fact.HUMAN: values(False)},
        "The project is commercial, which needs a licence.",
        UBMTA,
    ),
    _form(
        FormId.COLLABORATION,
        "recipient-is-industry",
        9,
        {Fact.RECIPIENT_STANDING: values(Standing.INDUSTRY), Fact.HUMAN: values(False)},
        "The recipient is a company, so the rights in what it finds are negotiated.",
        "NIH/NHLBI transactional agreements: no transfer agreement with for-profits",
    ),
    _form(
        FormId.COLLABORATION,
        "commercial-partner",
        9,
        {Fact.PARTNER: values(True), Fact.HUMAN: values(False)},
        "A company takes part, so the rights in results are negotiated.",
        "AUTM survey of material transfer, 2009 to 2011",
    ),
    _form(
        FormId.COLLABORATION,
        "claim-on-results",
        9,
        {Fact.CLAIM: values(ClaimOnResults.LICENCE, ClaimOnResults.OWNERSHIP), Fact.HUMAN: values(False)},
        "The provider claims rights in what is invented with it, so they are negotiated.",
        "University of Texas System, checklist for material transfer agreements",
    ),
)
THIRD_PARTY = (
    _form(
        FormId.OPEN_LETTER,
        "open-terms",
        1,
        {Fact.TERMS: values(ThirdPartyTerms.OPEN), Fact.ORIGIN: UNTRACEABLE, **BETWEEN_NONPROFITS},
        "The item is open: a letter by which both accept the published open terms is enough.",
        "OpenMTA, Nature Biotechnology 36 (2018), doi:10.1038/nbt.4263",
    ),
    _form(
        FormId.UBMTA_LETTER,
        "depositor-asks-for-the-ubmta",
        2,
        {
            Fact.TERMS: values(ThirdPartyTerms.UBMTA, ThirdPartyTerms.UBMTA_WITH_LICENCES),
            Fact.ORIGIN: UNTRACEABLE,
            **BETWEEN_NONPROFITS,
        },
        "The provider got it under the UBMTA, so it goes on under the UBMTA.",
        UBMTA,
    ),
)
HUMAN = (
    _form(
        FormId.MATERIAL_AND_DATA,
        "coded-human-material-with-identifiable-data",
        8,
        {
            Fact.ORIGIN: values(MaterialOrigin.HUMAN_CODED),
            Fact.DATA: values(AccompanyingData.IDENTIFIABLE),
            **BETWEEN_NONPROFITS,
        },
        "Identifiable data go with coded human material, so one agreement holds the terms for both.",
        FDP,
    ),
    _form(
        FormId.HUMAN_MATERIAL,
        "coded-human-material",
        7,
        {Fact.ORIGIN: values(MaterialOrigin.HUMAN_CODED), **BETWEEN_NONPROFITS},
        "The material comes from people and is coded, somebody holds the key, and both are nonprofits.",
        NIH_HUMAN,
    ),
)
BETWEEN_TWO_NONPROFITS = (
    _form(
        FormId.MATERIAL_TRANSFER,
        "confidential-information",
        4,
        {Fact.CONFIDENTIAL: values(True), Fact.ORIGIN: UNTRACEABLE, **BETWEEN_NONPROFITS},
        "Confidential or unpublished information moves too, and the letters do not protect it.",
        PRIVATE_TERMS,
    ),
    _form(
        FormId.MATERIAL_TRANSFER,
        "genetically-modified-organism",
        5,
        {
            Fact.MODIFIED: values(True),
            Fact.MATERIAL_CLASS: values(MaterialClass.ORGANISM),
            Fact.ORIGIN: UNTRACEABLE,
            **BETWEEN_NONPROFITS,
        },
        "It is a genetically modified organism, which must be contained and tracked.",
        "AUTM, template for genetically modified organisms; Cartagena Protocol on Biosafety",
    ),
    _form(
        FormId.MATERIAL_TRANSFER,
        "compound",
        6,
        {Fact.MATERIAL_CLASS: values(MaterialClass.COMPOUND), Fact.ORIGIN: UNTRACEABLE, **BETWEEN_NONPROFITS},
        "It is a chemical compound, which the UBMTA was not written for.",
        "AUTM, template for chemical compounds",
    ),
    _form(
        FormId.UBMTA_LETTER,
        "both-signed-ubmta",
        2,
        {
            Fact.SIGNED_UBMTA: values(True),
            Fact.MATERIAL_CLASS: RESEARCH_MATERIAL,
            Fact.ORIGIN: UNTRACEABLE,
            **BETWEEN_NONPROFITS,
        },
        "Both organisations are on the list of the UBMTA on that day, so an implementing letter is enough.",
        UBMTA,
    ),
    _form(
        FormId.MATERIAL_TRANSFER,
        "proprietary-material",
        3,
        {
            Fact.PROPRIETARY: values(True),
            Fact.MATERIAL_CLASS: RESEARCH_MATERIAL,
            Fact.ORIGIN: UNTRACEABLE,
            **BETWEEN_NONPROFITS,
        },
        "It is proprietary and not both are on the list of the UBMTA; the letter is for what is not proprietary.",
        UBMTA,
    ),
    _form(
        FormId.LETTER,
        "research-material-between-nonprofits",
        3,
        {Fact.MATERIAL_CLASS: RESEARCH_MATERIAL, Fact.ORIGIN: UNTRACEABLE, **BETWEEN_NONPROFITS},
        "Research material that nobody can trace to a person moves between two nonprofits.",
        UBMTA,
    ),
)
FORMS: tuple[Row, ...] = (
    *JURISDICTION,
    *AGREED_TERMS,
    *WITHOUT_MATERIAL,
    *RIGHTS,
    *THIRD_PARTY,
    *HUMAN,
    *BETWEEN_TWO_NONPROFITS,
)
