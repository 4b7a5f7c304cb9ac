"""Enums of the agreements."""

from agreements.drafting import rules, states
from exchange.api.core.enums import enum_type

AgreementState = enum_type(
    states.AgreementState,
    DRAFT="Its document is being made; or no form fits, and a legal officer must choose one.",
    IN_REVIEW="With both legal offices.",
    SIGNING="Its text is frozen, and the signatories sign.",
    EXECUTED="Signed and sealed for both sides.",
    DECLINED="It ended without effect.",
)
FormId = enum_type(
    rules.FormId,
    LETTER="A letter agreement for lines and plasmids that nobody can trace to a person.",
    OPEN_LETTER="A letter by which both accept published open terms.",
    UBMTA_LETTER="An implementing letter under the UBMTA.",
    MATERIAL_TRANSFER="A transfer agreement for proprietary, confidential, modified or chemical material.",
    HUMAN_MATERIAL="A transfer agreement for coded human material.",
    MATERIAL_AND_DATA="A transfer agreement for coded human material and identifiable data.",
    SOUTH_AFRICAN="An agreement of three for human material from South Africa, signed outside the exchange.",
    DATA_USE="An agreement for the use of data without material.",
    EQUIPMENT_USE="An agreement for the use of equipment and services in place.",
    COLLABORATION="An agreement on working together and the rights in results.",
    LICENCE="A licence for software, methods and technology.",
    CONFIDENTIALITY="An agreement on confidential information alone.",
    DEPOSIT="An agreement on the deposit of items in a repository.",
    SCHEDULE="A schedule under a master agreement or the terms of a network.",
)
