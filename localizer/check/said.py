"""What a text promises, in its own words: where, and with which number. Denials and questions are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from localizer.check.context import ScriptContext, TextContext
from localizer.model.number_words import number_pattern, worded_value
from localizer.model.promise import Promise, PromisePattern, PromiseWords
from localizer.model.script import Lane

#: Where a part of a sentence ends; a point or comma inside a number does not end one.
_PART_END: Final = re.compile(r"[!?…\n()\u3002\uff01\uff1f\uff1b\uff0c\u3001]|[.,;:–—](?=\s|$)")
_SENTENCE_END: Final = re.compile(r"[!?…\n\u3002\uff01\uff1f]|\.(?=\s|$)")
#: A count of anything promised; longer numbers are codes.
_DIGITS: Final = r"(?<!\d)\d{1,9}(?:[.,]\d{1,4})?(?!\d)"
#: An amount of money or its token, where a wording needs one beside it.
_AMOUNT: Final = r"(?:\{was\}|(?:[$€£¥฿₫₱]|US\$|S\$|R\$|NT\$|Rp\.?|RM|PHP)?\s?\d[\d.,]*)"
_SIGNED: Final = r"(?:[$€£¥฿₫₱]|US\$|S\$|R\$|NT\$|Rp\.?|RM|PHP)\s?\d[\d.,]*"
_RANGE: Final = (
    r"(?:(?<!\d)\d{1,3}\s?(?:[-–~/]|to|bis|à|a|e|o|oder|or|sampai|hingga|đến|到|至|ถึง)\s?)?"
)
#: Letters of a language without spaces in which a denial or a question word must follow or precede.
_NEAR: Final = 14
#: How far the rest of the sentence is looked at: nobody says longer ones, and hostile texts are long.
_FAR: Final = 240

Checked = TextContext | ScriptContext


@dataclass(frozen=True, slots=True)
class Saying:
    """A promise as said. ``number`` counts what the promise counts, ``None`` where it names none.

    ``figure`` is the place of the number in the text, (0, 0) where it is none of the text's own.
    """

    kind: Promise
    text: str
    start: int
    end: int
    number: Decimal | None
    figure: tuple[int, int]


def passages(context: Checked) -> Iterator[tuple[int, str]]:
    """Yield what is to be checked with its place: a text, or the host's lines of a script."""
    if isinstance(context, TextContext):
        if context.text:
            yield 0, context.text
        return
    offset = 0
    for line in context.script.lines:
        if line.lane is Lane.HOST:
            yield offset, line.text
        offset += len(line.text) + 1


@lru_cache(maxsize=8192)
def sayings(text: str, words: PromiseWords) -> tuple[Saying, ...]:
    """Return what ``text`` promises, in its order. Of wordings that overlap the longest counts."""
    lower = text.lower()
    found = [
        _saying(match, one, words)
        for one in words.patterns
        if any(stem in lower for stem in one.stems)
        for match in _compiled(one, words).finditer(text)
    ]
    kept: list[Saying] = []
    taken = bytearray(len(text))
    for one in sorted(found, key=lambda said: (said.start - said.end, said.start)):
        if not any(taken[one.start : one.end]):
            taken[one.start : one.end] = b"\x01" * (one.end - one.start)
            kept.append(one)
    meant = (one for one in kept if not taken_back(text, one.start, one.end, words))
    return tuple(sorted(meant, key=lambda said: said.start))


@lru_cache(maxsize=2048)
def _compiled(one: PromisePattern, words: PromiseWords) -> re.Pattern[str]:
    number = rf"({_DIGITS}|{number_pattern(words.language)})"
    names = "|".join((*words.money.times, *words.money.names.values())) or "(?!)"
    money = rf"(?:\{{was\}}|{_SIGNED}|\d[\d.,]*\s?(?:[€₫฿元]|{names}))"
    pattern = one.pattern.replace("#R", f"{_RANGE}#N").replace("#N", number)
    return bounded(pattern.replace("#M", _AMOUNT).replace("#C", money), words)


def bounded(pattern: str, words: PromiseWords) -> re.Pattern[str]:
    """Compile a pattern that matches whole words only, where the language writes spaces between them."""
    whole = rf"(?<!\w)(?:{pattern})(?!\w)" if words.spaced else pattern
    return re.compile(whole, re.IGNORECASE)


def _saying(match: re.Match[str], one: PromisePattern, words: PromiseWords) -> Saying:
    group = next((n for n, text in enumerate(match.groups(), 1) if text), 0)
    number, figure = one.value, (0, 0)
    if group:
        number, figure = number_said(match[group], words), match.span(group)
    if number is not None and group:
        number = _paid_off(number) if one.left else number * one.times / one.per
    return Saying(one.kind, match.group(), match.start(), match.end(), number, figure)


def number_said(written: str, words: PromiseWords) -> Decimal | None:
    """Return the value of a number in digits or words."""
    if written[0].isdigit():
        return Decimal(written.replace(",", "."))
    value = worded_value(written, words.language)
    return None if value is None else Decimal(value)


def _paid_off(number: Decimal) -> Decimal:
    """Return the percent taken off where ``number`` tenths or hundredths are paid: 8折 and 85折."""
    tenths = 10
    return 100 - number * 10 if number < tenths else 100 - number


def taken_back(text: str, start: int, end: int, words: PromiseWords) -> bool:
    """Tell whether the words around a promise deny it or only ask."""
    before = _PART_END.split(text[max(0, start - _FAR) : start])[-1]
    stop = _SENTENCE_END.search(text, end, end + _FAR)
    if stop and stop.group() in "?\uff1f":
        return True
    part = _PART_END.search(text, end, end + _FAR)
    after = text[end : part.start() if part else end + _FAR]
    if not words.spaced:
        before, after = before[-_NEAR:], after[:_NEAR]
    denied_before, denied_after, asked = _around(words)
    return bool(denied_before.search(before) or denied_after.match(after) or asked.search(after))


@lru_cache(maxsize=64)
def _around(words: PromiseWords) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return what matches a denial before, a denial behind, and a question word behind a promise."""
    never = "(?!)"
    before, after = words.denied_before or never, words.denied_after or never
    asked = words.asked or never
    if words.spaced:
        return (
            re.compile(rf"(?<!\w)(?:{before})(?:\s+\S+){{0,2}}\s*$", re.IGNORECASE),
            re.compile(rf"(?:\s+\S+){{0,2}}\s+(?:{after})(?!\w)", re.IGNORECASE),
            re.compile(rf"(?<!\w)(?:{asked})\s*$", re.IGNORECASE),
        )
    return (
        re.compile(rf"(?:{before})\S{{0,3}}$"),
        re.compile(rf"\S{{0,3}}?(?:{after})"),
        re.compile(rf"(?:{asked})"),
    )
