"""Putting the new numbers and codes into the translation of a text that differs by nothing else.

Nothing is guessed: where a number could stand for something else, or stands in the translation twice, in
another unit or not at all, there is no repair and a person sees the difference.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from localizer.translate.fuzzy.numerals import (
    Numeral,
    groups_by_space,
    han_numerals,
    plural,
    read_numeral,
    write_like,
)
from localizer.translate.fuzzy.score import Difference
from localizer.translate.fuzzy.tokens import Kind, Token, tokens

#: Units that translations convert into others, so that the same number there would mean something else.
_CONVERTED: Final = re.compile(r"\s*[斤两兩寸尺丈里亩畝钱錢]")
_IN_CODE: Final = re.compile(r"\d+(?:\.\d+)?")
#: What says that a number counts nothing: no word behind it takes a plural.
_NO_WORD: Final = re.compile(r"\s*(?:[^\w\s]|\d|$)")


@dataclass(frozen=True, slots=True)
class Repair:
    """A translation with the new numbers: ``changes`` as the sources write them, in their order.

    ``places`` are start and end of each new number in ``text``, in the order of the text.
    """

    text: str
    changes: tuple[Difference, ...]
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Swap:
    """One token that differs between the sources, and what follows the old one there."""

    old: Token
    new: Token
    behind: str


def repaired(
    source: str,
    match_source: str,
    match_target: str,
    target_locale: str,
    *,
    source_locale: str = "",
) -> Repair | None:
    """Return the match's target with the numbers and codes of ``source``, or ``None`` when not sure.

    The sources must be equal but for numbers and codes. ``source_locale`` settles numbers that may be read
    in two ways (``1,500``); without it a change of such a number is not repaired.
    """
    new_text, old_text, target = (
        unicodedata.normalize("NFC", one) for one in (source, match_source, match_target)
    )
    spaced = groups_by_space(source_locale)
    old, new = tokens(old_text, spaced_groups=spaced), tokens(new_text, spaced_groups=spaced)
    if _frame(old_text, old) != _frame(new_text, new):
        return None
    swaps = [
        _Swap(before, after, old_text[before.end :])
        for before, after in zip(old, new, strict=True)
        if before.text != after.text
    ]
    there = tokens(target, spaced_groups=groups_by_space(target_locale))
    if not swaps or not _accounted(old, there, old_text, (source_locale, target_locale)):
        return None
    found: list[tuple[Token, str]] = []
    for swap in swaps:
        place = _place(swap, old, there, old_text, (source_locale, target_locale))
        if place is None:
            return None
        written = _written(swap, place, target, (source_locale, target_locale))
        if written is None:
            return None
        found.append((place, written))
    changes = tuple(_difference(swap, old_text, new_text) for swap in swaps)
    return _put(target, found, changes)


def _frame(text: str, found: Sequence[Token]) -> list[str]:
    """Return what stands between the tokens, and of which kind these are."""
    pieces: list[str] = []
    place = 0
    for one in found:
        pieces += [text[place : one.start], one.kind]
        place = one.end
    return [*pieces, text[place:]]


def _difference(swap: _Swap, old_text: str, new_text: str) -> Difference:
    return Difference(
        old_text[swap.old.start : swap.old.whole], new_text[swap.new.start : swap.new.whole]
    )


def _values(found: Sequence[Token], locale: str) -> Counter[Decimal] | None:
    """Return how often each number occurs, or ``None`` when the value of one is not certain."""
    counted: Counter[Decimal] = Counter()
    for one in found:
        if one.kind is Kind.NUMBER:
            numeral = read_numeral(one.text, locale)
            if numeral is None:
                return None
            counted[abs(numeral.value)] += 1
    return counted


def _accounted(
    old: Sequence[Token], there: Sequence[Token], old_text: str, locales: tuple[str, str]
) -> bool:
    """Tell whether every number of the target is in the match's source: in digits, in Chinese or in a code.

    One that is not (0.5 kg for 500克, 20 % for 8折) may have been worked out from the number that changes.
    """
    source, target = _values(old, locales[0]), _values(there, locales[1])
    if source is None or target is None:
        return False
    return target <= source + _hidden(old, old_text)


def _hidden(old: Sequence[Token], old_text: str) -> Counter[Decimal]:
    """Return numbers a translation may write though the source has no token for them: 三, USB3.0."""
    found = Counter(han_numerals(old_text))
    for one in old:
        if one.kind is Kind.CODE:
            found.update(Decimal(number) for number in _IN_CODE.findall(one.text))
    return found


def _place(
    swap: _Swap,
    old: Sequence[Token],
    there: Sequence[Token],
    old_text: str,
    locales: tuple[str, str],
) -> Token | None:
    """Return where the old token stands in the target, if it stands there and in its source just once."""
    if swap.old.kind is Kind.CODE:
        once = sum(one.text == swap.old.text for one in old) == 1
        places = [one for one in there if one.text == swap.old.text]
        return places[0] if once and len(places) == 1 else None
    numeral = read_numeral(swap.old.text, locales[0])
    if numeral is None or _CONVERTED.match(swap.behind):
        return None
    amount = abs(numeral.value)
    values = _values(old, locales[0]) or Counter()
    places = [one for one in there if _is(one, numeral.value, locales[1])]
    if values[amount] != 1 or len(places) != 1 or amount in _hidden(old, old_text):
        return None
    return places[0] if _same_unit(swap.old, places[0]) else None


def _is(token: Token, value: Decimal, locale: str) -> bool:
    numeral = read_numeral(token.text, locale) if token.kind is Kind.NUMBER else None
    return numeral is not None and numeral.value == value


def _same_unit(old: Token, place: Token) -> bool:
    """Tell whether a symbol behind the number in the target is not another one than in the source."""
    units = [unicodedata.normalize("NFKC", one.unit).casefold() for one in (old, place)]
    return not all(units) or units[0] == units[1]


def _written(swap: _Swap, place: Token, target: str, locales: tuple[str, str]) -> str | None:
    """Return the new token as the target writes the old one."""
    if swap.new.kind is Kind.CODE:
        return swap.new.text
    new, form = read_numeral(swap.new.text, locales[0]), read_numeral(place.text, locales[1])
    if new is None or form is None or _inflects(form, new, place, target, locales[1]):
        return None
    return write_like(new, form, locales[1])


def _inflects(form: Numeral, new: Numeral, place: Token, target: str, locale: str) -> bool:
    """Tell whether a word behind the number may need another form: 1 Stunde, 2 Stunden."""
    if place.unit or _NO_WORD.match(target[place.end :]):
        return False
    return plural(form.value, locale) != plural(new.value, locale)


def _put(
    target: str, found: Sequence[tuple[Token, str]], changes: tuple[Difference, ...]
) -> Repair:
    pieces: list[str] = []
    places: list[tuple[int, int]] = []
    end = length = 0
    for token, written in sorted(found, key=lambda one: one[0].start):
        kept = target[end : token.start]
        start = length + len(kept)
        pieces += [kept, written]
        length = start + len(written)
        places.append((start, length))
        end = token.end
    return Repair("".join([*pieces, target[end:]]), changes, tuple(places))
