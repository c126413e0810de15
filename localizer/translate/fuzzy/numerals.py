"""Numbers as a locale writes them: reading their value and writing another in the same form."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from babel import Locale, UnknownLocaleError

from localizer.model.locale import language, to_babel

_SPACES: Final = " \u00a0\u202f"
_POINTS: Final = ".,٫"
_GROUP_DIGITS: Final = 3
#: A longer row of digits is no number, and decimals are exact up to 28 digits.
_MOST_DIGITS: Final = 20
_NO_PLURALS: Final = frozenset({"fil", "tl"})
_SEPARATOR: Final = re.compile(r"[^\d]")
#: What no separators are.
_UNCERTAIN: Final = ("?", "?")
_HAN_DIGITS: Final = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
    "兩": 2,
}
_HAN_NUMERAL: Final = re.compile(
    "[一二两兩三四五六七八九]?十[一二三四五六七八九]?|[〇零一二两兩三四五六七八九]"
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number's value and its form: separators as written (empty where none is) and the first digit's zero.

    ``zero`` is the zero of its digits: ``0``, ``๐`` (Thai), ``０`` (full width). ``places`` are the digits
    after the decimal separator, ``minus`` the sign as written; ``width`` is how many digits stand before it
    in a number that is filled up with zeros (05 in a date), else nought.
    """

    value: Decimal
    point: str
    group: str
    zero: str
    places: int
    minus: str = ""
    width: int = 0


def separators(locale: str) -> tuple[str, str]:
    """Return the decimal and the grouping separator of ``locale``; two empty texts if it is unknown."""
    return _separators(locale) if locale else ("", "")


@lru_cache(maxsize=64)
def _separators(locale: str) -> tuple[str, str]:
    try:
        parsed = Locale.parse(to_babel(locale))
    except (UnknownLocaleError, ValueError):
        try:
            parsed = Locale.parse(language(locale))
        except (UnknownLocaleError, ValueError):
            return "", ""
    symbols = parsed.number_symbols["latn"]
    return symbols["decimal"], symbols["group"]


def groups_by_space(locale: str) -> bool:
    """Tell whether ``locale`` separates thousands by a space."""
    return separators(locale)[1] in tuple(_SPACES)


def read_numeral(text: str, locale: str) -> Numeral | None:
    """Read ``text`` as a number of ``locale``, or return ``None`` when its value is not certain.

    A form that is foreign to the locale is read where it can mean one thing only: ``1.5`` in German.
    """
    minus = text[0] if text[:1] in "-−－" else ""
    body = text[len(minus) :]
    signs = _SEPARATOR.findall(body)
    parts = _SEPARATOR.split(body)
    zeros = {chr(ord(one) - unicodedata.decimal(one)) for part in parts for one in part}
    if len(zeros) != 1 or not all(parts) or sum(map(len, parts)) > _MOST_DIGITS:
        return None
    point, group = _roles(signs, parts, *separators(locale))
    if (point, group) == _UNCERTAIN:
        return None
    digits = "".join(str(unicodedata.decimal(one)) for part in parts for one in part)
    places = len(parts[-1]) if point else 0
    value = Decimal(digits).scaleb(-places) * (-1 if minus else 1)
    filled = len(parts[0]) > 1 and unicodedata.decimal(parts[0][0]) == 0
    return Numeral(value, point, group, zeros.pop(), places, minus, len(parts[0]) if filled else 0)


def _roles(signs: list[str], parts: list[str], point: str, group: str) -> tuple[str, str]:
    """Return which sign of a number is its decimal point and which groups, or `_UNCERTAIN`."""
    if not signs:
        return "", ""
    *before, last = signs
    if not before:
        return _role_of_one(last, parts, point, group)
    if any(sign != before[0] for sign in before) or not _starts(parts):
        return _UNCERTAIN
    # 1.234.567 groups and 1.234,5 has a point; 1.2.3 is a version.
    inner = parts[1:] if last == before[0] else parts[1:-1]
    if any(len(part) != _GROUP_DIGITS for part in inner):
        return _UNCERTAIN
    return ("", last) if last == before[0] else (last, before[0])


def _role_of_one(sign: str, parts: list[str], point: str, group: str) -> tuple[str, str]:
    """Return the role of the only ``sign``: the locale says it where three digits follow."""
    if len(parts[1]) != _GROUP_DIGITS or not _starts(parts):
        return (sign, "") if sign in _POINTS else _UNCERTAIN
    if sign == group or (sign in _SPACES and group in _SPACES and group):
        return "", sign
    return (sign, "") if sign == point else _UNCERTAIN


def _starts(parts: list[str]) -> bool:
    """Tell whether the first digits can stand before a group: ``1``, ``12`` or ``123``, not ``0``."""
    return len(parts[0]) <= _GROUP_DIGITS and unicodedata.decimal(parts[0][0]) != 0


def write_like(number: Numeral, form: Numeral, locale: str) -> str | None:
    """Write ``number`` in the ``form`` of another of ``locale``, or ``None`` where its form is not known.

    Digits after the point are kept as they are: 2.50 stays 2.50. Zeros in front are written where the form
    has them; where only ``number`` has, they may be wanted or not.
    """
    own_point, own_group = separators(locale)
    point = form.point or own_point
    group = form.group or (own_group if number.group and abs(form.value) < 1000 else "")  # noqa: PLR2004
    if number.places and (not point or point == group):
        return None
    if number.width and not form.width:
        return None
    digits = f"{abs(number.value):.{number.places}f}"
    whole, _dot, rest = digits.partition(".")
    if form.width:
        whole = whole.zfill(form.width)
    elif group:
        whole = f"{int(whole):,}".replace(",", group)
    minus = (form.minus or "-") if number.minus else ""
    written = f"{whole}{point}{rest}" if rest else whole
    return minus + written.translate(
        {ord(str(one)): chr(ord(form.zero) + one) for one in range(10)}
    )


def han_numerals(text: str) -> tuple[Decimal, ...]:
    """Return the values of Chinese numerals below a hundred in ``text``: a translation may use digits."""
    return tuple(_han_value(match[0]) for match in _HAN_NUMERAL.finditer(text))


def _han_value(numeral: str) -> Decimal:
    tens, ten, ones = numeral.partition("十")
    if not ten:
        return Decimal(_HAN_DIGITS[numeral])
    return Decimal(10 * (_HAN_DIGITS[tens] if tens else 1) + (_HAN_DIGITS[ones] if ones else 0))


def plural(value: Decimal, locale: str) -> str:
    """Return the plural category (CLDR) that ``value`` takes in ``locale``; ``other`` if it is unknown.

    Filipino has categories by the last digit (for the linker), but no plural of words behind numbers.
    """
    if language(locale) in _NO_PLURALS:
        return "other"
    try:
        return str(Locale.parse(language(locale)).plural_form(abs(value)))
    except (UnknownLocaleError, ValueError):
        return "other"
