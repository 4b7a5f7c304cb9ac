"""Physical quantities with units, by pint."""

from dataclasses import dataclass
from decimal import Decimal

import pint

UNITS: "pint.UnitRegistry[Decimal]" = pint.UnitRegistry(non_int_type=Decimal)
COUNTED = frozenset({"vial", "aliquot", "slide", "block", "tube", "plate", "animal", "straw"})


@dataclass(frozen=True)
class Quantity:
    """A magnitude with a unit: a physical one known to pint, or a counted thing (vial, slide …).

    Raises:
        ValueError: the unit is unknown, or a counted thing is not a whole number.
    """

    magnitude: Decimal
    unit: str

    def __post_init__(self) -> None:
        if self.unit in COUNTED:
            if self.magnitude != self.magnitude.to_integral_value():
                raise ValueError(f"{self.unit} is counted in whole numbers, not {self.magnitude}.")
            return
        if not self.unit or self.unit != self.unit.strip():
            raise ValueError(f"{self.unit!r} is not a known unit.")
        try:
            UNITS.parse_units(self.unit)
        except Exception as error:  # pint lets out whatever Python's own tokenizer raises
            raise ValueError(f"{self.unit!r} is not a known unit.") from error

    def to(self, unit: str) -> "Quantity":
        """Convert to another unit of the same dimension.

        Raises:
            ValueError: the units measure different things.
        """
        if self.unit == unit:
            return self
        if self.unit in COUNTED or unit in COUNTED:
            raise ValueError(f"{self.unit} cannot be converted to {unit}.")
        try:
            converted = UNITS.Quantity(self.magnitude, self.unit).to(unit)
        except pint.DimensionalityError as error:
            raise ValueError(f"{self.unit} cannot be converted to {unit}.") from error
        return Quantity(Decimal(converted.magnitude), unit)
