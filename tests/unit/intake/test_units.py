"""Units by their names, and what they weigh."""

from __future__ import annotations

from decimal import Decimal

import pytest

from localizer.intake.units import grams_in, unit_of


@pytest.mark.parametrize(
    ("text", "unit"),
    [("g", "gram"), ("ML", "milliliter"), ("mAh", "milliampere-hour"), ("小时", "hour"), ("个月", "month"),
     ("岁", "year"), ("W", "watt"), ("Years", "year"), ("furlong", None), ("", None)],
)  # fmt: skip
def test_units(text: str, unit: str | None) -> None:
    assert unit_of(text) == unit


@pytest.mark.parametrize(
    ("text", "grams"), [("kg", "1000"), ("oz", "28.349523125"), ("斤", "500"), ("ml", None)]
)
def test_grams(text: str, grams: str | None) -> None:
    assert grams_in(text) == (Decimal(grams) if grams else None)


def test_sixteen_ounces_make_a_pound() -> None:
    ounce, pound = grams_in("oz"), grams_in("lb")
    assert ounce is not None
    assert ounce * 16 == pound
