from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.kernel.quantity import COUNTED, Quantity


@pytest.mark.parametrize(
    ("magnitude", "unit", "target", "expected"),
    [
        ("1.5", "millilitre", "microlitre", "1500"),
        ("250", "ng", "µg", "0.25"),
        ("2", "gram", "gram", "2"),
        ("0.000001", "litre", "µL", "1"),
    ],
)
def test_to_another_unit(magnitude: str, unit: str, target: str, expected: str) -> None:
    converted = Quantity(Decimal(magnitude), unit).to(target)
    assert (converted.magnitude.normalize(), converted.unit) == (Decimal(expected).normalize(), target)


@given(st.decimals(min_value=0, max_value=10**6, places=3))
def test_there_and_back(magnitude: Decimal) -> None:
    assert Quantity(magnitude, "mL").to("uL").to("mL").magnitude == magnitude


@pytest.mark.parametrize(("unit", "target"), [("gram", "litre"), ("vial", "mL"), ("mL", "vial"), ("vial", "tube")])
def test_to_a_unit_of_something_else(unit: str, target: str) -> None:
    with pytest.raises(ValueError, match=f"{unit} cannot be converted to {target}"):
        Quantity(Decimal(1), unit).to(target)


def test_to_the_same_unit_is_itself() -> None:
    vials = Quantity(Decimal(3), "vial")
    assert vials.to("vial") is vials


@pytest.mark.parametrize("unit", sorted(COUNTED))
def test_counted_things_are_whole(unit: str) -> None:
    assert Quantity(Decimal("2.0"), unit).magnitude == 2
    with pytest.raises(ValueError, match=f"{unit} is counted in whole numbers, not 2.5"):
        Quantity(Decimal("2.5"), unit)


@given(st.text(max_size=12))
def test_any_text_is_a_unit_or_said_to_be_none(unit: str) -> None:
    try:
        quantity = Quantity(Decimal(1), unit)
    except ValueError:
        return
    assert quantity.to(unit) is quantity


@pytest.mark.parametrize("unit", ["frobs", "mL mL)", "2 mL", "", "'", "__import__", "mL\n"])
def test_unknown_unit(unit: str) -> None:
    with pytest.raises(ValueError, match="is not a known unit"):
        Quantity(Decimal(1), unit)
