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
    HUMAN_MATERIAL="A transfer agreement for coded human material.",
)
