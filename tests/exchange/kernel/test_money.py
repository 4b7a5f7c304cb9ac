import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.kernel.money import Money

amounts = st.integers(-(10**12), 10**12)


@given(amounts, amounts, amounts)
def test_sums_do_not_depend_on_order(first: int, second: int, third: int) -> None:
    a, b, c = (Money(minor, "EUR") for minor in (first, second, third))
    assert (a + b) + c == a + (b + c)
    assert a + b == b + a
    assert (a + b) - b == a


@given(amounts, amounts)
def test_comparison_is_of_minor_units(first: int, second: int) -> None:
    assert (Money(first, "JPY") <= Money(second, "JPY")) is (first <= second)


@pytest.mark.parametrize("currency", ["EURO", "eur", "", "XXY"])
def test_currency_is_of_iso_4217(currency: str) -> None:
    with pytest.raises(ValueError, match="is not an ISO 4217 currency code"):
        Money(1, currency)


@pytest.mark.parametrize("minor", [1.0, "1", True, None])
def test_amount_is_a_whole_number_of_minor_units(minor: object) -> None:
    with pytest.raises(TypeError, match="integer number of minor units"):
        Money(minor, "EUR")  # type: ignore[arg-type]


def test_currencies_do_not_mix() -> None:
    euro, dollar = Money(1, "EUR"), Money(1, "USD")
    with pytest.raises(ValueError, match="Cannot combine EUR and USD"):
        euro + dollar
    with pytest.raises(ValueError, match="Cannot combine EUR and USD"):
        euro - dollar
    with pytest.raises(ValueError, match="Cannot combine USD and EUR"):
        assert dollar <= euro
    assert euro != dollar


def test_money_is_frozen_and_hashable() -> None:
    assert {Money(1250, "EUR"): "x"}[Money(1250, "EUR")] == "x"
    with pytest.raises(AttributeError):
        Money(1, "EUR").minor = 2  # type: ignore[misc]
