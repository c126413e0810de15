"""Units by their names, and what they weigh."""

from __future__ import annotations

from decimal import Decimal

import pytest

from localizer.intake.units import convert, grams_in, group_of, measure_of, unit_of


@pytest.mark.parametrize(
    ("text", "unit"),
    [("g", "gram"), ("ML", "milliliter"), ("mAh", "milliampere-hour"), ("小时", "hour"), ("个月", "month"),
     ("岁", "year"), ("W", "watt"), ("Years", "year"), ("furlong", None), ("", None), ("斤", None),
     ("cm2", "square-centimeter"), ("ซม.", "centimeter"), ("RPM", "revolution-per-minute"),
     ("kPa", "kilopascal"), ("lux", "lux"), ("寸", "inch"), ("″", "inch"), ("TB", "terabyte"),
     ("°F", "fahrenheit"), ("ft", "foot"), ("giờ", "hour")],
)  # fmt: skip
def test_units(text: str, unit: str | None) -> None:
    assert unit_of(text) == unit


@pytest.mark.parametrize(
    ("text", "grams"),
    [
        ("kg", "1000"),
        ("oz", "28.349523125"),
        ("斤", "500"),
        ("两", "50"),
        ("台斤", "600"),
        ("ml", None),
        ("", None),
    ],
)
def test_grams(text: str, grams: str | None) -> None:
    assert grams_in(text) == (Decimal(grams) if grams else None)


def test_sixteen_ounces_make_a_pound() -> None:
    ounce, pound = grams_in("oz"), grams_in("lb")
    assert ounce is not None
    assert ounce * 16 == pound


def test_market_units_are_counted_in_grams() -> None:
    assert measure_of("斤") == ("gram", Decimal(500))
    assert measure_of("兩") is None  # 50 g or 37.5 g


@pytest.mark.parametrize(
    ("number", "unit", "to", "result"),
    [
        ("3", "pound", "gram", "1360.77711"),
        ("2.5", "inch", "centimeter", "6.35"),
        ("12", "fluid-ounce", "milliliter", "354.882354750"),
        ("1.5", "kilowatt", "watt", "1500"),
        ("2.4", "gigahertz", "megahertz", "2400"),
        ("212", "fahrenheit", "celsius", "100"),
        ("-40", "celsius", "fahrenheit", "-40"),
        ("2", "year", "month", "24"),
        ("3", "lux", "lux", "3"),
        ("1", "gram", "milliliter", None),
        ("1", "month", "day", None),
        ("1", "decibel", "lux", None),
        ("1", "furlong", "meter", None),
    ],
)
def test_conversions(number: str, unit: str, to: str, result: str | None) -> None:
    assert convert(Decimal(number), unit, to) == (Decimal(result) if result else None)


def test_groups() -> None:
    assert (group_of("kilogram"), group_of("year"), group_of("furlong")) == ("mass", "calendar", "")
