"""What a provider says of its stock. Plain Python."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class SpecimenFacts:
    """Whose material it is, and what; without ``consent_id`` it rests on whatever it rested on before."""

    donor_pseudonym: str
    material: str
    consent_id: UUID | None
    sample_type: str = ""
    anatomical_site: str = ""
    diagnosis: str = ""
    diagnosis_code: str = ""


@dataclass(frozen=True, kw_only=True)
class LotFacts:
    """Countable stock: ``stated`` is how many there are in the freezer, promised ones included."""

    code: str
    unit: str
    stated: int
    passage_number: int | None = None
    mycoplasma_tested_on: date | None = None
    biosafety_level: int | None = None
    specimen: SpecimenFacts | None = None
