"""Quantities in the units of the market."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localizer.model.market import MeasureSystem
from localizer.model.measure import METRIC_UNITS, exactly, is_conversion, rounding_step
from localizer.translate import measures
from localizer.translate.measures import converted
from localizer.translate.quantities import Quantity, Shape

US = MeasureSystem.US
UNITS = st.sampled_from(sorted(METRIC_UNITS - {"square-centimeter"}))
NUMBERS = st.decimals(min_value="0.5", max_value=100000, places=2)


def single(number: str | Decimal, unit: str) -> Quantity:
    return Quantity(Shape.SINGLE, (Decimal(number),), unit)


@pytest.mark.parametrize(
    ("number", "unit", "answer", "in_unit"),
    [
        ("118", "centimeter", "46.5", "inch"),
        ("15", "millimeter", "0.59", "inch"),
        ("0.8", "meter", "31.5", "inch"),
        ("1", "meter", "3.3", "foot"),
        ("1.2", "meter", "3.9", "foot"),
        ("500", "gram", "17.6", "ounce"),
        ("5", "gram", "0.18", "ounce"),
        ("1000", "gram", "2.2", "pound"),
        ("0.45", "kilogram", "15.9", "ounce"),
        ("0.5", "kilogram", "1.1", "pound"),
        ("30", "milliliter", "1", "fluid-ounce"),
        ("500", "milliliter", "16.9", "fluid-ounce"),
        ("2000", "milliliter", "67.6", "fluid-ounce"),
        ("2", "liter", "67.6", "fluid-ounce"),
        ("3", "liter", "3.2", "quart"),
        ("8", "liter", "8.5", "quart"),
        ("30", "liter", "7.9", "gallon"),
        ("9000", "milliliter", "2.4", "gallon"),
        ("90", "celsius", "194", "fahrenheit"),
        ("0", "celsius", "32", "fahrenheit"),
        ("15", "square-meter", "161.5", "square-foot"),
    ],
)
def test_converted(number: str, unit: str, answer: str, in_unit: str) -> None:
    assert converted(single(number, unit), US) == single(answer, in_unit)


@pytest.mark.parametrize(
    ("number", "unit"),
    [
        *(("5", unit) for unit in ("watt", "volt", "milliampere-hour", "kilopascal", "bar")),
        *(("5", unit) for unit in ("hour", "inch", "milligram", "square-centimeter", "lumen")),
        ("0.01", "millimeter"),
        ("1e20", "gram"),
    ],
)
def test_what_is_not_converted(number: str, unit: str) -> None:
    assert converted(single(number, unit), US) is None


def test_metric_markets_convert_nothing() -> None:
    assert converted(single("118", "centimeter"), MeasureSystem.METRIC) is None


def test_shapes_stay() -> None:
    span = Quantity(Shape.RANGE, (Decimal("0.5"), Decimal("1.5")), "meter")
    assert converted(span, US) == Quantity(Shape.RANGE, (Decimal("1.6"), Decimal("4.9")), "foot")
    box = Quantity(Shape.DIMENSIONS, (Decimal(14), Decimal(7), Decimal("1.5")), "centimeter")
    inches = (Decimal("5.5"), Decimal("2.8"), Decimal("0.59"))
    assert converted(box, US) == Quantity(Shape.DIMENSIONS, inches, "inch")


def test_the_check_uses_the_same_answer() -> None:
    assert measures.is_conversion is is_conversion


@given(number=NUMBERS, unit=UNITS)
def test_back_conversion_stays_within_the_rounding_step(number: Decimal, unit: str) -> None:
    answer = converted(single(number, unit), US)
    if answer is None:
        exact = exactly(number, unit, "inch")
        assert unit in {"gram", "millimeter", "milliliter"}
        assert exact is None or exact < Decimal("0.005") * 5
        return
    exact = exactly(number, unit, answer.unit)
    assert exact is not None
    assert abs(answer.numbers[0] - exact) <= rounding_step(exact, answer.unit) / 2
    assert is_conversion(number, unit, answer.numbers[0], answer.unit)


@given(numbers=st.lists(NUMBERS, min_size=2, max_size=6), unit=UNITS)
def test_more_stays_more(numbers: list[Decimal], unit: str) -> None:
    ordered = Quantity(Shape.DIMENSIONS, tuple(sorted(numbers)), unit)
    answer = converted(ordered, US)
    if answer is not None:
        assert all(first <= second for first, second in pairwise(answer.numbers))
