"""The numbers and model codes in a text: what must never be taken over from a text that is only like it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

#: Symbols of units that no language translates, of the SI and of trade. Words such as 小时 are no symbols,
#: and "in" is left out for "2 in 1".
_SYMBOLS: Final = (
    *(
        "mAh",
        "Ah",
        "kWh",
        "Wh",
        "mg",
        "kg",
        "g",
        "ml",
        "mL",
        "l",
        "L",
        "µm",
        "nm",
        "mm",
        "cm",
        "dm",
        "km",
    ),
    *(
        "m²",
        "cm²",
        "m³",
        "cm³",
        "m",
        "mW",
        "kW",
        "W",
        "mV",
        "kV",
        "V",
        "VA",
        "mA",
        "A",
        "Hz",
        "kHz",
    ),
    *(
        "MHz",
        "GHz",
        "dB",
        "KB",
        "MB",
        "GB",
        "TB",
        "kB",
        "Mbps",
        "Gbps",
        "lm",
        "lx",
        "K",
        "Pa",
        "hPa",
    ),
    *("kPa", "MPa", "bar", "psi", "rpm", "N", "Nm", "oz", "lb", "°C", "°F", "℃", "℉", "°"),
    *("%", "％", "‰", "″", "′", "Ω", "kΩ", "ml/h", "m/s", "km/h", "L/min", "g/m²"),
)
_SYMBOL: Final = "|".join(re.escape(one) for one in sorted(_SYMBOLS, key=len, reverse=True))
#: Letters of Latin script: next to them a digit belongs to a code. Han and Thai letters stand beside
#: numbers without a space.
LATIN: Final = "A-Za-zÀ-ÖØ-öø-ʯḀ-ỿＡ-Ｚａ-ｚ"
#: Space group separators are read only when a locale is known to use them.
_DIGITS: Final = r"(?>\d+(?:[.,'’٫٬]\d+)*+)"
_SPACED: Final = r"(?>\d{1,3}(?:[ \u00a0\u202f]\d{3})++(?!\d)(?:[.,]\d+)?|\d+(?:[.,'’]\d+)*+)"
_BEFORE: Final = rf"(?<![{LATIN}\d])"
#: A minus only where no hyphen can stand: after nothing, a space, a bracket, a colon or a range mark.
_MINUS: Final = r"(?:(?<![^\s(\[（［:：,，;；~～])[-−－](?=\d))?"
_AFTER_TIMES: Final = r"(?<=\d[xX×*])"
#: How far a letter and a digit are looked for is bounded: a text of hyphens must not be read in squares.
_CODE: Final = (
    rf"(?<![{LATIN}\d])(?=[{LATIN}\d_/.-]{{0,60}}[{LATIN}])(?=[{LATIN}_/.-]{{0,60}}\d)"
    rf"[{LATIN}\d]++(?:[-_/.][{LATIN}\d]++)*+"
)


class Kind(StrEnum):
    """What a token is."""

    NUMBER = "number"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Token:
    """A number or code from ``start`` to before ``end``.

    ``text`` is the number without its unit, or the whole code; ``unit`` the symbol behind the number as
    written, which ends at ``whole``; empty where none is.
    """

    kind: Kind
    text: str
    start: int
    end: int
    unit: str = ""
    whole: int = 0


def _pattern(digits: str) -> re.Pattern[str]:
    """Return the pattern of tokens; what comes first wins where two could begin."""
    tail = rf"(?:\s?-?(?P<{{unit}}>{_SYMBOL})(?![{LATIN}\d]))"
    times = r"(?=\s?[xX×*]\s?\d)"
    return re.compile(
        rf"(?P<measure>(?:{_MINUS}{_BEFORE}|{_AFTER_TIMES}){digits}){tail.format(unit='unit')}"
        rf"|(?P<times>(?:{_BEFORE}|{_AFTER_TIMES}){digits}){times}"
        rf"|(?P<last>{_AFTER_TIMES}{digits})(?![{LATIN}])"
        rf"|(?P<code>{_CODE})"
        rf"|(?P<number>{_MINUS}{_BEFORE}{digits})"
    )


_PLAIN_TOKENS: Final = _pattern(_DIGITS)
_SPACED_TOKENS: Final = _pattern(_SPACED)


def tokens(text: str, *, spaced_groups: bool = False) -> tuple[Token, ...]:
    """Return the numbers and codes of ``text`` in order.

    With ``spaced_groups`` ``3 500`` is one number, as French writes it.
    """
    pattern = _SPACED_TOKENS if spaced_groups else _PLAIN_TOKENS
    return tuple(_token(match) for match in pattern.finditer(text))


def _token(match: re.Match[str]) -> Token:
    name = next(one for one in ("measure", "times", "last", "code", "number") if match[one])
    kind = Kind.CODE if name == "code" else Kind.NUMBER
    start, end = match.span(name)
    return Token(kind, match[name], start, end, match["unit"] or "", match.end())


def same_key(token: Token) -> str:
    """Return what two tokens that say the same have in common: full-width forms and spaces do not count."""
    return (
        f"{unicodedata.normalize('NFKC', token.text)} {unicodedata.normalize('NFKC', token.unit)}"
    )
