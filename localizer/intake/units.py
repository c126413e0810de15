"""Units as sellers write them, as CLDR unit names, and what they weigh in grams."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

_NAMES: Final[dict[str, tuple[str, ...]]] = {
    "gram": ("g", "gram", "grams", "克", "gr"),
    "kilogram": ("kg", "kgs", "kilogram", "kilograms", "千克", "公斤"),
    "milligram": ("mg", "milligram", "milligrams", "毫克"),
    "pound": ("lb", "lbs", "pound", "pounds", "磅"),
    "ounce": ("oz", "ounce", "ounces", "盎司"),
    "milliliter": ("ml", "milliliter", "milliliters", "millilitre", "millilitres", "毫升"),
    "liter": ("l", "liter", "liters", "litre", "litres", "升"),
    "fluid-ounce": ("fl oz", "fl. oz", "fl.oz"),
    "millimeter": ("mm", "millimeter", "millimeters", "millimetre", "millimetres", "毫米"),
    "centimeter": ("cm", "centimeter", "centimeters", "centimetre", "centimetres", "厘米", "公分"),
    "meter": ("m", "meter", "meters", "metre", "metres", "米"),
    "inch": ("in", "inch", "inches", "英寸", '"', "″"),
    "square-meter": ("m²", "m2", "sqm", "sq m", "平方米", "平米", "㎡"),
    "watt": ("w", "watt", "watts", "瓦", "瓦特"),
    "kilowatt": ("kw", "kilowatt", "kilowatts", "千瓦"),
    "volt": ("v", "volt", "volts", "伏", "伏特"),
    "ampere": ("a", "ampere", "amperes", "amp", "安", "安培"),
    "milliampere-hour": ("mah", "毫安", "毫安时"),
    "watt-hour": ("wh", "watt-hour", "watt-hours", "瓦时"),
    "hertz": ("hz", "hertz", "赫兹"),
    "decibel": ("db", "decibel", "decibels", "分贝"),
    "celsius": ("°c", "℃", "摄氏度"),
    "second": ("s", "sec", "second", "seconds", "秒"),
    "minute": ("min", "mins", "minute", "minutes", "分钟"),
    "hour": ("h", "hr", "hrs", "hour", "hours", "小时", "个小时", "时"),
    "day": ("day", "days", "天", "日"),
    "week": ("week", "weeks", "周", "星期"),
    "month": ("month", "months", "个月", "月"),
    "year": ("year", "years", "yr", "yrs", "年", "岁", "周岁"),
    "percent": ("%", "percent"),
    "gigabyte": ("gb", "gigabyte", "gigabytes"),
    "megabyte": ("mb", "megabyte", "megabytes"),
}
#: Grams in a unit. The pound is 453.59237 g exactly (international avoirdupois pound, 1959), the ounce a
#: sixteenth of it; the market pound 斤 is 500 g (PR China, 1959).
_GRAMS: Final = {
    "milligram": Decimal("0.001"),
    "gram": Decimal(1),
    "kilogram": Decimal(1000),
    "pound": Decimal("453.59237"),
    "ounce": Decimal("28.349523125"),
}
_JIN: Final = ("斤", "市斤")
_UNITS: Final = {alias: name for name, aliases in _NAMES.items() for alias in aliases}


def unit_of(text: str) -> str | None:
    """Return the CLDR name of the unit ``text``, or ``None``."""
    return _UNITS.get(text.strip().casefold())


def grams_in(text: str) -> Decimal | None:
    """Return the grams in one unit ``text`` of weight, or ``None`` when it is none."""
    if text.strip() in _JIN:
        return Decimal(500)
    unit = unit_of(text)
    return _GRAMS.get(unit) if unit is not None else None
