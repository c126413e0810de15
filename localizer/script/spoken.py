"""How many words or syllables a number takes when it is spoken: small rules for a dozen languages.

`spoken_units` counts what is given in digits, `apart` makes what is given in words countable.

The rules count, they do not spell: 299 is "two hundred ninety-nine" (4 words) in English, "dua ratus
sembilan puluh sembilan" (5) in Indonesian. They are rough where a language contracts (French 80-99,
Portuguese "e"); a number is one part of a line and an error of one word is a third of a second. Own rules,
November 2026.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

#: Above the teens all languages here say tens and units.
TWENTY: Final = 20


@dataclass(frozen=True, slots=True)
class NumberSpeech:
    """Units a language needs: for numbers up to ``single_to`` one, then for teens, round tens and the others.

    ``one_hundred`` is what 100 takes, ``hundreds`` is what 200 takes; ``bare_thousand`` languages say
    "mil", not "one thousand"; ``link`` is what joins hundreds to the rest. ``comma`` languages write
    decimals with one.
    """

    single_to: int = 20
    teen: int = 1
    mixed: int = 2
    round_ten: int = 1
    one_hundred: int = 2
    hundreds: int = 2
    link: int = 0
    bare_thousand: bool = False
    comma: bool = False


_DIGIT_BY_DIGIT: Final = NumberSpeech(single_to=10, teen=2, mixed=3, round_ten=2)
_MALAY: Final = NumberSpeech(
    single_to=11, teen=2, mixed=3, round_ten=2, one_hundred=1, bare_thousand=True
)
_SPEECH: Final[dict[str, NumberSpeech]] = {
    "en": NumberSpeech(),
    "fil": NumberSpeech(),  # prices are said in English (facts/markets 2026-11-21, PH)
    "de": NumberSpeech(comma=True),  # one written word, counted by its parts
    "fr": NumberSpeech(single_to=16, mixed=3, one_hundred=1, bare_thousand=True, comma=True),
    "es": NumberSpeech(
        single_to=30, mixed=3, one_hundred=1, hundreds=1, bare_thousand=True, comma=True
    ),
    "it": NumberSpeech(one_hundred=1, bare_thousand=True, comma=True),
    "pt": NumberSpeech(mixed=3, one_hundred=1, hundreds=1, link=1, bare_thousand=True, comma=True),
    "id": NumberSpeech(
        single_to=11, teen=2, mixed=3, round_ten=2, one_hundred=1, bare_thousand=True, comma=True
    ),
    "ms": _MALAY,
    "vi": NumberSpeech(single_to=10, teen=2, mixed=3, round_ten=2, comma=True),
    "th": _DIGIT_BY_DIGIT,
    "zh": _DIGIT_BY_DIGIT,
}
#: Locales that write decimals with a point though their language uses a comma.
_POINT_LOCALES: Final = frozenset({"es-MX", "es-US", "de-CH"})
#: The parts of numbers in the languages that write them as one word; the longer parts first.
_PARTS: Final = {
    "de": re.compile(
        r"(?:drei|vier|fünf|sech|sieb|acht|neun)?zehn|elf|zwölf"
        r"|(?:zwan|drei|vier|fünf|sech|sieb|acht|neun)[zß]ig|hundert|tausend"
        # "neunundneunzig" is said as fast as two words: "und" is no word of its own.
        r"|(?:ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun)und(?=\w)"
        r"|null|eins|eine|ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun"
    ),
    "it": re.compile(
        r"undici|dodici|tredici|quattordici|quindici|sedici|diciassette|diciotto|diciannove|dieci"
        r"|(?:vent|trent|quarant|cinquant|sessant|settant|ottant|novant)[ia]?"
        r"|cent(?=ott)|cento|mille|mila|uno|due|tr[eé]|quattro|cinque|sei|sette|otto|nove|zero"
    ),
}
_NUMBER_WORD: Final = {
    name: re.compile(rf"\b(?:{parts.pattern})+\b") for name, parts in _PARTS.items()
}


def number_speech(locale: str) -> NumberSpeech:
    """Return the rules of ``locale``'s language; an unknown language counts as English."""
    return _SPEECH.get(locale.split("-", 1)[0], NumberSpeech())


def apart(words: str, locale: str) -> str:
    """Return an amount in ``words`` with a space between all that is counted as a word.

    ``ninety-nine`` is two words, and so is the German ``neunundneunzig``, though it is written as one.
    """
    spaced = words.replace("-", " ")
    name = locale.split("-", 1)[0]
    if name not in _PARTS:
        return spaced

    def split(match: re.Match[str]) -> str:
        return " ".join(_PARTS[name].findall(match.group()))

    return _NUMBER_WORD[name].sub(split, spaced)


def spoken_units(number: str, locale: str, *, amount: bool = False) -> int:
    """Return how many words (syllables, characters) ``number``, digits with separators, takes in ``locale``.

    In an ``amount`` of money nobody says "point": the currency stands there, and is counted by the caller.
    """
    rules = number_speech(locale)
    comma = rules.comma and locale not in _POINT_LOCALES
    point, group = (",", ".") if comma else (".", ",")
    whole, _, decimals = number.replace(group, "").partition(point)
    decimals = "".join(char for char in decimals if char.isdecimal())
    units = _whole(int(whole or "0"), rules)
    if not decimals.strip("0"):
        return units
    point_units = 0 if amount else 1
    if len(decimals) <= len("99"):
        return units + point_units + _below_hundred(int(decimals), rules)
    return units + point_units + len(decimals)


def _whole(number: int, rules: NumberSpeech) -> int:
    """Count a whole number: each three digits, and one unit for thousand, million and so on."""
    if number >= 10**15:
        return len(str(number))  # an article number: said digit by digit
    units, level = 0, 0
    rest = number
    while rest:
        rest, part = divmod(rest, 1000)
        bare = level == 1 and part == 1 and rest == 0 and rules.bare_thousand
        if part:
            units += (0 if bare else _below_thousand(part, rules)) + (1 if level else 0)
        level += 1
    return max(units, 1)


def _below_thousand(number: int, rules: NumberSpeech) -> int:
    """Count 1 to 999."""
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _below_hundred(rest, rules)
    units = rules.one_hundred if hundreds == 1 else rules.hundreds
    return units + (rules.link + _below_hundred(rest, rules) if rest else 0)


def _below_hundred(number: int, rules: NumberSpeech) -> int:
    """Count 0 to 99."""
    if number <= rules.single_to:
        return 1
    if number < TWENTY:
        return rules.teen
    return rules.round_ten if number % 10 == 0 else rules.mixed
