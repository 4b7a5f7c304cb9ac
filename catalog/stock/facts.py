"""What a provider says of its stock. Plain Python."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from exchange.kernel.errors import InvalidInput
from exchange.kernel.quantity import Quantity


@dataclass(frozen=True, kw_only=True)
class SpecimenFacts:
    """Whose material it is, and what; without ``consent_id`` it rests on whatever it rested on before.

    Args:
        collected: day, month or year in ISO 8601; never together with ``age``.
        protocol_id: key of the protocol under which it was taken.
    """

    donor_pseudonym: str
    material: str
    consent_id: UUID | None
    sample_type: str = ""
    anatomical_site: str = ""
    diagnosis: str = ""
    diagnosis_code: str = ""
    anatomical_site_code: str = ""
    sex: str = ""
    age: Decimal | None = None
    age_unit: str = ""
    collected: str = ""
    sprec: str = ""
    sprec_version: str = ""
    storage_temperature: str = ""
    preservation: str = ""
    freeze_thaw_count: int | None = None
    associated_data: tuple[str, ...] = ()
    protocol_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class LotFacts:
    """Countable stock: ``stated`` is how many there are in the freezer, promised ones included.

    Args:
        amount: what one piece holds, in ``amount_unit``; so is ``concentration``.
    """

    code: str
    unit: str
    stated: int
    passage_number: int | None = None
    passage_most: int | None = None
    mycoplasma_tested_on: date | None = None
    mycoplasma_method: str = ""
    biosafety_level: int | None = None
    culture_medium: str = ""
    freeze_medium: str = ""
    frozen_on: date | None = None
    expires_on: date | None = None
    amount: Decimal | None = None
    amount_unit: str = ""
    concentration: Decimal | None = None
    concentration_unit: str = ""
    container: str = ""
    position: str = ""
    specimen: SpecimenFacts | None = None

    def check_units(self) -> None:
        """Check that amount and concentration have units that are known.

        Raises:
            InvalidInput: one has no unit, or a unit has no number.
        """
        measures = {
            "amount_unit": (self.amount, self.amount_unit),
            "concentration_unit": (self.concentration, self.concentration_unit),
        }
        for name, (magnitude, unit) in measures.items():
            if (magnitude is None) != (not unit):
                raise InvalidInput(name, "A number and its unit are said together.")
            if magnitude is not None:
                try:
                    Quantity(magnitude, unit)
                except ValueError as error:
                    raise InvalidInput(name, str(error)) from error


@dataclass(frozen=True, kw_only=True)
class LineageFacts:
    """What a specimen was made from: the codes of its parents in the same collection, of which a pool has several."""

    code: str
    relation: str
    parents: tuple[str, ...]
