"""Metric numbers in US customary units: exact factors, one rule of rounding, and how to tell a conversion.

Exact by definition (NIST SP 811, 2008, appendix B; Handbook 44, 2024): 1 in = 2.54 cm, 1 ft = 12 in,
1 lb = 16 oz = 453.59237 g, 1 US gallon = 4 quarts = 128 fl oz = 3.785411784 l, °F = °C × 1.8 + 32.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

_ONE: Final = Decimal(1)
#: What a unit (CLDR name) measures, and how many of that group's first unit it is.
_FACTORS: Final[dict[str, tuple[str, Decimal]]] = {
    "millimeter": ("length", _ONE),
    "centimeter": ("length", Decimal(10)),
    "meter": ("length", Decimal(1000)),
    "inch": ("length", Decimal("25.4")),
    "foot": ("length", Decimal("304.8")),
    "gram": ("mass", _ONE),
    "kilogram": ("mass", Decimal(1000)),
    "ounce": ("mass", Decimal("28.349523125")),
    "pound": ("mass", Decimal("453.59237")),
    "milliliter": ("volume", _ONE),
    "liter": ("volume", Decimal(1000)),
    "fluid-ounce": ("volume", Decimal("29.5735295625")),
    "quart": ("volume", Decimal("946.352946")),
    "gallon": ("volume", Decimal("3785.411784")),
    "square-centimeter": ("area", _ONE),
    "square-meter": ("area", Decimal(10000)),
    "square-foot": ("area", Decimal("929.0304")),
}
CELSIUS: Final = "celsius"
FAHRENHEIT: Final = "fahrenheit"
US_UNITS: Final = frozenset(
    {"inch", "foot", "ounce", "pound", "fluid-ounce", "quart", "gallon", "square-foot", FAHRENHEIT}
)
METRIC_UNITS: Final = (frozenset(_FACTORS) | {CELSIUS}) - US_UNITS
#: What one degree Celsius is in degrees Fahrenheit, and where the scale starts.
_DEGREE: Final = (Decimal("1.8"), Decimal(32))
_TENTH: Final = Decimal("0.1")
_HUNDREDTH: Final = Decimal("0.01")
#: A conversion a person rounded more coarsely than we do may be off by this share: 118 cm as 46 in.
_COARSE: Final = Decimal("0.05")
#: No measure of goods has more digits than this before the point.
_MAX_EXPONENT: Final = 15
#: More places than this are no rounding a shop writes.
_MAX_PLACES: Final = 3


def exactly(number: Decimal, unit: str, to: str) -> Decimal | None:
    """Return ``number`` of ``unit`` in ``to`` unrounded; ``None`` where they measure different things.

    A number far too large for a measure of goods is ``None`` as well.
    """
    if number.adjusted() > _MAX_EXPONENT:
        return None
    if unit == to:
        return number
    if (unit, to) == (CELSIUS, FAHRENHEIT):
        return number * _DEGREE[0] + _DEGREE[1]
    if (unit, to) == (FAHRENHEIT, CELSIUS):
        return (number - _DEGREE[1]) / _DEGREE[0]
    if unit not in _FACTORS or to not in _FACTORS:
        return None
    (group, factor), (other, divisor) = _FACTORS[unit], _FACTORS[to]
    return number * factor / divisor if group == other else None


def rounding_step(exact: Decimal, unit: str) -> Decimal:
    """Return what a converted number is rounded to.

    Whole degrees; else a tenth (46.5 in, 16.9 fl oz, 2.2 lb), and below one a hundredth (0.59 in).
    """
    if unit in {CELSIUS, FAHRENHEIT}:
        return _ONE
    return _TENTH if abs(exact) >= _ONE else _HUNDREDTH


def rounded(exact: Decimal, unit: str) -> Decimal:
    """Return ``exact`` of ``unit`` rounded half up to its step."""
    return to_step(exact, rounding_step(exact, unit))


def to_step(exact: Decimal, step: Decimal) -> Decimal:
    """Return the multiple of ``step`` nearest to ``exact``, half up, without zeros at its end."""
    return plain((exact / step).quantize(_ONE, rounding=ROUND_HALF_UP) * step)


def plain(number: Decimal) -> Decimal:
    """Return ``number`` without zeros at its end and without an exponent: 1.0 and 1E+1 are 1 and 10."""
    short = number.normalize()
    return short.quantize(_ONE) if short == short.to_integral_value() else short


def is_conversion(number: Decimal, unit: str, other: Decimal, other_unit: str) -> bool:
    """Tell whether ``other`` is ``number`` converted into the other system and rounded.

    Rounded by our rule, or half up to the places it is written with (46.46 in); to fewer places than ours
    only as long as it stays within a twentieth (118 cm is 46 in, but 50 ml is not 2 fl oz). Units must be
    known and of two systems: 1.18 m is no conversion of 118 cm.
    """
    exact = exactly(number, unit, other_unit)
    if exact is None or other.adjusted() > _MAX_EXPONENT:
        return False
    if (unit in US_UNITS) == (other_unit in US_UNITS):
        return False
    if rounded(exact, other_unit) == other:
        return True
    places = _places(other)
    if places > _MAX_PLACES or to_step(exact, _ONE.scaleb(-places)) != other:
        return False
    return other_unit in {CELSIUS, FAHRENHEIT} or abs(exact - other) <= _COARSE * abs(exact)


def _places(number: Decimal) -> int:
    """Return how many places ``number`` has after the point."""
    exponent = plain(number).as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0
