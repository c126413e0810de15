"""The unit a number carries."""

from __future__ import annotations

import pytest

from localizer.check.numbers import number_values
from localizer.check.units import units_of


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("118厘米", ["centimeter"]),
        ("118 CM", ["centimeter"]),
        ("14×7×1.5cm", ["centimeter"] * 3),
        ("14 x 7 cm", ["centimeter"] * 2),
        ("50-60公斤", ["kilogram"] * 2),
        ("14cm, 7", ["centimeter", None]),
        ("3.5 oz", ["ounce"]),
        ("3.5 oz fl", ["fluid-ounce"]),
        ("12 fl oz", ["fluid-ounce"]),
        ("30 square feet", ["square-foot"]),
        ("30 m²", ["square-meter"]),
        ("30 m", ["meter"]),
        ("30M", [None]),
        ("5 minutes", [None]),
        ("5 mAh", [None]),
        ("12-inch", ["inch"]),
        ("2 in 1", [None, None]),
        ("2-in-1", [None, None]),
        ("2 in", ["inch"]),
        ("90℃ 194°F", ["celsius", "fahrenheit"]),
        ("16G", ["gram"]),
        ("7", [None]),
        ("", []),
    ],
)
def test_units(text: str, units: list[str | None]) -> None:
    places = [(start, end) for _value, start, end in number_values(text, "en-US")]
    assert units_of(text, places) == units
