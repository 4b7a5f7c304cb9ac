"""What a request hands down so that an agreement can be drafted. Plain Python."""

from dataclasses import asdict, dataclass, replace
from typing import Any
from uuid import UUID

from agreements.drafting.deal import Party
from agreements.drafting.rules import FormFacts, MaterialFacts
from exchange.parties.vocabulary import MaterialClass


@dataclass(frozen=True, kw_only=True)
class ProposedLine:
    """One line of the request as the schedule will name it.

    Args:
        reference: id of the access request's line.
        identifiers: the provider's key and RRIDs, as on the tubes.
        unit: what is counted: vial, tube, aliquot.
        conditions: of the consent match, e.g. "post:publish-results".
    """

    reference: UUID
    material: MaterialFacts
    material_class: MaterialClass
    description: str
    identifiers: str
    quantity: int
    unit: str
    conditions: tuple[str, ...] = ()

    @property
    def amount(self) -> str:
        """Return number and unit, e.g. "2 vials"."""
        return f"{self.quantity} {self.unit}{'' if self.quantity == 1 else 's'}"


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """The approved lines of one part, and what the forms need to know of it.

    Args:
        part: id of the access request's part.
        facts: what the choice of the form looks at, the materials left out; each line brings its own.
    """

    part: UUID
    provider: Party
    recipient: Party
    project_title: str
    purpose: str
    ethics_approval: str
    facts: FormFacts
    lines: tuple[ProposedLine, ...]

    def of_lines(self, lines: tuple[ProposedLine, ...]) -> "Proposal":
        """Return the proposal for some of the lines only."""
        return replace(self, lines=lines)

    @property
    def form_facts(self) -> FormFacts:
        """Return the facts with the materials of the lines."""
        return replace(self.facts, materials=tuple(line.material for line in self.lines))

    @property
    def material_classes(self) -> list[str]:
        """Return the classes that a signatory must be authorised for, each once, in a fixed order."""
        return sorted({line.material_class.value for line in self.lines})

    def facts_json(self) -> dict[str, Any]:
        """Return what the choice rested on, for the record."""
        return asdict(self.form_facts)
