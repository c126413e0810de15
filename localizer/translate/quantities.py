"""Numbers with units: reading them from a seller's text and writing them as a locale does.

Separators and plural rules come from CLDR through Babel, unit words from the locale's pattern file: CLDR has
no mAh, and in Babel 2.18 the long units of Thai, Vietnamese, Italian and Portuguese fall back to English.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Final

from babel import Locale, UnknownLocaleError

from localizer.model.locale import HAN_LANGUAGES, language, to_babel
from localizer.model.term import LocalePatterns, TermBase

_NUMBER: Final = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_UNIT: Final = r"[^\W\d_]{1,4}"
_SINGLE: Final = re.compile(rf"({_NUMBER})\s*({_UNIT})")
_RANGE: Final = re.compile(rf"({_NUMBER})\s*({_UNIT})?\s*[-–—~至到]\s*({_NUMBER})\s*({_UNIT})")
_TIMES: Final = re.compile(r"\s*[×xX*]\s*")
_LENGTH: Final = re.compile(rf"({_NUMBER})\s*({_UNIT})?")
_MAX_LENGTHS: Final = 3
#: A longer text is no quantity.
MAX_TEXT: Final = 60
#: Upper case changes these: 16G is storage, 5M may be anything.
_CASED_UNITS: Final = frozenset({"G", "M"})


#: Symbols of the SI, of ISO 80000 and of trade that no language translates; patterns may differ.
_SYMBOLS: Final = {
    "milligram": "mg",
    "kilometer": "km",
    "square-meter": "m²",
    "square-centimeter": "cm²",
    "fluid-ounce": "fl oz",
    "quart": "qt",
    "gallon": "gal",
    "square-foot": "sq ft",
    "kilowatt": "kW",
    "ampere": "A",
    "milliampere": "mA",
    "ampere-hour": "Ah",
    "watt-hour": "Wh",
    "kilowatt-hour": "kWh",
    "hertz": "Hz",
    "kilohertz": "kHz",
    "megahertz": "MHz",
    "gigahertz": "GHz",
    "decibel": "dB",
    "celsius": "°C",
    "fahrenheit": "°F",
    "kelvin": "K",
    "pascal": "Pa",
    "kilopascal": "kPa",
    "megapascal": "MPa",
    "bar": "bar",
    "pound-force-per-square-inch": "psi",
    "lumen": "lm",
    "lux": "lx",
    "kilobyte": "KB",
    "megabyte": "MB",
    "gigabyte": "GB",
    "terabyte": "TB",
}


_LENGTHS: Final = frozenset({"millimeter", "centimeter", "meter", "inch", "foot"})
#: CLDR's ages, which some languages count with another word than time.
_OF_A_PERSON: Final = "-person"


class Shape(StrEnum):
    """How the numbers of a quantity belong together."""

    SINGLE = "single"
    RANGE = "range"
    DIMENSIONS = "dimensions"


@dataclass(frozen=True, slots=True)
class Quantity:
    """Exact numbers with one CLDR unit."""

    shape: Shape
    numbers: tuple[Decimal, ...]
    unit: str


def parse_quantity(text: str, termbase: TermBase) -> Quantity | None:
    """Read a text that is wholly a quantity: ``500毫升``, ``3-18个月``, ``14×7×1.5cm``; or ``None``."""
    if len(text) > MAX_TEXT:
        return None
    plain = unicodedata.normalize("NFKC", text).strip()
    if match := _SINGLE.fullmatch(plain):
        return _quantity(Shape.SINGLE, (match[1],), (match[2],), termbase)
    if match := _RANGE.fullmatch(plain):
        return _quantity(Shape.RANGE, (match[1], match[3]), (match[2], match[4]), termbase)
    lengths = [_LENGTH.fullmatch(part) for part in _TIMES.split(plain)]
    if not 1 < len(lengths) <= _MAX_LENGTHS:
        return None
    found = [match for match in lengths if match is not None]
    if len(found) < len(lengths):
        return None
    units = tuple(match[2] for match in found)
    read = _quantity(Shape.DIMENSIONS, tuple(match[1] for match in found), units, termbase)
    # Two bottles of 500 ml are no dimensions.
    return read if read is not None and read.unit in _LENGTHS else None


def _quantity(
    shape: Shape, numbers: tuple[str, ...], units: tuple[str | None, ...], termbase: TermBase
) -> Quantity | None:
    """Make a quantity when the last number has a unit and the others have the same or none."""
    last = units[-1]
    unit = None if last is None else find_unit(last, termbase)
    if unit is None or any(one is not None and find_unit(one, termbase) != unit for one in units):
        return None
    return Quantity(shape, tuple(Decimal(number.replace(",", "")) for number in numbers), unit)


def find_unit(text: str, termbase: TermBase) -> str | None:
    """Return the CLDR unit written ``text`` (毫升, ml, ML), or ``None``."""
    concept = termbase.find(text, ("unit",))
    if concept is None or concept.domain != "unit" or text in _CASED_UNITS:
        return None
    return concept.id


def write_number(number: Decimal, patterns: LocalePatterns, locale: str) -> str:
    """Write ``number`` with the separators of ``locale``; no digit is lost or added.

    Babel's own formatting takes a hundred times as long for the same text.
    """
    whole, _point, rest = f"{number:f}".partition(".")
    rest = rest.rstrip("0")
    point, group = _separators(locale)
    digits = whole.lstrip("-+")
    if 0 < patterns.group_digits <= len(digits):
        grouped = f"{int(digits):,}".replace(",", group)
        whole = whole.replace(digits, grouped)
    return f"{whole}{point}{rest}" if rest else whole


@lru_cache(maxsize=64)
def _separators(locale: str) -> tuple[str, str]:
    """Return the decimal and the grouping separator of ``locale``, the narrow space a usual one."""
    symbols = _babel(locale).number_symbols["latn"]
    return symbols["decimal"], symbols["group"].replace("\u202f", "\u00a0")


def write_quantity(quantity: Quantity, patterns: LocalePatterns, locale: str) -> str | None:
    """Write a quantity, or return ``None`` where the locale has no word for its unit."""
    symbol = _SYMBOLS.get(quantity.unit)
    plain = quantity.unit.removesuffix(_OF_A_PERSON)
    forms = patterns.units.get(quantity.unit) or patterns.units.get(plain)
    if not forms and symbol:
        between = "" if language(locale) in HAN_LANGUAGES else " "
        forms = (f"{{n}}{between}{symbol}",) * 2
    if not forms:
        return None
    texts = [write_number(number, patterns, locale) for number in quantity.numbers]
    if quantity.shape is Shape.RANGE:
        number = patterns.join.span.replace("{from}", texts[0]).replace("{to}", texts[-1])
    else:
        number = patterns.join.dimensions.join(texts)
    one = is_one(quantity.numbers[-1], locale)
    return forms[0 if one else 1].replace("{n}", number)


def write_percent(number: Decimal, patterns: LocalePatterns, locale: str) -> str:
    """Write ``number`` per cent (``95`` is 95 %)."""
    return patterns.join.percent.replace("{n}", write_number(number, patterns, locale))


def is_one(number: Decimal, locale: str) -> bool:
    """Tell whether ``number`` takes the singular; Filipino's broader class "one" is not a singular."""
    return abs(number) < 2 and _babel(locale).plural_form(number) == "one"  # noqa: PLR2004 - two


@lru_cache(maxsize=64)
def _babel(locale: str) -> Locale:
    """Return Babel's locale, that of the language where the region is unknown to it."""
    try:
        return Locale.parse(to_babel(locale))
    except UnknownLocaleError:
        return Locale.parse(language(locale))
