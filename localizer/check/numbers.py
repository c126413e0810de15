"""Checks of what must be the same in every language: numbers and tokens."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import chain
from typing import ClassVar, Final

from babel import Locale, UnknownLocaleError
from babel.numbers import get_decimal_symbol, get_group_symbol

from localizer.check.context import TextContext
from localizer.check.number_names import says
from localizer.check.spots import most, spot
from localizer.check.units import units_of
from localizer.i18n import N_
from localizer.model.bullets import DESCRIBED
from localizer.model.finding import Finding, Severity
from localizer.model.locale import HAN_LANGUAGES, language, to_babel
from localizer.model.market import MeasureSystem
from localizer.model.measure import METRIC_UNITS, US_UNITS, exactly, is_conversion, rounded
from localizer.model.phrase import TOKENS
from localizer.model.segment import Field, Origin
from localizer.model.token import TOKEN

_NUMBER: Final = re.compile(r"\d+(?:[.,\u00a0\u202f'\u2019]\d+)*")
#: Small numbers that Chinese writes as words and other languages often as digits (双 = 2).
_HAN_NUMERALS: Final = {
    char: Decimal(value)
    for char, value in zip(
        "一二两双三四五六七八九十", (1, 2, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10), strict=True
    )
}
_THOUSANDS: Final = 3
#: Characters of a text, and pairs of numbers, up to which each number is looked at with its unit.
_LONG: Final = 20_000
_PAIRS: Final = 40_000
#: Vietnamese counts weekdays and months, Chinese months: "Thứ 3" is Tuesday.
_MONTH_OR_DAY: Final = re.compile(r"(?:thứ|tháng)\s\d{1,2}|^\D*\d{1,2}月", re.IGNORECASE)
#: The end of an area or a volume written without the raised digit.
_POWER: Final = re.compile(r"\d\s?[kcdm]?m[23]\Z")
#: What may be one, and what may be a number with a unit of the US.
_POWERED: Final = re.compile(r"\d\s?[kcdm]?m[23]")
_MAYBE_US: Final = re.compile(
    r"\d[\s\u00a0-]{0,2}(?:in|ft|f[oe][oe]t|oz|lb|pound|libra|onza|ounce|fl|qt|quart|cuart|gal|sq|pi|pulg"
    "|[\"”″'°º℉])",
    re.IGNORECASE,
)
#: Fields whose numbers, when composed, come from elsewhere than their source.
_BY_TABLE: Final = frozenset({Field.TITLE, Field.OPTION_VALUE})


@lru_cache(maxsize=64)
def number_symbols(locale: str) -> tuple[str, str]:
    """Return the decimal and the group symbol of a locale; those of English where nobody knows it."""
    try:
        parsed = Locale.parse(to_babel(locale))
    except (UnknownLocaleError, ValueError):
        return ".", ","
    return get_decimal_symbol(parsed), get_group_symbol(parsed)


def number_values(text: str, locale: str) -> list[tuple[Decimal, int, int]]:
    """Return the numbers in ``text`` by value, read by the locale's separators, with their places."""
    decimal, group = number_symbols(locale)
    return [
        (_value(match.group(), decimal, group), match.start(), match.end())
        for match in _NUMBER.finditer(text)
    ]


def _value(written: str, decimal: str, group: str) -> Decimal:
    if written.isdecimal():
        return Decimal(written)
    plain = written.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2019", "'")
    mark = " " if group in "\u00a0\u202f" else group
    head, _separator, tail = plain.rpartition(decimal)
    if head and len(tail) != _THOUSANDS:
        return Decimal(f"{_digits(head)}.{_digits(tail)}")
    if head and mark in head:
        return Decimal(f"{_digits(head)}.{_digits(tail)}")
    parts = re.split(r"[^\d]", plain)
    whole_and_fraction = len(parts) == 2  # noqa: PLR2004 - the two of them
    if whole_and_fraction and (len(parts[1]) != _THOUSANDS or not parts[0].strip("0")):
        return Decimal(".".join(parts))
    if head and decimal == ".":  # 0.125 in a locale that writes decimals with a point
        return Decimal(f"{_digits(head)}.{_digits(tail)}")
    return Decimal(_digits(plain))


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text) or "0"


@dataclass(frozen=True, slots=True)
class _Number:
    """A number in a text: its value, its place and the unit it carries."""

    value: Decimal
    start: int
    end: int
    unit: str | None

    def converts_to(self, other: _Number) -> bool:
        """Tell whether ``other`` is the same measure, converted and rounded."""
        if self.unit is None or other.unit is None:
            return False
        return is_conversion(self.value, self.unit, other.value, other.unit)

    def clashes_with(self, other: _Number) -> Decimal | None:
        """Return what ``other`` should be when a unit was exchanged without converting, else ``None``."""
        if self.unit not in METRIC_UNITS or other.unit not in US_UNITS:
            return None
        exact = exactly(self.value, self.unit, other.unit)
        return None if exact is None or self.converts_to(other) else rounded(exact, other.unit)


class Numbers:
    """Every number of the source is in the text, and no other.

    A number may be the conversion of one of the source into metric units or, for a market that measures in
    US units, into those; beside it or instead of it.
    """

    id: ClassVar[str] = "numbers"

    def check(self, context: TextContext) -> list[Finding]:
        """Return a finding for each missing and each added number.

        Composed titles follow the facts, composed option values the size tables (36 is US 5.5), and a
        composed size table turns Chinese pounds into kilograms.
        """
        composed = context.translation.origin is Origin.COMPOSED
        by_table = context.field in _BY_TABLE or context.segment.name in DESCRIBED
        if not context.text or (composed and by_table):
            return []
        if max(len(context.segment.source), len(context.text)) > _LONG:
            return self._of_long(context)
        if _are_equal(context.segment.source, context.text):
            return []
        missing = _numbers(context.segment.source, context.source_locale)
        numbers = _numbers(context.text, context.target.locale)
        if len(missing) * len(numbers) > _PAIRS:
            return self._of_long(context)
        return most(self._of(context, missing, numbers))

    def _of_long(self, context: TextContext) -> list[Finding]:
        """Compare the figures of a text as long as a book, or of a long table, and nothing more of them."""
        source = {_digits(one) for one in set(_NUMBER.findall(context.segment.source))}
        written = set(_NUMBER.findall(context.text))
        there = {_digits(one) for one in written}
        strange = {one for one in written if _digits(one) not in source}
        matches = _NUMBER.finditer(context.text) if strange else ()
        message = N_("The number {number} of the source is missing.")
        lost = (spot(self.id, message, (0, 0), number=one[:40]) for one in sorted(source - there))
        new = N_("{number} is not in the source.")
        added = (
            spot(self.id, new, match.span(), number=match.group()[:40])
            for match in matches
            if match.group() in strange
        )
        return most(chain(added, lost))

    def _of(
        self, context: TextContext, missing: list[_Number], numbers: list[_Number]
    ) -> list[Finding]:
        """Return what is wrong with the ``numbers`` of a text whose source has those of ``missing``."""
        added, unconverted, said = [], [], []
        for number in numbers:
            twin = _twin(number, missing)
            if twin is None:
                added.append(number)
                continue
            missing.remove(twin)
            said.append(twin)
            if (right := twin.clashes_with(number)) is not None:
                unconverted.append((number, right))
        american = context.measure is MeasureSystem.US
        added = [
            one
            for one in added
            if not ((american or one.unit in METRIC_UNITS) and _take(one, missing, said))
        ]
        spoken = _numerals(context)
        home, away = language(context.source_locale), language(context.target.locale)
        wrong = [
            one
            for one in added
            if not _MONTH_OR_DAY.search(context.text[max(one.start - 7, 0) : one.end + 1])
            and one.value.normalize() not in spoken
            and not says(context.segment.source, one.value, home)
        ]
        missing = [one for one in missing if one.unit or not says(context.text, one.value, away)]
        return [
            *(self._unconverted(context, number, right) for number, right in unconverted),
            *(self._added(context, number) for number in wrong),
            *(self._missing(number) for number in missing),
        ]

    def _unconverted(self, context: TextContext, number: _Number, right: Decimal) -> Finding:
        args = (("number", context.text[number.start : number.end]), ("right", f"{right:f}"))
        message = N_("{number} has another unit in the source: converted it is {right}.")
        return Finding(self.id, Severity.WARNING, message, args, number.start, number.end)

    def _added(self, context: TextContext, number: _Number) -> Finding:
        args = (("number", context.text[number.start : number.end]),)
        message = N_("{number} is not in the source.")
        return Finding(self.id, Severity.WARNING, message, args, number.start, number.end)

    def _missing(self, number: _Number) -> Finding:
        args = (("number", f"{number.value.normalize():f}"),)
        message = N_("The number {number} of the source is missing.")
        return Finding(self.id, Severity.WARNING, message, args)


def _are_equal(source: str, text: str) -> bool:
    """Tell cheaply whether two texts have the same numbers, written the same, none in a unit of the US.

    Most texts are so, and there is nothing to say of them. False means that a closer look is needed.
    """
    there = _NUMBER.findall(text)
    if len(there) != len(found := _NUMBER.findall(source)):
        return False
    if there != found and sorted(there) != sorted(found):
        return False
    # 1.250 is another number in another language, and the 2 of m2 is none
    plain = all(map(str.isdecimal, there))
    odd = _POWERED.search(f"{source}\n{text}") or _MAYBE_US.search(text)
    return plain and not (there and odd)


def _numbers(text: str, locale: str) -> list[_Number]:
    """Return the numbers of ``text`` with their units; the 2 of ``25m2`` is part of one."""
    found = [
        one
        for one in number_values(text, locale)
        if not _POWER.search(text[max(one[1] - 4, 0) : one[2]])
    ]
    units = units_of(text, [(start, end) for _value, start, end in found])
    return [_Number(*one, unit) for one, unit in zip(found, units, strict=True)]


def _twin(number: _Number, source: list[_Number]) -> _Number | None:
    """Return the number of the source that ``number`` repeats: of equal values the one of its unit."""
    equal = [one for one in source if one.value == number.value]
    same = [one for one in equal if one.unit == number.unit]
    return next(iter(same or equal), None)


def _take(number: _Number, missing: list[_Number], said: list[_Number]) -> bool:
    """Tell whether ``number`` converts one of the source, missing or said; that one is then done with."""
    for numbers in (missing, said):
        base = next((one for one in numbers if one.converts_to(number)), None)
        if base is not None:
            numbers.remove(base)
            return True
    return False


def _numerals(context: TextContext) -> frozenset[Decimal]:
    if language(context.source_locale) not in HAN_LANGUAGES:
        return frozenset()
    return frozenset(
        value.normalize() for char, value in _HAN_NUMERALS.items() if char in context.segment.source
    )


class Tokens:
    """Every token (``{price}``) of the source is in the text; one nobody knows is not.

    A token we know may be added: it is what the check of prices in texts advises. Whether it has a value is
    asked by another check.
    """

    id: ClassVar[str] = "placeholders"

    def check(self, context: TextContext) -> list[Finding]:
        """Return a blocking finding for each lost or invented token."""
        if not context.text or ("{" not in context.text and "{" not in context.segment.source):
            return []
        source = _tokens(context.segment.source)
        target = _tokens(context.text)
        lost = [(N_("The placeholder {token} is lost."), t) for t in (source - target).elements()]
        unknown = (target - source).elements()
        new = [(N_("There is no value for {token}."), t) for t in unknown if not _known(t)]
        return [
            Finding(self.id, Severity.BLOCK, message, (("token", token),))
            for message, token in (*lost, *new)
        ]


def _tokens(text: str) -> Counter[str]:
    """Count the tokens of ``text``, each with its braces."""
    return Counter(match.group() for match in TOKEN.finditer(text))


def _known(token: str) -> bool:
    return token.strip("{}").partition(":")[0] in TOKENS
