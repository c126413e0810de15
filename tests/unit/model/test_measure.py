"""Exact factors, the rule of rounding, and telling a conversion from a mistake."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localizer.model.measure import (
    METRIC_UNITS,
    US_UNITS,
    exactly,
    is_conversion,
    plain,
    rounded,
    rounding_step,
    to_step,
)

NUMBERS = st.decimals(min_value=0, max_value=100000, places=3)
PAIRS = [
    ("millimeter", "inch"),
    ("centimeter", "inch"),
    ("meter", "foot"),
    ("gram", "ounce"),
    ("kilogram", "pound"),
    ("milliliter", "fluid-ounce"),
    ("liter", "gallon"),
    ("liter", "quart"),
    ("celsius", "fahrenheit"),
    ("square-meter", "square-foot"),
]


@pytest.mark.parametrize(
    ("number", "unit", "to", "exact"),
    [
        ("1", "inch", "centimeter", "2.54"),
        ("1", "foot", "inch", "12"),
        ("1", "pound", "ounce", "16"),
        ("1", "pound", "gram", "453.59237"),
        ("1", "gallon", "fluid-ounce", "128"),
        ("1", "quart", "milliliter", "946.352946"),
        ("1", "fluid-ounce", "milliliter", "29.5735295625"),
        ("100", "celsius", "fahrenheit", "212"),
        ("-40", "fahrenheit", "celsius", "-40"),
        ("1", "square-foot", "square-centimeter", "929.0304"),
        ("3", "watt", "watt", "3"),
        ("1", "gram", "inch", None),
        ("1", "watt", "inch", None),
        ("1e30", "gram", "ounce", None),
    ],
)
def test_exactly(number: str, unit: str, to: str, exact: str | None) -> None:
    answer = exactly(Decimal(number), unit, to)
    assert answer == (None if exact is None else Decimal(exact))


@pytest.mark.parametrize(
    ("exact", "unit", "answer"),
    [
        ("46.4566", "inch", "46.5"),
        ("46.45", "inch", "46.5"),
        ("0.59055", "inch", "0.59"),
        ("0.995", "inch", "1"),
        ("22.046", "pound", "22"),
        ("193.5", "fahrenheit", "194"),
        ("0.004", "ounce", "0"),
    ],
)
def test_rounded(exact: str, unit: str, answer: str) -> None:
    assert str(rounded(Decimal(exact), unit)) == answer


def test_plain() -> None:
    assert [str(plain(Decimal(one))) for one in ("1.0", "1E+1", "0.50", "0")] == [
        "1",
        "10",
        "0.5",
        "0",
    ]
    assert str(to_step(Decimal("34.65"), Decimal("0.5"))) == "34.5"


def test_the_systems_share_no_unit() -> None:
    assert not US_UNITS & METRIC_UNITS


@pytest.mark.parametrize(
    ("number", "unit", "other", "other_unit", "answer"),
    [
        ("118", "centimeter", "46.5", "inch", True),
        ("46.5", "inch", "118", "centimeter", True),
        ("118", "centimeter", "46", "inch", True),
        ("118", "centimeter", "46.46", "inch", True),
        ("118", "centimeter", "46.457", "inch", True),
        ("118", "centimeter", "46.4567", "inch", False),
        ("118", "centimeter", "46.4", "inch", False),
        ("118", "centimeter", "47", "inch", False),
        ("118", "centimeter", "118", "centimeter", False),
        ("118", "centimeter", "1.18", "meter", False),
        ("50", "milliliter", "1.7", "fluid-ounce", True),
        ("50", "milliliter", "2", "fluid-ounce", False),
        ("1", "kilogram", "2", "pound", False),
        ("90", "celsius", "194", "fahrenheit", True),
        ("37", "celsius", "98.6", "fahrenheit", True),
        ("37", "celsius", "99", "fahrenheit", True),
        ("90", "celsius", "195", "fahrenheit", False),
        ("5", "gram", "5", "inch", False),
        ("1e30", "gram", "3.5e28", "ounce", False),
        ("5", "gram", "3.5e28", "ounce", False),
    ],
)
def test_is_conversion(
    number: str, unit: str, other: str, other_unit: str, *, answer: bool
) -> None:
    assert is_conversion(Decimal(number), unit, Decimal(other), other_unit) is answer


@pytest.mark.parametrize(("unit", "to"), PAIRS)
@given(number=NUMBERS)
def test_what_we_round_is_recognized(unit: str, to: str, number: Decimal) -> None:
    exact = exactly(number, unit, to)
    assert exact is not None
    short = rounded(exact, to)
    assert abs(short - exact) <= rounding_step(exact, to) / 2
    assert is_conversion(number, unit, short, to)
