"""Numbers by value, tokens, and prices typed as text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from localizer.check.context import TextContext
from localizer.check.numbers import Numbers, Tokens, number_values
from localizer.model.finding import Severity
from localizer.model.market import MeasureSystem
from localizer.model.segment import Field, Origin

Make = Callable[..., TextContext]


@pytest.mark.parametrize(
    ("text", "locale", "values"),
    [
        ("12", "en-US", ["12"]),
        ("1,234.5", "en-US", ["1234.5"]),
        ("1,500", "en-US", ["1500"]),
        ("1.5", "en-US", ["1.5"]),
        ("0.125", "en-US", ["0.125"]),
        ("0,125", "en-US", ["0.125"]),
        ("1.234,5", "de-DE", ["1234.5"]),
        ("1.234.567,89", "de-DE", ["1234567.89"]),
        ("1.500", "de-DE", ["1500"]),
        ("1,5", "de-DE", ["1.5"]),
        ("1.5", "de-DE", ["1.5"]),
        ("0,125", "de-DE", ["0.125"]),
        ("1\u202f234,5", "fr-FR", ["1234.5"]),
        ("1\u00a0234", "fr-FR", ["1234"]),
        ("5.000", "vi-VN", ["5000"]),
        ("2,5 L, 300 ml.", "id-ID", ["2.5", "300"]),
        ("1.080p", "pt-BR", ["1080"]),
        ("๑๒", "th-TH", ["12"]),
        ("A5 x2", "en-US", ["5", "2"]),
        ("keine", "de-DE", []),
    ],
)
def test_number_values(text: str, locale: str, values: list[str]) -> None:
    assert [value for value, _, _ in number_values(text, locale)] == [Decimal(v) for v in values]


def test_an_unknown_locale_is_read_as_english() -> None:
    assert [value for value, _, _ in number_values("1,234.5", "x-unknown")] == [Decimal("1234.5")]


@pytest.mark.parametrize(
    ("source", "text", "said"),
    [
        ("1 " * 300, "1 " * 300, []),
        ("1 " * 300, "1 " * 299 + "2", ["2"]),
        ("5 " + "1 " * 299, "1 " * 300, ["5"]),
        ("x" * 30_000 + " 7", "y" * 30_000 + " 8", ["8", "7"]),
    ],
)
def test_long_tables_are_compared_by_their_figures(
    source: str, text: str, said: list[str], context: Make
) -> None:
    found = Numbers().check(context(text, source))
    assert [dict(one.args)["number"] for one in found] == said


def test_number_places() -> None:
    assert [(a, b) for _, a, b in number_values("x 1,5 y 20", "de-DE")] == [(2, 5), (8, 10)]


@pytest.mark.parametrize(
    ("source", "text", "values", "said"),
    [
        ("500毫升", "500 ml", {}, []),
        ("1.5升", "1,5 l", {}, []),
        ("10000毫安", "10.000 mAh", {}, []),
        ("500毫升", "50 ml", {}, ["50", "missing 500"]),
        ("500毫升", "Flasche", {}, ["missing 500"]),
        ("杯", "2 Becher", {}, ["2"]),
        ("双层", "2 Schichten", {}, []),
        ("两只装, 十年", "2 Stück, 10 Jahre", {}, []),
        ("2 x 2", "2", {}, ["missing 2"]),
        ("2.50", "2,5", {}, []),
        ("500毫升", "", {}, []),
        ("500毫升", "Flasche", {"field": Field.TITLE, "origin": Origin.COMPOSED}, []),
        ("500毫升", "Flasche", {"field": Field.FACT, "origin": Origin.COMPOSED}, ["missing 500"]),
        ("36码", "US 5.5", {"field": Field.OPTION_VALUE, "origin": Origin.COMPOSED}, []),
        ("36码", "5.5", {"field": Field.OPTION_VALUE}, ["5.5", "missing 36"]),
        ("two", "2 Stück", {"source_locale": "en-US"}, []),
        ("red", "2 Stück", {"source_locale": "en-US"}, ["2"]),
        ("3 layers, 25m2", "dreilagig, 25 m²", {"source_locale": "en-US"}, []),
        ("3 m hose", "drei Schläuche", {"source_locale": "en-US"}, ["missing 3"]),
    ],
)
def test_numbers(
    source: str, text: str, values: dict[str, object], said: list[str], context: Make
) -> None:
    found = Numbers().check(context(text, source, **values))
    numbers = [dict(one.args)["number"] for one in found]
    marks = ["missing " if "missing" in one.message else "" for one in found]
    assert [f"{mark}{number}" for mark, number in zip(marks, numbers, strict=True)] == said


@pytest.mark.parametrize(
    ("name", "origin", "count"),
    [
        ("size_table", Origin.COMPOSED, 0),
        ("size_table", Origin.PERSON, 2),
        ("weight", Origin.COMPOSED, 2),
    ],
)
def test_a_composed_size_table_weighs_in_kilograms(
    name: str, origin: Origin, count: int, context: Make
) -> None:
    made = context("S: Körpergewicht 45 kg", "S: 体重 90 斤", field=Field.FACT, origin=origin)
    made = replace(made, segment=replace(made.segment, name=name))
    assert len(Numbers().check(made)) == count


US: dict[str, object] = {"locale": "en-US", "measure": MeasureSystem.US}
US_ES = {**US, "locale": "es-US"}
MX: dict[str, object] = {"locale": "es-MX"}


@pytest.mark.parametrize(
    ("source", "text", "values", "said"),
    [
        ("胸围118厘米", "Bust: 46.5 in (118 cm)", US, []),
        ("胸围118cm", "Bust: 46.5 in", US, []),
        ("胸围118cm", "Bust: 46 in", US, []),
        ("胸围118cm", 'Bust: 46.5"', US, []),
        ("胸围118cm", "Bust: 46.5 inches waist", US, []),
        ("胸围118cm", "Bust: 64.5 in (118 cm)", US, ["64.5"]),
        ("胸围118cm", "Bust: 64.5 in", US, ["64.5", "missing 118"]),
        ("胸围118cm", "Bust: 118 in", US, ["converted 118"]),
        ("胸围118cm", "Bust: 46.5 lb", US, ["46.5", "missing 118"]),
        ("胸围118cm", "Busto: 46.5 pulgadas", US_ES, []),
        ("胸围118cm", "Busto: 46.5 pulgadas (118 cm)", MX, ["46.5"]),
        ("胸围118cm", "Brustumfang 118 inch", {}, ["converted 118"]),
        ("14×7×1.5cm", "5.5 × 2.8 × 0.59 in", US, []),
        ("14×7×1.5cm", "5.5 × 2.8 × 0.59 in (14 × 7 × 1.5 cm)", US, []),
        ("14×7×1.5cm", "5.5 × 2.8 × 0.95 in", US, ["0.95", "missing 1.5"]),
        ("50-60kg", "110.2–132.3 lb", US, []),
        ("50-60kg", "110 to 132 lbs", US, []),
        ("500毫升", "16.9 fl oz", US, []),
        ("500毫升", "16.9 fl. oz.", US, []),
        ("500毫升", "16.9 onzas líquidas", US_ES, []),
        ("90℃", "194 °F", US, []),
        ("15平方米", "161.5 sq ft", US, []),
        ("10cm, 10cm", "3.9 in", US, ["missing 10"]),
        ("二合一 30cm", "2 in 1, 11.8 in", US, []),
        ("12英寸", "12 in", US, []),
        ("5M", "5M", US, []),
    ],
)
def test_conversions(
    source: str, text: str, values: dict[str, object], said: list[str], context: Make
) -> None:
    found = Numbers().check(context(text, source, field=Field.FACT, **values))
    marks = {"missing": "missing ", "converted": "converted "}
    written = [
        next((mark for word, mark in marks.items() if word in one.message), "")
        + dict(one.args)["number"]
        for one in found
    ]
    assert written == said


def test_an_exchanged_unit_says_what_it_should_be(context: Make) -> None:
    found = Numbers().check(context("Bust: 118 in", "胸围118cm", **US))
    assert [dict(one.args)["right"] for one in found] == ["46.5"]
    assert (found[0].start, found[0].end) == (6, 9)


def test_an_added_number_is_pointed_at(context: Make) -> None:
    found = Numbers().check(context("rot 12,5 cm", "红"))
    assert [(one.start, one.end, one.severity) for one in found] == [(4, 8, Severity.WARNING)]


@pytest.mark.parametrize(
    ("source", "text", "tokens"),
    [
        ("只要{price}", "Nur {price}", []),
        ("只要{price}", "Nur 5 €", ["{price}"]),
        ("{price} {price}", "{price}", ["{price}"]),
        ("{bundle:2}", "{bundle:3}", ["{bundle:2}"]),
        ("杯", "Becher {preis}", ["{preis}"]),
        ("杯", "Becher {price}", []),
        ("杯", "{bundle:2}", []),
        ("只要{price}", "", []),
        ("{A}", "{B}", []),
    ],
)
def test_tokens(source: str, text: str, tokens: list[str], context: Make) -> None:
    found = Tokens().check(context(text, source))
    assert [dict(one.args)["token"] for one in found] == tokens
    assert all(one.severity is Severity.BLOCK for one in found)


@pytest.mark.parametrize(
    ("source", "text", "rules"),
    [
        ("长 25 宽 2", "25 x 2", 0),
        ("面积25m2", "25 and 2", 1),
        ("重 500 克", "500 oz", 1),
        ("容量 500 毫升", "500 fl oz", 1),
        ("1.250 克", "1.250 g", 1),
    ],
)
def test_equal_figures_are_looked_at_closer_where_they_may_differ(
    context: Callable[..., TextContext], source: str, text: str, rules: int
) -> None:
    found = Numbers().check(context(text, source))
    assert bool(found) == bool(rules)
