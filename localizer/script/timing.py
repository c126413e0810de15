"""How long a text takes to say: its units in the language's own count, and the seconds of a line.

Counted are words; in Vietnamese the pieces between spaces, in Chinese the characters, in Thai the syllables
(`localizer.script.thai`), as Thai writes no spaces between words. Numbers, units and codes count as they are
spoken (`localizer.script.figures`), a price token by its amount: by the words a host says it in where they
are given, else by its digits.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from math import ceil
from types import MappingProxyType
from typing import Final

from localizer.model.script import Lane, ScriptLine
from localizer.model.speech import SpeechRate, SpeechUnit
from localizer.script.figures import take_figures
from localizer.script.render import render_line, tokens_in
from localizer.script.spoken import apart
from localizer.script.thai import syllables

#: What a cue ("show the label") adds to the speech around it, in seconds; a default without a measured
#: source.
CUE_SECONDS: Final = 0.8
#: Amounts that stand for tokens nobody has a value for yet, so that a draft can be timed.
TYPICAL_TOKENS: Final[Mapping[str, str]] = {"price": "29.99", "n": "3"}

#: Stands for words counted by themselves: so wide that no number takes what follows for its unit.
_GAP: Final = "   "
_NO_WORDS: Final[Mapping[str, str]] = MappingProxyType({})
_HAN: Final = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
_THAI: Final = re.compile(r"[\u0e01-\u0e3a\u0e40-\u0e4e]")
_LATIN: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@lru_cache(maxsize=16_384)  # most phrases of a bank name no fact: they are timed for every product
def count_units(text: str, unit: SpeechUnit, locale: str) -> int:
    """Return the spoken length of ``text`` in ``unit``: words, syllables or characters.

    In Chinese and Thai a Latin word counts as one unit for each two letters begun (``cotton`` 3). Numbers,
    signs, units of measure, times and codes count as they are said in the language of ``locale``.
    """
    units, rest = take_figures(text, locale)
    if unit is SpeechUnit.CHARACTER:
        return units + len(_HAN.findall(rest)) + _latin_units(_HAN.sub(" ", rest))
    if unit is SpeechUnit.SYLLABLE and locale.startswith("th"):
        return units + syllables(rest) + _latin_units(_THAI.sub(" ", rest))
    return units + sum(any(char.isalpha() for char in piece) for piece in rest.split())


def _latin_units(text: str) -> int:
    """Count Latin words in a language that is counted in syllables: two letters a unit."""
    return sum(ceil(len(word) / 2) for word in _LATIN.findall(text))


def seconds(units: int, per_minute: int) -> float:
    """Return the seconds ``units`` take at ``per_minute``; pauses for breath are in the rate."""
    return units * 60 / per_minute


def amounts(
    tokens: Mapping[str, str], locale: str, spoken: Mapping[str, str] = _NO_WORDS
) -> dict[str, str]:
    """Return what tokens are counted by: ``tokens``, and before them ``spoken``, money in words."""
    words = {
        name: f" {apart(said, locale)} "
        for name, said in spoken.items()
        if said and said != tokens.get(name)
    }
    return {**TYPICAL_TOKENS, **tokens, **words}


def measure(
    text: str,
    lane: Lane,
    rate: SpeechRate,
    locale: str,
    counted: Mapping[str, str],
    per_minute: int | None = None,
) -> tuple[tuple[str, ...], int, float]:
    """Return the tokens of ``text``, its units and the seconds it takes.

    ``counted`` comes from `amounts`. ``per_minute`` is the host's measured pace; without it the language's
    default holds. An action takes `CUE_SECONDS`, what the control room does takes no time.
    """
    names = tokens_in(text) if "{" in text else ()
    if lane is not Lane.HOST:
        return names, 0, CUE_SECONDS if lane is Lane.ACTION else 0.0
    units = _units(text, names, rate.unit, locale, counted)
    return names, units, round(seconds(units, per_minute or rate.default), 2)


def _units(
    text: str, names: tuple[str, ...], unit: SpeechUnit, locale: str, counted: Mapping[str, str]
) -> int:
    """Count a line and its tokens; amounts in words by themselves, as every product has others."""
    units = 0
    others: list[tuple[str, str]] = []
    for name in names:
        value = counted.get(name, "")
        if value.startswith(" ") and value.endswith(" "):  # words, see `amounts`
            units += text.count(f"{{{name}}}") * count_units(value, unit, locale)
            others.append((name, _GAP))
        else:
            others.append((name, value))
    return units + _units_beside(text, tuple(others), unit, locale)


@lru_cache(maxsize=16_384)
def _units_beside(
    text: str, values: tuple[tuple[str, str], ...], unit: SpeechUnit, locale: str
) -> int:
    """Count a line with ``values`` in its tokens; many products share it but for their amounts."""
    return count_units(render_line(text, dict(values)) if values else text, unit, locale)


def time_line(
    line: ScriptLine,
    rate: SpeechRate,
    locale: str,
    *,
    tokens: Mapping[str, str],
    spoken: Mapping[str, str] = _NO_WORDS,
    per_minute: int | None = None,
) -> ScriptLine:
    """Return ``line`` with its tokens, units and seconds counted anew, see `measure`."""
    counted = amounts(tokens, locale, spoken)
    names, units, took = measure(line.text, line.lane, rate, locale, counted, per_minute)
    return replace(line, tokens=names, units=units, seconds=took)
