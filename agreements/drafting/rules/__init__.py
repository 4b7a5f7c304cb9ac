"""The choice of an agreement form, as a table of dated rows. Plain Python."""

from agreements.drafting.rules.alternatives import what_would_change
from agreements.drafting.rules.choice import choose_form, choose_forms
from agreements.drafting.rules.facts import (
    SIGNED_OUTSIDE,
    AccompanyingData,
    Change,
    ClaimOnResults,
    FormChoice,
    FormFacts,
    FormId,
    KeyHolder,
    MasterAgreement,
    MaterialFacts,
    MaterialOrigin,
    Overlay,
    Period,
    Purpose,
    Reason,
    ThirdPartyTerms,
    stated_kind,
)

__all__ = [
    "SIGNED_OUTSIDE",
    "AccompanyingData",
    "Change",
    "ClaimOnResults",
    "FormChoice",
    "FormFacts",
    "FormId",
    "KeyHolder",
    "MasterAgreement",
    "MaterialFacts",
    "MaterialOrigin",
    "Overlay",
    "Period",
    "Purpose",
    "Reason",
    "ThirdPartyTerms",
    "choose_form",
    "choose_forms",
    "stated_kind",
    "what_would_change",
]
