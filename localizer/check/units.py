"""Which unit a number in a text carries: metric ones as sellers write them, US ones as US listings do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

#: CLDR unit: its spellings in lower case. Metric in Chinese, English and symbols, which the other languages
#: use too; US customary in the languages of the US market, English and Spanish.
_SPELLINGS: Final[dict[str, tuple[str, ...]]] = {
    "millimeter": ("mm", "毫米", "公釐", "millimeters?", "millimetres?", "milímetros?"),
    "centimeter": (
        *("cm", "cms", "厘米", "釐米", "公分", "centimeters?", "centimetres?", "centímetros?"),
    ),
    "meter": ("m", "米", "公尺", "meters?", "metres?", "metros?"),
    "gram": ("g", "克", "grams?", "gramos?"),
    "kilogram": ("kg", "kgs", "千克", "公斤", "kilograms?", "kilos?", "kilogramos?"),
    "milliliter": ("ml", "毫升", "milliliters?", "millilitres?", "mililitros?"),
    "liter": ("l", "升", "公升", "liters?", "litres?", "litros?"),
    "celsius": ("°c", "℃", "º ?c", "° c", "摄氏度", "攝氏度", "度"),
    "square-meter": (
        "m²",
        "m2",
        "㎡",
        "sqm",
        "平方米",
        "平方公尺",
        "平米",
        "square met(?:er|re)s?",
    ),
    "inch": ("in", "inch", "inches", '"', "”", "″", "''", "pulgadas?", "pulg"),
    "foot": ("ft", "feet", "foot", "pies?"),
    "ounce": ("oz", "ounces?", "onzas?"),
    "pound": ("lbs?", "pounds?", "libras?"),
    "fluid-ounce": (
        *(r"fl\.? ?oz", r"oz\.? ?fl", "fluid ounces?", "onzas? líquidas?", "onzas? fluidas?"),
    ),
    "quart": ("qt", "qts", "quarts?", "cuartos?"),
    "gallon": ("gal", "gals", "gallons?", "galón", "galones"),
    "square-foot": (r"sq\.? ?ft", "ft²", "ft2", "square feet", "square foot", "pies cuadrados"),
    "fahrenheit": ("°f", "℉", "º ?f", "° f"),
}
#: Not before a letter (5 minutes is no 5 m), no M alone (a size, a million); see `_NOT_INCHES` for 2 in 1.
_UNIT: Final = re.compile(
    r"[\s\u00a0-]{0,2}(?!(?-i:M)(?![A-Za-z]))(?:"
    + "|".join(
        f"(?P<{unit.replace('-', '_')}>(?:{'|'.join(sorted(spellings, key=len, reverse=True))}))"
        for unit, spellings in sorted(
            _SPELLINGS.items(), key=lambda item: -max(len(one) for one in item[1])
        )
    )
    + r")(?![A-Za-zÀ-ÿ²2])",
    re.IGNORECASE,
)
_NOT_INCHES: Final = re.compile(r"\s+\d|-")
#: What stands between the numbers of a range or of dimensions, which share the last one's unit.
_SHARED: Final = re.compile(r"\s*(?:[×xX*~〜～\-–—/至到]|to|by|a)\s*")


def units_of(text: str, places: Sequence[tuple[int, int]]) -> list[str | None]:
    """Return the CLDR unit of each number of ``text``, told by where they start and end, in order.

    In ``14×7×1.5cm`` all three are centimetres. ``None`` where none is written or known.
    """
    units = [_unit_at(text, end) for _start, end in places]
    for number in range(len(places) - 2, -1, -1):
        between = text[places[number][1] : places[number + 1][0]]
        if units[number] is None and _SHARED.fullmatch(between):
            units[number] = units[number + 1]
    return units


def _unit_at(text: str, place: int) -> str | None:
    match = _UNIT.match(text, place)
    if match is None or match.lastgroup is None:
        return None
    if match[match.lastgroup].casefold() == "in" and _NOT_INCHES.match(text, match.end()):
        return None
    return match.lastgroup.replace("_", "-")
