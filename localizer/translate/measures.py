"""Quantities as a market measures: metric ones become US customary units where buyers read those, and back.

What is converted, as US listings write it: millimetres and centimetres to inches; metres to feet, to inches
below one metre; grams to ounces, to pounds from one kilogram; kilograms to pounds, to ounces below one
pound; millilitres and litres to fluid ounces up to two litres, to quarts up to eight, then to gallons; °C to
°F; square metres to square feet. For all other markets inches become centimetres, feet metres (centimetres
below one), ounces grams, pounds kilograms (grams below one), fluid ounces millilitres, quarts and gallons
litres, °F °C, square feet square metres. Electrical units, pressure, time, milligrams and data stay as they
are.

Numbers are rounded half up to a tenth, below one to a hundredth, degrees to whole ones
(`localizer.model.measure`). A range stays a range and dimensions stay dimensions, all of one unit: that of
the largest number. The factors are exact; nothing is rounded before the end.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple

from localizer.model.market import MeasureSystem
from localizer.model.measure import CELSIUS, FAHRENHEIT, exactly, is_conversion, rounded
from localizer.translate.quantities import Quantity

__all__ = ["converted", "is_conversion"]


class _Step(NamedTuple):
    """A unit and the sizes, in the one converted from, that are written in it: ``below`` or ``up_to`` one."""

    unit: str
    below: Decimal | None = None
    up_to: Decimal | None = None

    def takes(self, size: Decimal) -> bool:
        """Tell whether ``size`` is written in this unit, after the smaller units did not take it."""
        if self.below is not None:
            return size < self.below
        return self.up_to is None or size <= self.up_to


#: US units by metric unit, the smallest first.
_STEPS: Final[dict[str, tuple[_Step, ...]]] = {
    "millimeter": (_Step("inch"),),
    "centimeter": (_Step("inch"),),
    "meter": (_Step("inch", below=Decimal(1)), _Step("foot")),
    "gram": (_Step("ounce", below=Decimal(1000)), _Step("pound")),
    "kilogram": (_Step("ounce", below=Decimal("0.45359237")), _Step("pound")),
    "milliliter": (
        _Step("fluid-ounce", up_to=Decimal(2000)),
        _Step("quart", up_to=Decimal(8000)),
        _Step("gallon"),
    ),
    "liter": (
        _Step("fluid-ounce", up_to=Decimal(2)),
        _Step("quart", up_to=Decimal(8)),
        _Step("gallon"),
    ),
    "square-meter": (_Step("square-foot"),),
    CELSIUS: (_Step(FAHRENHEIT),),
}


#: Metric units by US unit.
_METRIC_STEPS: Final[dict[str, tuple[_Step, ...]]] = {
    "inch": (_Step("centimeter"),),
    "foot": (_Step("centimeter", below=Decimal("3.28")), _Step("meter")),
    "ounce": (_Step("gram"),),
    "pound": (_Step("gram", below=Decimal(2)), _Step("kilogram")),
    "fluid-ounce": (_Step("milliliter"),),
    "quart": (_Step("liter"),),
    "gallon": (_Step("liter"),),
    "square-foot": (_Step("square-meter"),),
    FAHRENHEIT: (_Step(CELSIUS),),
}


def converted(quantity: Quantity, system: MeasureSystem) -> Quantity | None:
    """Return ``quantity`` in the units of ``system``, rounded; ``None`` where nothing is converted.

    A quantity that would round to nothing (0.01 mm) is not converted either.
    """
    table = _STEPS if system is MeasureSystem.US else _METRIC_STEPS
    steps = table.get(quantity.unit)
    if steps is None or not quantity.numbers:
        return None
    largest = max(abs(number) for number in quantity.numbers)
    unit = next(step.unit for step in steps if step.takes(largest))
    numbers = []
    for number in quantity.numbers:
        exact = exactly(number, quantity.unit, unit)
        if exact is None:
            return None
        short = rounded(exact, unit)
        if not short and number and unit not in {CELSIUS, FAHRENHEIT}:
            return None
        numbers.append(short)
    return Quantity(quantity.shape, tuple(numbers), unit)
