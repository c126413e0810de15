"""How many words or syllables a number takes when it is spoken, by the rules of a dozen languages.

`spoken_units` counts what is given in digits, `apart` makes what is given in words countable.

The rules count, they do not spell: 299 is "two hundred ninety-nine" (4 words) in English, "dua ratus
sembilan puluh sembilan" (5) in Indonesian, สองร้อยเก้าสิบเก้า (5 syllables) in Thai. Own rules, November 2026.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Final

#: A longer number is no amount but an article number: it is said digit by digit.
_TOO_LONG: Final = 15
_GROUP: Final = 3
#: Locales that say "one hundred one"; other English has "and".
_AMERICAN: Final = frozenset({"en", "en-US", "en-PH"})


@dataclass(frozen=True, slots=True)
class NumberSpeech:
    """How a language counts: ``below_hundred`` gives the units of 0 to 99.

    ``one_hundred`` is what 100 takes, ``hundreds`` what 200 takes; ``bare_thousand`` languages say "mil", not
    "one thousand". ``link`` joins hundreds to the rest, ``last_link`` the last part below 100 to what is
    before it. ``comma`` languages write decimals with one; ``digits`` languages say them one by one.
    """

    below_hundred: Callable[[int], int]
    one_hundred: int = 2
    hundreds: int = 2
    link: int = 0
    last_link: int = 0
    round_link: bool = False
    bare_thousand: bool = False
    comma: bool = False
    digits: bool = True


def _plain(number: int, *, single_to: int = 20, teen: int = 1, ten: int = 1, mixed: int = 2) -> int:
    """Count 0 to 99: units up to ``single_to``, then of a teen, of a round ten and of the others."""
    if number <= single_to:
        return 1
    if number < 20:  # noqa: PLR2004 - above the teens all languages here say tens and units
        return teen
    return ten if number % 10 == 0 else mixed


def _joined(number: int) -> int:
    """Count 0 to 99 in Portuguese: vinte e nove."""
    return _plain(number, mixed=3)


def _spanish(number: int) -> int:
    """Count 0 to 99 in Spanish: veintinueve, treinta y uno."""
    return _plain(number, single_to=30, mixed=3)


def _by_tens(number: int) -> int:
    """Count 0 to 99 where ten is a word to the digit before it: Chinese, Thai, Vietnamese."""
    return _plain(number, single_to=10, teen=2, ten=2, mixed=3)


def _malay(number: int) -> int:
    """Count 0 to 99 in Malay and Indonesian: sebelas, dua belas, dua puluh satu."""
    return _plain(number, single_to=11, teen=2, ten=2, mixed=3)


def _french(number: int) -> int:
    """Count 0 to 99 in French: soixante et onze, quatre-vingt-dix-neuf; each part is a word."""
    tens, rest = divmod(number, 10)
    if number <= 16:  # noqa: PLR2004 - seize is the last of one word
        return 1
    if tens in (1, 7, 9):
        before = {1: 0, 7: 1, 9: 2}[tens]
        below = 1 + (rest > 6)  # noqa: PLR2004 - dix-sept
        return before + below + (number == 71)  # noqa: PLR2004 - soixante et onze
    if tens == 8:  # noqa: PLR2004 - quatre-vingt-un has no "et"
        return 2 + bool(rest)
    return 1 + bool(rest) + (rest == 1)


_ENGLISH: Final = NumberSpeech(_plain)
_MALAY: Final = NumberSpeech(_malay, one_hundred=1, bare_thousand=True)
_SPEECH: Final[Mapping[str, NumberSpeech]] = MappingProxyType(
    {
        "en-GB": NumberSpeech(_plain, link=1, last_link=1),
        "en": _ENGLISH,
        "fil": _ENGLISH,  # prices are said in English (facts/markets 2026-11-21, PH)
        "de": NumberSpeech(_plain, comma=True),  # one written word, counted by its parts
        "fr": NumberSpeech(_french, one_hundred=1, bare_thousand=True, comma=True, digits=False),
        "es": NumberSpeech(
            _spanish, one_hundred=1, hundreds=1, bare_thousand=True, comma=True, digits=False
        ),
        "it": NumberSpeech(_plain, one_hundred=1, bare_thousand=True, comma=True, digits=False),
        "pt": NumberSpeech(
            _joined,
            one_hundred=1,
            hundreds=1,
            link=1,
            last_link=1,
            round_link=True,
            bare_thousand=True,
            comma=True,
            digits=False,
        ),
        "id": NumberSpeech(_malay, one_hundred=1, bare_thousand=True, comma=True),
        "ms": _MALAY,
        "vi": NumberSpeech(_by_tens, comma=True, digits=False),
        "th": NumberSpeech(_by_tens),
        "zh": NumberSpeech(_by_tens),
    }
)
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
    """Return the rules of ``locale``'s language; an unknown language counts as American English."""
    name = locale.split("-", 1)[0]
    if name == "en" and locale not in _AMERICAN:
        name = "en-GB"
    return _SPEECH.get(name, _ENGLISH)


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
    whole, decimals = _halves(number, locale)
    if len(whole) > _TOO_LONG or (len(whole) > 1 and whole.startswith("0")):
        units = len(whole)  # an article or telephone number
    else:
        units = _whole(int(whole or "0"), locale)
    if not decimals.strip("0"):
        return units
    if amount:
        return units + _whole(int(decimals[:2]), locale)
    if rules.digits or decimals.startswith("0") or len(decimals) > len("99"):
        return units + 1 + len(decimals)
    return units + 1 + rules.below_hundred(int(decimals))


def number_value(number: str, locale: str) -> Decimal:
    """Return what ``number``, digits with separators of any script, is worth in ``locale``."""
    whole, decimals = _halves(number, locale)
    digits = "".join(filter(str.isdecimal, whole)) or "0"
    return Decimal(f"{digits}.{decimals or '0'}").normalize()


def _halves(number: str, locale: str) -> tuple[str, str]:
    """Return the digits of ``number`` before and after the decimal point, whichever sign that is.

    A sign that stands alone before other than three digits is a point everywhere: Bluetooth 5.3.
    """
    comma = number_speech(locale).comma and locale not in _POINT_LOCALES
    point, group = (",", ".") if comma else (".", ",")
    if number.count(group) == 1 and point not in number:
        first, _, last = number.partition(group)
        if len(last) != _GROUP or not first.strip("0"):
            point, group = group, point
    whole, _, decimals = number.replace(group, "").partition(point)
    return whole, "".join(filter(str.isdecimal, decimals))


def _whole(number: int, locale: str) -> int:
    """Count a whole number."""
    if number == 0:
        return 1
    name = locale.split("-", 1)[0]
    if name == "th":
        return _thai(number)
    if name == "zh":
        return _chinese(number)
    return _by_thousands(number, number_speech(locale), zeros=name == "vi")


def _by_thousands(number: int, rules: NumberSpeech, *, zeros: bool) -> int:
    """Count three digits at a time, and one unit for thousand, million and so on."""
    groups: list[int] = []
    rest = number
    while rest:
        rest, part = divmod(rest, 1000)
        groups.append(part)
    units = 0
    for level in reversed(range(len(groups))):
        part, first = groups[level], level == len(groups) - 1
        if not part:
            continue
        if zeros:
            units += _vietnamese(part, first=first) + bool(level)
        elif level == 1 and part == 1 and rules.bare_thousand and first:
            units += 1
        else:
            linked = rules.last_link and not level and not first
            link = linked and (part < 100 or (rules.round_link and part % 100 == 0))  # noqa: PLR2004
            units += _below_thousand(part, rules) + bool(level) + bool(link)
    return units


def _below_thousand(number: int, rules: NumberSpeech) -> int:
    """Count 1 to 999."""
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return rules.below_hundred(rest)
    units = rules.one_hundred if hundreds == 1 else rules.hundreds
    return units + (rules.link + rules.below_hundred(rest) if rest else 0)


def _vietnamese(number: int, *, first: bool) -> int:
    """Count 1 to 999: after thousands also the hundreds that are none, and lẻ before a lone unit."""
    hundreds, rest = divmod(number, 100)
    if not hundreds and first:
        return _by_tens(rest)
    odd = 0 < rest < 10  # noqa: PLR2004 - một trăm lẻ năm
    return 2 + (odd + _by_tens(rest) if rest else 0)


def _thai(number: int) -> int:
    """Count in syllables: a digit and its place, the millions by themselves."""
    millions, rest = divmod(number, 10**6)
    units = _thai(millions) + 1 if millions else 0
    hundreds, below = divmod(rest, 100)
    units += 2 * sum(digit != "0" for digit in str(hundreds))
    return units + (_by_tens(below) if below else 0)


def _chinese(number: int) -> int:
    """Count in characters: four digits at a time, 零 where places between are empty."""
    units, gap, begun = 0, False, False
    for level in range((len(str(number)) - 1) // 4, -1, -1):
        part = number // 10 ** (4 * level) % 10**4
        if not part:
            gap = begun
            continue
        units += (
            (begun and (gap or part < 10**3)) + _chinese_four(part, first=not begun) + bool(level)
        )
        gap, begun = False, True
    return units


def _chinese_four(number: int, *, first: bool) -> int:
    """Count 1 to 9999; ten to nineteen begin with 十 only where nothing is before them."""
    if first and number < 20:  # noqa: PLR2004 - 十五, but 一百一十五
        return _by_tens(number)
    digits = str(number)
    units = sum(1 + bool(place) for place, digit in enumerate(reversed(digits)) if digit != "0")
    return units + len(re.findall("0+(?=[1-9])", digits))
