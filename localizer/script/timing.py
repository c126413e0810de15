"""How long a text takes to say: its units in the language's own count, and the seconds of a line.

Counted are words; in Vietnamese the pieces between spaces, in Chinese the characters, in Thai syllables
estimated from code points, as Thai writes no spaces between words (facts of 2026-11-21: 3.4 code points a
syllable). Numbers count as they are spoken, a price token by its amount: by the words a host says it in
where they are given, else by its digits.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from math import ceil
from types import MappingProxyType
from typing import Final

from localizer.model.script import Lane, ScriptLine
from localizer.model.speech import SpeechRate, SpeechUnit
from localizer.script.render import render_line, tokens_in
from localizer.script.spoken import apart, spoken_units

#: What a cue ("show the label") adds to the speech around it, in seconds; a default without a measured
#: source.
CUE_SECONDS: Final = 0.8
#: Code points of Thai to a syllable: an estimate, 2026-11-21 (510-765 code points to 150-225 syllables a
#: minute).
THAI_CHARS_PER_SYLLABLE: Final = Decimal("3.4")
#: Amounts that stand for tokens nobody has a value for yet, so that a draft can be timed.
TYPICAL_TOKENS: Final[Mapping[str, str]] = {"price": "29.99", "n": "3"}

_NO_WORDS: Final[Mapping[str, str]] = MappingProxyType({})
_NUMBER: Final = re.compile(
    r"(?P<before>[$€£¥₱฿]|Rp|RM)?\s?(?P<number>[0-9]+(?:[.,][0-9]+)*)\s?(?P<after>[€₫đ฿]|บาท|元)?"
)
_SIGNS: Final = re.compile(r"[%°×+&@]")
_HAN: Final = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
_THAI: Final = re.compile(r"[\u0e01-\u0e3a\u0e40-\u0e4e]")
_LATIN: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def count_units(
    text: str, unit: SpeechUnit, locale: str, *, chars_per_unit: Decimal | None = None
) -> int:
    """Return the spoken length of ``text`` in ``unit``: words, syllables or characters.

    In Chinese and Thai a Latin word counts as one unit for each two letters begun (``USB`` 2, ``cotton``
    3). A sign such as ``%`` and a currency beside a number count as a word. ``chars_per_unit`` is for Thai.
    """
    units = sum(_number_units(match, locale) for match in _NUMBER.finditer(text))
    units += len(_SIGNS.findall(text))
    rest = _SIGNS.sub(" ", _NUMBER.sub(" ", text))
    if unit is SpeechUnit.CHARACTER:
        return units + len(_HAN.findall(rest)) + _latin_units(_HAN.sub(" ", rest))
    if unit is SpeechUnit.SYLLABLE and locale.startswith("th"):
        thai = Decimal(len(_THAI.findall(rest))) / (chars_per_unit or THAI_CHARS_PER_SYLLABLE)
        return units + round(thai) + _latin_units(_THAI.sub(" ", rest))
    return units + sum(any(char.isalpha() for char in piece) for piece in rest.split())


def _number_units(match: re.Match[str], locale: str) -> int:
    """Count a number and the currency beside it, which is one unit."""
    currency = sum(match[side] is not None for side in ("before", "after"))
    return currency + spoken_units(match["number"], locale, amount=bool(currency))


def _latin_units(text: str) -> int:
    """Count Latin words in a language that is counted in syllables: two letters a unit."""
    return sum(ceil(len(word) / 2) for word in _LATIN.findall(text))


def seconds(units: int, per_minute: int) -> float:
    """Return the seconds ``units`` take at ``per_minute``; pauses for breath are in the rate."""
    return units * 60 / per_minute


def _counted(tokens: Mapping[str, str], spoken: Mapping[str, str], locale: str) -> dict[str, str]:
    """Return those of ``spoken`` that are words for what ``tokens`` has in digits, ready to be counted."""
    return {
        name: f" {apart(words, locale)} "
        for name, words in spoken.items()
        if words and words != tokens.get(name)
    }


def time_line(
    line: ScriptLine,
    rate: SpeechRate,
    locale: str,
    *,
    tokens: Mapping[str, str],
    spoken: Mapping[str, str] = _NO_WORDS,
    per_minute: int | None = None,
) -> ScriptLine:
    """Return ``line`` with its tokens, units and seconds counted anew.

    ``tokens`` are the amounts to count tokens by, ``spoken`` the same with money in words, which count
    before them. ``per_minute`` is the host's measured pace; without it the
    language's default holds. An action takes `CUE_SECONDS`, what the control room does takes no time.
    """
    names = tokens_in(line.text)
    if line.lane is not Lane.HOST:
        took = CUE_SECONDS if line.lane is Lane.ACTION else 0.0
        return replace(line, tokens=names, units=0, seconds=took)
    said = render_line(line.text, {**TYPICAL_TOKENS, **tokens, **_counted(tokens, spoken, locale)})
    units = count_units(said, rate.unit, locale, chars_per_unit=rate.chars_per_unit)
    return replace(
        line,
        tokens=names,
        units=units,
        seconds=round(seconds(units, per_minute or rate.default), 2),
    )
