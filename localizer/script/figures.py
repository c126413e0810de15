"""What is written in figures and signs and spoken in words: numbers, units, spans, times, codes.

`take_figures` finds them in a text and counts them; what is left is counted by its letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from localizer.script.spoken import spoken_units
from localizer.script.thai import syllables
from localizer.script.unit_words import ALIKE, HOUR, HOUR_OF_MINUTES, MINUTE, UNITS, unit_words

_THAI_DIGITS: Final = {ord("๐") + digit: str(digit) for digit in range(10)}
_NUMBER: Final = r"[0-9]+(?:[.,][0-9]+)*"
_SIGNS: Final = "%°×+&@"
_UNIT: Final = "|".join(
    re.escape(unit) + (r"(?![^\W\d_])" if unit[-1].isalpha() else "")
    for unit in sorted({*UNITS, *ALIKE} - set("-–—~～+&@"), key=len, reverse=True)
)
#: A time needs a sign that it is one where the point could be a decimal's.
_TIME: Final = (
    r"(?P<hour>[01]?[0-9]|2[0-4])(?::(?P<minute>[0-5][0-9])|\.(?P<pointed>[0-5][0-9])(?=\s?(?:น\.|Uhr|WIB|WITA"
    r"|WIT\b|malam|pagi|petang))|h(?P<behind>[0-5][0-9])(?![^\W_]))"
    r"(?P<clock>\s?(?:น\.|Uhr\b))?(?![0-9:])"
)
#: Letters that are said one by one, and numbers that stand to them: IPX7, USB-C, T-800, SPF50.
_CODE: Final = (
    r"(?<![^\W_])(?:(?!RM)(?P<letters>[A-Z]{1,5})-?(?P<digits>[0-9]+)(?P<tail>[A-Z]?)(?![^\W_])"
    r"|(?P<spelled>(?:USB|UV[ABC]?|LED|AI|BPA|IP|IPX|DIY|VIP|WIB|EU|UK|USA|QR|AC|DC|OK|PU|ABS|TPU|NFC|AM|PM|AA|AAA"
    r"|(?![AEIOUY])[B-DF-HJ-NP-TV-XZ]{2,5})(?:-[A-Z])?)(?![^\W_]|\$))"
)
#: A day of sales is said as two numbers, and so is a German date.
_DAY: Final = (
    rf"(?P<double>9|1[0-2])\.(?P=double)(?![.,]?[0-9]|\s?(?:{_UNIT}))"
    r"|(?P<day>[0-3]?[0-9])\.\s?(?P<month>1[0-2]|0?[1-9])\.(?=\s|[0-9]{4}|$)"
)
_AMOUNT: Final = (
    rf"(?:(?P<before>(?:NT|US|HK|MX|[ACRS])?\$|[€£¥₱฿]|Rp|RM)\s?)?(?P<number>{_NUMBER})"
    rf"(?:\s?(?P<span>[-–—~～])\s?(?P<until>{_NUMBER}))?"
    rf"(?:\s?(?P<after>[€₫đ฿]|บาท|元)|\s?(?P<unit>{_UNIT}))?"
)
_FIGURE: Final = re.compile(rf"{_CODE}|{_TIME}|{_DAY}|{_AMOUNT}|(?P<sign>[{_SIGNS}])")
#: Languages that say 21:00 as nine PM, and those where a W takes three syllables.
_HALF_DAYS: Final = frozenset({"en", "fil"})
_NOON: Final = 12
_LONG_W: Final = frozenset({"th", "zh"})
_ANY: Final = re.compile(rf"[0-9๐-๙A-Z{_SIGNS}]")
_HAN: Final = re.compile(r"[\u3400-\u9fff]|[A-Z]")


@lru_cache(maxsize=1024)
def _length(words: str, locale: str) -> int:
    """Count ``words`` of a table: characters in Chinese, syllables in Thai, else words."""
    if locale.startswith("zh"):
        return len(_HAN.findall(words))
    if locale.startswith("th"):
        return syllables(words)
    return len(words.split())


def _unit(unit: str, locale: str) -> int:
    """Return what ``unit`` or a sign takes to say."""
    return _length(unit_words(unit, locale), locale)


def _language(locale: str) -> str:
    """Return the language of ``locale``."""
    return locale.split("-", 1)[0]


def _letters(letters: str, locale: str) -> int:
    """Count letters that are said one by one."""
    return len(letters) + (2 * letters.count("W") if _language(locale) in _LONG_W else 0)


def _code(found: re.Match[str], locale: str) -> int:
    """Count letters one by one, and the number with them; from three digits on digit by digit."""
    if found["spelled"]:
        return _letters(found["spelled"].replace("-", ""), locale)
    digits = found["digits"]
    said = spoken_units(digits, locale) if len(digits) <= len("99") else len(digits)
    return _letters(found["letters"] + found["tail"], locale) + said


def _time(found: re.Match[str], locale: str) -> int:
    """Count the hour, its word and the minutes, if there are any."""
    language = _language(locale)
    hour = int(found["hour"])
    minute = int(found["minute"] or found["pointed"] or found["behind"] or 0)
    halved = language in _HALF_DAYS and hour > _NOON
    units = spoken_units(str(hour - _NOON if halved else hour), locale) + (
        len("PM") if halved else 0
    )
    if minute or language not in HOUR_OF_MINUTES:
        units += _length(HOUR.get(language, ""), locale)
    if not minute:
        return units
    return units + spoken_units(str(minute), locale) + _length(MINUTE.get(language, ""), locale)


def _day(found: re.Match[str], locale: str) -> int:
    """Count the two numbers of a day of sales (11.11), or of a German date (24.12.)."""
    if found["double"]:
        return 2 * spoken_units(found["double"], locale)
    if _language(locale) == "de":
        return sum(spoken_units(str(int(found[part])), locale) for part in ("day", "month"))
    return spoken_units(f"{found['day']}.{found['month']}", locale)


def _amount(found: re.Match[str], locale: str) -> int:
    """Count a number or a span of two, with the currency or unit beside it."""
    currency = sum(found[side] is not None for side in ("before", "after"))
    units = currency + spoken_units(found["number"], locale, amount=bool(currency))
    if found["until"]:
        units += _unit(found["span"], locale)
        units += spoken_units(found["until"], locale, amount=bool(currency))
    return units + (_unit(found["unit"], locale) if found["unit"] else 0)


_KINDS: Final[tuple[tuple[str, Callable[[re.Match[str], str], int]], ...]] = (
    ("letters", _code),
    ("spelled", _code),
    ("hour", _time),
    ("double", _day),
    ("day", _day),
    ("number", _amount),
)


def take_figures(text: str, locale: str) -> tuple[int, str]:
    """Return the units of all that ``text`` has in figures and signs, and the text without it."""
    if not _ANY.search(text):
        return 0, text
    units = 0

    def count(found: re.Match[str]) -> str:
        nonlocal units
        units += _found(found, locale)
        return " "

    rest = _FIGURE.sub(count, text.translate(_THAI_DIGITS))
    return units, rest


def _found(found: re.Match[str], locale: str) -> int:
    """Count one figure."""
    if found["sign"]:
        return _unit(found["sign"], locale)
    return next(count(found, locale) for name, count in _KINDS if found[name])
