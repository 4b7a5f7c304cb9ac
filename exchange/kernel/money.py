"""Amounts of money in minor units."""

from dataclasses import dataclass

import pycountry


@dataclass(frozen=True, order=False)
class Money:
    """An amount in the currency's minor unit, e.g. 1250 EUR is 12.50 euro.

    Args:
        minor: integer number of minor units; may be negative for a credit.
        currency: ISO 4217 alphabetic code.

    Raises:
        ValueError: the currency is not in ISO 4217.
        TypeError: minor is not an integer.
    """

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if type(self.minor) is not int:
            raise TypeError("An amount of money is an integer number of minor units.")
        if not self.currency.isupper() or pycountry.currencies.get(alpha_3=self.currency) is None:
            raise ValueError(f"{self.currency!r} is not an ISO 4217 currency code.")

    def _same(self, other: "Money") -> None:
        if self.currency != other.currency:
            raise ValueError(f"Cannot combine {self.currency} and {other.currency}.")

    def __add__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.minor - other.minor, self.currency)

    def __le__(self, other: "Money") -> bool:
        self._same(other)
        return self.minor <= other.minor
