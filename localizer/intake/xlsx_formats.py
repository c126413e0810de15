"""How a number in an XLSX cell is shown: as a date, a percentage, with zeros in front, or as it is.

Built-in formats: ECMA-376 part 1, 18.8.30 (`numFmt`), the East Asian dates among them; the rest stands in the
workbook's own list. Serial dates: 18.17.4.1.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Final

from localizer.intake.currency import currency_code

#: Built-in formats that show a date or a time, and those that show a length of time.
_DATES: Final = frozenset({*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)})
_ELAPSED: Final = frozenset({46})
_PERCENTS: Final = frozenset({9, 10})
#: What stands in a format without being one: quoted and escaped text, colours, conditions, padding.
_LITERAL: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hHmMsS]+\])[^\]]*\]')
#: What may be a currency in a format: between brackets, quoted, escaped or bare.
_SIGN: Final = re.compile(
    r'\[\$([^\]-]{1,10})[^\]]*\]|\[[^\]]*\]|"([^"]{1,10})"|\\?([$€£¥￥฿₫₱₩₹])'
)
#: The yen sign with the number of Japanese (ECMA-376 18.8.31, MS-LCID 0x0411).
_IN_YEN: Final = re.compile(r"\[\$[¥￥]-(?:0?411|ja)", re.IGNORECASE)
_OF_TIME: Final = re.compile(r"\[[hHmMsS]+\]")
_DATE_LETTERS: Final = re.compile(r"[dmyhsDMYHS]")
_ZEROS: Final = re.compile(r"0{2,30}")
_PERCENT: Final = re.compile(r"[#0,.?]+ ?%")
_FIRST_DAY: Final = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - a cell has no zone
_FIRST_DAY_1904: Final = dt.datetime(1904, 1, 1)  # noqa: DTZ001
#: Lotus took 1900 for a leap year: days before March have one number less than they should.
_LEAP_DAY: Final = 60
#: 9999-12-31; a number above is no date.
_LAST_DAY: Final = 2_958_466
_SECONDS: Final = 86_400
_DIGITS: Final = 15


class Shown(Enum):
    """What a number stands for."""

    NUMBER = 1
    DATE = 2
    ELAPSED = 3
    PERCENT = 4


def shown_as(number: int, code: str | None) -> tuple[Shown, int]:
    """Return how the format ``number`` (with its own ``code``) shows numbers, and to how many digits."""
    if code is None:
        return _BUILT_IN.get(number, Shown.NUMBER), 0
    first = _LITERAL.sub("", code[:255].partition(";")[0]).strip()
    if _OF_TIME.search(first):
        return Shown.ELAPSED, 0
    if _ZEROS.fullmatch(first):
        return Shown.NUMBER, len(first)
    if _PERCENT.fullmatch(first):
        return Shown.PERCENT, 0
    is_date = _DATE_LETTERS.search(first) is not None and first.casefold() != "general"
    return (Shown.DATE if is_date else Shown.NUMBER), 0


_BUILT_IN: Final = (
    dict.fromkeys(_DATES, Shown.DATE)
    | dict.fromkeys(_ELAPSED, Shown.ELAPSED)
    | dict.fromkeys(_PERCENTS, Shown.PERCENT)
)


def formats_of(styles: Iterable[int], codes: Mapping[int, str]) -> tuple[tuple[Shown, int], ...]:
    """Return how each cell style shows numbers; ``codes`` are the workbook's own formats."""
    return tuple(shown_as(number, codes.get(number)) for number in styles)


def currencies_of(styles: Iterable[int], codes: Mapping[int, str]) -> tuple[str, ...]:
    """Return the ISO 4217 code of the currency each cell style names, empty for none."""
    return tuple(currency_shown(codes.get(number, "")) for number in styles)


def currency_shown(code: str) -> str:
    """Return the currency a format names: ``#,##0.00 [$€-407]``, ``[$USD] 0.00``, ``"¥"#,##0``.

    Built-in formats show the sign of the system a workbook is opened on, so they name none.
    """
    first = code[:255].partition(";")[0]
    if _IN_YEN.search(first):
        return "JPY"
    named = (match[1] or match[2] or match[3] or "" for match in _SIGN.finditer(first))
    return next((found for sign in named if (found := currency_code(sign.strip()))), "")


def moment_of(serial: float, *, since_1904: bool) -> dt.date | dt.datetime | dt.time | None:
    """Return the date, the moment or (below one) the time a number stands for; ``None`` for none."""
    if not 0 <= serial < _LAST_DAY:
        return None
    days = int(serial)
    seconds = round((serial - days) * _SECONDS)
    if not since_1904 and serial < 1:
        return (_FIRST_DAY + dt.timedelta(seconds=min(seconds, _SECONDS - 1))).time()
    first = _FIRST_DAY_1904 if since_1904 else _FIRST_DAY
    if not since_1904 and days < _LEAP_DAY:
        days += 1
    try:
        moment = first + dt.timedelta(days=days, seconds=seconds)
    except OverflowError:
        return None
    return moment.date() if moment.time() == dt.time() else moment


def elapsed_of(serial: float) -> dt.timedelta | None:
    """Return the length of time a number of days stands for, to the second; ``None`` for none."""
    if not -_LAST_DAY < serial < _LAST_DAY:
        return None
    return dt.timedelta(seconds=round(serial * _SECONDS))
