"""Units as sellers write them, as CLDR unit names, and what one is of another.

Our own table rather than pint 0.25 (measured November 2026): it takes 0.6 s to load and 43 µs a conversion,
and knows neither CLDR's names nor 斤, 英寸, ซม. or tahun.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple


class Measure(NamedTuple):
    """A seller's unit: ``times`` of the CLDR unit ``unit`` (斤 is 500 grams; most are one of their own)."""

    unit: str
    times: Decimal


#: CLDR unit (CLDR 48; joined with "-per-" and the like as UTS 35 part 6 has it where CLDR lists no name of
#: its own): what it measures, how many of the first unit of that group it is ("" for none), its spellings
#: in lower case after NFKC. Exact by definition: the SI; inch 25.4 mm and pound 453.59237 g (international
#: yard and pound, 1959); US fluid ounce 29.5735295625 ml (NIST Handbook 44, 2024). Psi is rounded to ten
#: digits. Bytes are counted as on the box: 1 GB = 1000 MB.
_TABLE: Final[dict[str, tuple[str, str, tuple[str, ...]]]] = {
    "gram": ("mass", "1", ("g", "gram", "grams", "克", "gr", "กรัม", "gramo")),
    "kilogram": ("mass", "1000", (
        "kg", "kgs", "kilogram", "kilograms", "千克", "公斤", "กก.", "กก", "กิโลกรัม", "kilo", "kilos",
    )),
    "milligram": ("mass", "0.001", ("mg", "milligram", "milligrams", "毫克", "มก.", "มิลลิกรัม")),
    "pound": ("mass", "453.59237", ("lb", "lbs", "pound", "pounds", "磅", "ปอนด์")),
    "ounce": ("mass", "28.349523125", ("oz", "ounce", "ounces", "盎司", "ออนซ์")),
    "milliliter": ("volume", "1", (
        "ml", "milliliter", "milliliters", "millilitre", "millilitres", "毫升", "มล.", "มล", "มิลลิลิตร",
        "cc",
    )),
    "liter": ("volume", "1000", (
        "l", "liter", "liters", "litre", "litres", "升", "公升", "ลิตร", "lít", "litro",
    )),
    "fluid-ounce": ("volume", "29.5735295625", (
        "fl oz", "fl. oz", "fl. oz.", "fl.oz", "fl.oz.", "floz", "fluid ounce", "fluid ounces",
        "液体盎司", "液盎司",
    )),
    "millimeter": ("length", "1", (
        "mm", "millimeter", "millimeters", "millimetre", "millimetres", "毫米", "มม.", "มม", "มิลลิเมตร",
    )),
    "centimeter": ("length", "10", (
        "cm", "centimeter", "centimeters", "centimetre", "centimetres", "厘米", "釐米", "公分", "ซม.",
        "ซม", "เซนติเมตร", "sentimeter",
    )),
    "meter": ("length", "1000", (
        "m", "meter", "meters", "metre", "metres", "米", "公尺", "เมตร", "mét", "metro",
    )),
    "kilometer": ("length", "1000000", (
        "km", "kilometer", "kilometers", "kilometre", "kilometres", "公里", "千米", "กม.", "กิโลเมตร",
    )),
    "inch": ("length", "25.4", (
        "in", "in.", "inch", "inches", "英寸", "英吋", "吋", "寸", '"', "”", "″", "′′", "''", "นิ้ว",
        "inci",
    )),
    "foot": ("length", "304.8", ("ft", "ft.", "foot", "feet", "英尺", "英呎", "呎", "ฟุต", "kaki")),
    "square-meter": ("area", "1", (
        "m²", "m2", "sqm", "sq m", "平方米", "平米", "平方公尺", "㎡", "ตร.ม.", "ตารางเมตร",
    )),
    "square-centimeter": ("area", "0.0001", ("cm²", "cm2", "平方厘米", "平方公分")),
    "watt": ("power", "1", ("w", "watt", "watts", "瓦", "瓦特", "วัตต์")),
    "kilowatt": ("power", "1000", ("kw", "kilowatt", "kilowatts", "千瓦", "กิโลวัตต์")),
    "volt": ("voltage", "1", ("v", "volt", "volts", "伏", "伏特", "โวลต์", "vôn")),
    "ampere": ("current", "1", ("a", "ampere", "amperes", "amp", "amps", "安", "安培", "แอมป์")),
    "milliampere": ("current", "0.001", ("ma", "milliampere", "milliamperes")),
    "milliampere-hour": ("charge", "1", ("mah", "毫安", "毫安时", "毫安時", "毫安培时")),
    "ampere-hour": ("charge", "1000", ("ah", "安时", "安時")),
    "watt-hour": ("energy", "1", ("wh", "watt-hour", "watt-hours", "瓦时", "瓦時")),
    "kilowatt-hour": ("energy", "1000", ("kwh", "千瓦时", "千瓦時")),
    "hertz": ("frequency", "1", ("hz", "hertz", "赫兹", "赫茲", "赫", "เฮิรตซ์")),
    "kilohertz": ("frequency", "1000", ("khz", "kilohertz", "千赫", "千赫兹")),
    "megahertz": ("frequency", "1000000", ("mhz", "megahertz", "兆赫", "兆赫兹")),
    "gigahertz": ("frequency", "1000000000", ("ghz", "gigahertz", "吉赫", "吉赫兹")),
    "decibel": ("sound", "", (
        "db", "db(a)", "dba", "decibel", "decibels", "分贝", "分貝", "เดซิเบล",
    )),
    "celsius": ("temperature", "", ("°c", "℃", "摄氏度", "攝氏度", "องศาเซลเซียส")),
    "fahrenheit": ("temperature", "", ("°f", "℉", "华氏度", "華氏度")),
    "kelvin": ("temperature", "", ("kelvin", "kelvins", "开尔文")),
    "pascal": ("pressure", "1", ("pa", "pascal", "pascals", "帕", "帕斯卡")),
    "kilopascal": ("pressure", "1000", ("kpa", "kilopascal", "kilopascals", "千帕")),
    "megapascal": ("pressure", "1000000", ("mpa", "megapascal", "megapascals", "兆帕")),
    "bar": ("pressure", "100000", ("bar", "bars", "巴")),
    "pound-force-per-square-inch": ("pressure", "6894.757293168", ("psi",)),
    "lumen": ("light", "", ("lm", "lumen", "lumens", "流明", "ลูเมน")),
    "lux": ("illuminance", "", ("lux", "lx", "勒克斯", "ลักซ์")),
    "revolution-per-minute": ("rotation", "", (
        "rpm", "r/min", "rev/min", "转/分", "转/分钟", "转每分钟", "轉/分", "รอบ/นาที", "vòng/phút",
    )),
    "second": ("time", "1", (
        "s", "sec", "secs", "second", "seconds", "秒", "秒钟", "วินาที", "detik", "giây",
    )),
    "minute": ("time", "60", (
        "min", "mins", "minute", "minutes", "分钟", "分鐘", "นาที", "menit", "minit", "phút", "minuto",
    )),
    "hour": ("time", "3600", (
        "h", "hr", "hrs", "hour", "hours", "小时", "小時", "个小时", "個小時", "时", "時", "ชั่วโมง", "ชม.",
        "jam", "giờ", "tiếng", "oras",
    )),
    "day": ("time", "86400", ("day", "days", "天", "日", "วัน", "hari", "ngày", "araw")),
    "week": ("time", "604800", (
        "week", "weeks", "周", "週", "星期", "สัปดาห์", "minggu", "tuần", "linggo",
    )),
    "month": ("calendar", "1", (
        "month", "months", "mos", "个月", "個月", "月", "เดือน", "bulan", "tháng", "buwan",
    )),
    "year": ("calendar", "12", (
        "year", "years", "yr", "yrs", "year old", "years old", "年", "岁", "歲", "周岁", "週歲", "ปี",
        "ขวบ", "tahun", "năm", "tuổi", "taon",
    )),
    "percent": ("share", "", ("%", "percent")),
    "kilobyte": ("data", "1", ("kb", "kilobyte", "kilobytes")),
    "megabyte": ("data", "1000", ("mb", "megabyte", "megabytes")),
    "gigabyte": ("data", "1000000", ("gb", "gigabyte", "gigabytes")),
    "terabyte": ("data", "1000000000", ("tb", "terabyte", "terabytes")),
}  # fmt: skip
_ONE: Final = Decimal(1)
#: Market units without a CLDR name, in grams: 1 斤 = 10 两 = 500 g (State Council of the PR China, 1959).
#: The Taiwan catty is written 台斤: 600 g, also exact. 兩 is left out: 50 g or 37.5 g.
_MARKET: Final = {
    "斤": Decimal(500), "市斤": Decimal(500), "两": Decimal(50), "市两": Decimal(50), "台斤": Decimal(600),
}  # fmt: skip
_MEASURES: Final[dict[str, Measure]] = {
    **{alias: Measure(name, _ONE) for name, row in _TABLE.items() for alias in row[2]},
    **{alias: Measure("gram", grams) for alias, grams in _MARKET.items()},
}
_FACTORS: Final = {
    name: (group, Decimal(factor)) for name, (group, factor, _aliases) in _TABLE.items() if factor
}
#: What one degree Celsius is in degrees Fahrenheit, and where the scales start.
_FAHRENHEIT: Final = (Decimal("1.8"), Decimal(32))


def measure_of(text: str) -> Measure | None:
    """Return what the seller's unit ``text`` stands for, or ``None``."""
    return _MEASURES.get(text) or _MEASURES.get(text.strip().casefold())


def unit_of(text: str) -> str | None:
    """Return the CLDR name of the unit ``text``, or ``None``; market units (斤) have none."""
    found = measure_of(text)
    return found.unit if found is not None and found.times == _ONE else None


def group_of(unit: str) -> str:
    """Return what the CLDR unit ``unit`` measures (``mass``, ``calendar``); "" for one that is not ours."""
    return _TABLE[unit][0] if unit in _TABLE else ""


def grams_in(text: str) -> Decimal | None:
    """Return the grams in one unit ``text`` of weight, or ``None`` when it is none."""
    found = measure_of(text)
    return None if found is None else convert(found.times, found.unit, "gram")


def convert(number: Decimal, unit: str, to: str) -> Decimal | None:
    """Return ``number`` of the CLDR unit ``unit`` in ``to``; ``None`` where they measure different things.

    Exact wherever the result has an end; nothing is rounded before the context's 28 digits.
    """
    if unit == to:
        return number
    if (unit, to) == ("celsius", "fahrenheit"):
        return number * _FAHRENHEIT[0] + _FAHRENHEIT[1]
    if (unit, to) == ("fahrenheit", "celsius"):
        return (number - _FAHRENHEIT[1]) / _FAHRENHEIT[0]
    group, factor = _FACTORS.get(unit, ("", _ONE))
    other, divisor = _FACTORS.get(to, (None, _ONE))
    return number * factor / divisor if group == other else None
