"""Checks of how numbers and dates are written: separators of the locale, order of day and month, digits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from typing import ClassVar, Final

from localizer.check.context import TextContext
from localizer.check.numbers import number_symbols, number_values
from localizer.check.spots import LOOKED_AT, MOST, most, prose, spot
from localizer.check.units import units_of
from localizer.i18n import N_
from localizer.model.finding import Finding
from localizer.model.locale import language, region

#: A number with one fraction, or grouped by thousands; no part of a date, a version, a list or a code.
_FRACTION: Final = re.compile(r"(?<![\w.,/:-])(\d{1,6})([.,])(\d{1,2})(?![\d/:]|[.,]\d)")
_GROUPED: Final = re.compile(
    r"(?<![\w.,/:-])\d{1,3}(?:([.,])\d{3})(?:\1\d{3}){0,3}(?![\d/:]|[.,]\d)"
)
#: What carries a version, not an amount: Bluetooth 5.0 has a point in every language.
_VERSION: Final = re.compile(
    r"(?:bluetooth|bt|usb|hdmi|wi-?fi|android|ios|type|gen|pd|qc|v|ver|version|vers[ií]ón|versi|phiên bản|รุ่น"
    r"|เวอร์ชัน|蓝牙|藍牙|f)[\s\u00a0/.:-]{0,3}$",
    re.IGNORECASE,
)
_COUNTED: Final = re.compile(
    r"[\s\u00a0\u202f]?(?:%|[x×]\s?\d|(?:mAh|Ah|Wh|kWh|W|V|A|GB|TB|GHz|bar)\b)"
)
_DATE: Final = re.compile(r"(?<![\w./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?![\w/-]|\.\d)")
_MONTHS: Final = 12
#: Of our markets the US write the month first, and the Philippines after them (CLDR 47).
_MONTH_FIRST: Final = frozenset({"US", "PH"})
_OTHER_DIGITS: Final = re.compile("[٠-٩۰-۹०-९๐-๙]+")
_OWN_DIGITS: Final = frozenset({"th", "ar", "fa", "hi", "mr", "ne", "ur"})


class NumberFormat:
    """Decimals and thousands are separated as the locale separates them."""

    id: ClassVar[str] = "number_format"

    def check(self, context: TextContext) -> list[Finding]:
        """Return one finding a number that is the source's, written in another way, with the fix.

        A fraction counts where a unit or % follows: 5.0 alone may be a version, 1,2 a list.
        """
        text = context.text[:LOOKED_AT]
        if not ("." in text or "," in text) or not any(char.isdigit() for char in text):
            return []
        return most(self._found(context, prose(text)))

    def _found(self, context: TextContext, text: str) -> Iterator[Finding]:
        decimal, group = number_symbols(context.target.locale)
        source = context.segment.source[:LOOKED_AT]
        known = {value for value, _start, _end in number_values(source, context.source_locale)}
        message = N_("Here this number is written {right}.")
        for match in _FRACTION.finditer(text):
            value = Decimal(f"{match[1]}.{match[3]}")
            before = text[max(match.start() - 14, 0) : match.start()]
            other = match[2] != decimal and value in known and not _VERSION.search(before)
            if other and self._counted(text, match):
                right = f"{match[1]}{decimal}{match[3]}"
                yield spot(self.id, message, match.span(), right, right=right)
        for match in _GROUPED.finditer(text):
            mark = match[1]
            whole = Decimal(match.group().replace(mark, ""))
            fraction = (
                Decimal(match.group().replace(mark, "."))
                if match.group().count(mark) == 1
                else whole
            )
            if mark == decimal and whole in known and fraction not in known and whole != fraction:
                right = match.group().replace(mark, group)
                yield spot(self.id, message, match.span(), right, right=right)

    def _counted(self, text: str, match: re.Match[str]) -> bool:
        """Tell whether the number carries a unit."""
        span = match.span()
        return units_of(text, [span])[0] is not None or bool(_COUNTED.match(text, span[1]))


class DateFormat:
    """Day and month stand in the order of the market, as far as the numbers tell."""

    id: ClassVar[str] = "date_format"

    def check(self, context: TextContext) -> list[Finding]:
        """Return one finding a date whose month would be above twelve, with the fix."""
        text = context.text
        if not any(char.isdigit() for char in text[:LOOKED_AT]):
            return []
        month_first = region(context.target.locale) in _MONTH_FIRST
        message = N_("Read as here, this date has no such month: {right} is meant.")
        found = []
        for match in _DATE.finditer(prose(text[:LOOKED_AT])):
            day, month = (3, 1) if month_first else (1, 3)
            if int(match[month]) > _MONTHS >= int(match[day]) > 0:
                right = f"{match[3]}{match[2]}{match[1]}{match[2]}{match[4]}"
                found.append(spot(self.id, message, match.span(), right, right=right))
        return most(found)


class Digits:
    """Digits are those of the language."""

    id: ClassVar[str] = "digits"

    def check(self, context: TextContext) -> list[Finding]:
        """Return one finding a number in Thai or Arabic digits outside those languages, with the fix."""
        text = context.text
        if text.isascii() or language(context.target.locale) in _OWN_DIGITS:
            return []
        message = N_("These digits are of another language: {text}")
        found = []
        for match in islice(_OTHER_DIGITS.finditer(text), MOST):
            right = "".join(str(unicodedata.digit(char)) for char in match.group())
            found.append(spot(self.id, message, match.span(), right, text=match.group()[:40]))
        return most(found)
