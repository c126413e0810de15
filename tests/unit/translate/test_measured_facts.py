"""Facts with figures are written in every language: their names and their units have words there."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest

from localizer.intake.fact_names import GROUPS
from localizer.intake.units import group_of
from localizer.model.market import MeasureSystem
from localizer.model.product import Fact, FactKind, Product
from localizer.model.term import PatternBook, TermBase
from localizer.packs.patterns import load_patterns
from localizer.packs.terms import load_termbase
from localizer.translate.composed import Composed
from localizer.translate.composer import Composers

LOCALES = ("en", "en-GB", "id", "ms", "th", "vi", "fil", "zh-Hant", "de", "fr", "es", "it", "pt-BR")
#: The units sellers' figures are read in.
UNITS = (
    "ampere", "ampere-hour", "bar", "celsius", "centimeter",
    "day", "decibel", "fahrenheit", "fluid-ounce", "foot",
    "gigabyte", "gigahertz", "gram", "hertz", "hour",
    "inch", "kelvin", "kilobyte", "kilogram", "kilohertz",
    "kilometer", "kilopascal", "kilowatt", "kilowatt-hour", "liter",
    "lumen", "lux", "megabyte", "megahertz", "megapascal",
    "meter", "milliampere", "milliampere-hour", "milligram", "milliliter",
    "millimeter", "minute", "month", "ounce", "pascal",
    "pound", "pound-force-per-square-inch", "revolution-per-minute", "second", "square-centimeter",
    "square-meter", "terabyte", "volt", "watt", "watt-hour",
    "week", "year",
)  # fmt: skip


@cache
def termbase() -> TermBase:
    return load_termbase()


@cache
def book() -> PatternBook:
    return load_patterns()


def _line(name: str, unit: str, locale: str, *, number: str = "2", to: str = "") -> str:
    kind = FactKind.RANGE if to else FactKind.QUANTITY
    fact = Fact(name, kind, f"{number} {unit}", Decimal(number), Decimal(to) if to else None, unit)
    made = Composers(termbase(), book()).fact(fact, locale)
    assert isinstance(made, Composed), (name, unit, locale, made)
    return made.text


@pytest.mark.parametrize("locale", LOCALES)
def test_every_unit_has_a_word_or_a_symbol(locale: str) -> None:
    for unit in UNITS:
        assert group_of(unit)
        assert "2" in _line("capacity", unit, locale)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_fact_with_figures_has_a_name(locale: str) -> None:
    for name in GROUPS:
        assert _line(name, "meter", locale)


@pytest.mark.parametrize(
    ("name", "unit", "locale", "line"),
    [
        ("frequency", "hertz", "de", "Frequenz: 50 Hz"),
        ("temperature", "celsius", "fr", "Température : 50 °C"),
        ("length", "inch", "de", "Länge: 50 Zoll"),
        ("height", "inch", "fr", "Hauteur : 50 pouces"),
        ("width", "foot", "th", "ความกว้าง: 50 ฟุต"),
        ("weight", "pound", "zh-Hant", "重量：50磅"),
        ("power", "lumen", "vi", "Công suất: 50 lm"),
        ("power", "revolution-per-minute", "it", "Potenza: 50 giri/min"),
        ("length", "inch", "en-GB", "Length: 50 inches"),
    ],
)
def test_lines(name: str, unit: str, locale: str, line: str) -> None:
    made = _line(name, unit, locale, number="50")
    assert made.replace("\u00a0", " ").casefold() == line.casefold()


def test_one_inch_and_a_range() -> None:
    assert _line("length", "inch", "en", number="1").endswith("1 inch")
    assert _line("frequency", "hertz", "en", number="50", to="60").endswith("50–60 Hz")


@pytest.mark.parametrize(
    ("title", "text"), [("双肩包", "Backpack, 40 L"), ("保温杯", "Insulated Bottle, 10.6 gal")]
)
def test_the_room_in_a_bag_is_in_litres_in_us_shops_too(title: str, text: str) -> None:
    fact = Fact("capacity", FactKind.QUANTITY, "40L", Decimal(40), unit="liter")
    composers = Composers(termbase(), book(), systems={"US": MeasureSystem.US})
    made = composers.title(Product("X", title, (), facts=(fact,)), "en-US")
    assert isinstance(made, Composed)
    assert made.text == text


@pytest.mark.parametrize(
    ("value", "line"),
    [("180×70cm", "Medidas: 180 × 70 cm"), ("80cm", "Talla: 80 cm"), ("M", "Talla: M")],
)
def test_a_length_and_a_width_are_no_size_of_clothing(value: str, line: str) -> None:
    made = Composers(termbase(), book()).fact(Fact("size", FactKind.TERM, value), "es-ES")
    assert isinstance(made, Composed)
    assert made.text == line
