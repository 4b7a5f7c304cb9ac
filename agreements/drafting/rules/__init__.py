"""The choice of an agreement form, as a table of dated rows. Plain Python."""

from agreements.drafting.rules.choice import choose_form
from agreements.drafting.rules.facts import (
    AccompanyingData,
    FormChoice,
    FormFacts,
    FormId,
    MaterialFacts,
    MaterialOrigin,
    Overlay,
    Reason,
)

__all__ = [
    "AccompanyingData",
    "FormChoice",
    "FormFacts",
    "FormId",
    "MaterialFacts",
    "MaterialOrigin",
    "Overlay",
    "Reason",
    "choose_form",
]
