"""Facts of deals which choose a form, to be changed by tests."""

from dataclasses import replace
from typing import Any

from agreements.drafting.rules import (
    FormFacts,
    Reason,
)
from agreements.drafting.rules.table.row import MATERIAL
from exchange.parties.vocabulary import MaterialClass
from tests.factories.deals import FormFactsFactory, MaterialFactsFactory

LINE = MaterialFactsFactory.build(label="line")
SAMPLES = MaterialFactsFactory.build(label="samples", coded_samples=True)
CODED_CLASSES = [one for one in MaterialClass if one in MATERIAL - {MaterialClass.COMPOUND}]
LETTER_FACTS = FormFactsFactory.build(materials=(LINE,))
HUMAN_FACTS = FormFactsFactory.build(materials=(SAMPLES,))


def codes(reasons: tuple[Reason, ...]) -> list[str]:
    return [reason.code for reason in reasons]


def with_material(facts: FormFacts, **changes: Any) -> FormFacts:
    return replace(facts, materials=tuple(replace(material, **changes) for material in facts.materials))
