from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from localizer.model.term import LocalePatterns, PatternBook, TermBase
from localizer.translate.quantities import (
    Quantity,
    Shape,
    is_one,
    parse_quantity,
    write_number,
    write_percent,
    write_quantity,
)


@pytest.fixture
def english(patterns: PatternBook) -> LocalePatterns:
    found = patterns.find("en-US")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "shape", "numbers", "unit"),
    [
        ("500毫升", Shape.SINGLE, ["500"], "milliliter"),
        ("500 ML", Shape.SINGLE, ["500"], "milliliter"),
        ("10,000mAh", Shape.SINGLE, ["10000"], "milliampere-hour"),
        ("３.５ｇ", Shape.SINGLE, ["3.5"], "gram"),
        ("30㎝", Shape.SINGLE, ["30"], "centimeter"),
        ("3-18个月", Shape.RANGE, ["3", "18"], "month"),
        ("3个月至18个月", Shape.RANGE, ["3", "18"], "month"),
        ("14×7×1.5cm", Shape.DIMENSIONS, ["14", "7", "1.5"], "centimeter"),
        ("14cm*7cm*1.5cm", Shape.DIMENSIONS, ["14", "7", "1.5"], "centimeter"),
        ("150x200厘米", Shape.DIMENSIONS, ["150", "200"], "centimeter"),
    ],
)
def test_reading(
    termbase: TermBase, text: str, shape: Shape, numbers: list[str], unit: str
) -> None:
    wanted = Quantity(shape, tuple(Decimal(number) for number in numbers), unit)
    assert parse_quantity(text, termbase) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "",
        "约500ml",
        "16G",
        "5M",
        "500",
        "5马力",
        "14cm×7mm",
        "1×2×3×4cm",
        "500ml左右",
        "L",
        "1,00g",
    ],
)
def test_what_is_not_wholly_a_quantity_is_not_read(termbase: TermBase, text: str) -> None:
    assert parse_quantity(text, termbase) is None


@pytest.mark.parametrize(
    ("number", "locale", "text"),
    [
        ("10000", "en-US", "10,000"),
        ("10000", "de-DE", "10.000"),
        ("10000", "fr-FR", "10\u00a0000"),
        ("10000", "th-TH", "10,000"),
        ("1.5", "vi-VN", "1,5"),
        ("1.50", "en-US", "1.5"),
        ("0.123456789", "en-US", "0.123456789"),
        ("1E+4", "en-US", "10,000"),
        ("100000000000000000001", "en-US", "100,000,000,000,000,000,001"),
    ],
)
def test_numbers_keep_every_digit(
    english: LocalePatterns, number: str, locale: str, text: str
) -> None:
    assert write_number(Decimal(number), english, locale) == text


@pytest.mark.parametrize(
    ("digits", "number", "text"),
    [(4, "2000", "2,000"), (5, "2000", "2000"), (5, "20000", "20,000"), (0, "20000", "20000")],
)
def test_grouping_begins_where_the_language_wants_it(
    english: LocalePatterns, digits: int, number: str, text: str
) -> None:
    assert write_number(Decimal(number), replace(english, group_digits=digits), "en-US") == text


def test_writing(english: LocalePatterns) -> None:
    span = Quantity(Shape.RANGE, (Decimal(6), Decimal(12)), "month")
    box = Quantity(Shape.DIMENSIONS, (Decimal(30), Decimal(20), Decimal("1.5")), "centimeter")
    hour = Quantity(Shape.SINGLE, (Decimal(1),), "hour")
    heat = Quantity(Shape.SINGLE, (Decimal(60),), "celsius")
    odd = Quantity(Shape.SINGLE, (Decimal(1),), "furlong")
    assert write_quantity(span, english, "en-US") == "6–12 months"
    assert write_quantity(box, english, "en-US") == "30 × 20 × 1.5 cm"
    assert write_quantity(hour, english, "en-US") == "1 hour"
    assert write_quantity(heat, english, "en-US") == "60 °C"
    assert write_quantity(odd, english, "en-US") is None
    assert write_percent(Decimal("97.5"), english, "en-US") == "97.5%"


@pytest.mark.parametrize(("number", "locale"), [("1", "en-US"), ("1.5", "fr-FR"), ("1", "fil-PH")])
def test_the_singular(number: str, locale: str) -> None:
    assert is_one(Decimal(number), locale)


@pytest.mark.parametrize(("number", "locale"), [("2", "en-US"), ("1.5", "de-DE"), ("3", "fil-PH")])
def test_the_plural(number: str, locale: str) -> None:
    assert not is_one(Decimal(number), locale)
