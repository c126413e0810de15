"""Checks of what must be the same in every language: numbers and tokens; and of prices typed as text."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from functools import lru_cache
from typing import ClassVar, Final

from babel import Locale
from babel.numbers import get_decimal_symbol, get_group_symbol

from localizer.check.context import TextContext
from localizer.i18n import N_
from localizer.model.finding import Finding, Severity
from localizer.model.locale import HAN_LANGUAGES, language, to_babel
from localizer.model.phrase import TOKENS
from localizer.model.segment import Field, Origin

_TOKEN: Final = re.compile(r"\{[a-z_]+(?::[0-9]+)?\}")
_NUMBER: Final = re.compile(r"\d+(?:[.,\u00a0\u202f'\u2019]\d+)*")
#: Currencies of our markets and of the sellers.
_CODES: Final = "BRL|CNY|EUR|GBP|IDR|MXN|MYR|PHP|SGD|THB|TWD|USD|VND"
_PRICE: Final = re.compile(
    rf"(?:[$€£¥￥฿₫₱]|\b(?:Rp|RM|NT\$|S\$|R\$|{_CODES}))\s?\d+(?:[.,]\d+)*"
    rf"|\d+(?:[.,]\d+)*\s?(?:[€₫฿元]|บาท|đ\b|(?:{_CODES})\b)"
)
#: Small numbers that Chinese writes as words and other languages often as digits (双 = 2).
_HAN_NUMERALS: Final = {
    char: Decimal(value)
    for char, value in zip(
        "一二两双三四五六七八九十", (1, 2, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10), strict=True
    )
}
_THOUSANDS: Final = 3


@lru_cache(maxsize=64)
def _symbols(locale: str) -> tuple[str, str]:
    parsed = Locale.parse(to_babel(locale))
    return get_decimal_symbol(parsed), get_group_symbol(parsed)


def number_values(text: str, locale: str) -> list[tuple[Decimal, int, int]]:
    """Return the numbers in ``text`` by value, read by the locale's separators, with their places."""
    decimal, group = _symbols(locale)
    return [
        (_value(match.group(), decimal, group), match.start(), match.end())
        for match in _NUMBER.finditer(text)
    ]


def _value(written: str, decimal: str, group: str) -> Decimal:
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


class Numbers:
    """Every number of the source is in the text, and no other."""

    id: ClassVar[str] = "numbers"

    def check(self, context: TextContext) -> list[Finding]:
        """Return a finding for each missing and each added number. Composed titles follow the facts."""
        composed = context.translation.origin is Origin.COMPOSED
        if not context.text or (composed and context.field is Field.TITLE):
            return []
        source = number_values(context.segment.source, context.source_locale)
        target = number_values(context.text, context.target.locale)
        missing = Counter(value.normalize() for value, _, _ in source)
        found = []
        spoken = _numerals(context)
        for value, start, end in target:
            if missing[value.normalize()] > 0:
                missing[value.normalize()] -= 1
            elif value.normalize() not in spoken:
                args = (("number", context.text[start:end]),)
                message = N_("{number} is not in the source.")
                found.append(Finding(self.id, Severity.WARNING, message, args, start, end))
        for value in missing.elements():
            args = (("number", f"{value:f}"),)
            message = N_("The number {number} of the source is missing.")
            found.append(Finding(self.id, Severity.WARNING, message, args))
        return found


def _numerals(context: TextContext) -> frozenset[Decimal]:
    if language(context.source_locale) not in HAN_LANGUAGES:
        return frozenset()
    return frozenset(
        value.normalize() for char, value in _HAN_NUMERALS.items() if char in context.segment.source
    )


class Tokens:
    """Every token (``{price}``) of the source is in the text; one nobody knows is not.

    A token we know may be added: it is what `PriceInText` advises. Whether it has a value shows at export.
    """

    id: ClassVar[str] = "placeholders"

    def check(self, context: TextContext) -> list[Finding]:
        """Return a blocking finding for each lost or invented token."""
        if not context.text:
            return []
        source = Counter(_TOKEN.findall(context.segment.source))
        target = Counter(_TOKEN.findall(context.text))
        lost = [(N_("The placeholder {token} is lost."), t) for t in (source - target).elements()]
        unknown = (target - source).elements()
        new = [(N_("There is no value for {token}."), t) for t in unknown if not _known(t)]
        return [
            Finding(self.id, Severity.BLOCK, message, (("token", token),))
            for message, token in (*lost, *new)
        ]


def _known(token: str) -> bool:
    return token.strip("{}").partition(":")[0] in TOKENS


class PriceInText:
    """A price typed into a text goes stale; a token does not."""

    id: ClassVar[str] = "price_in_text"

    def check(self, context: TextContext) -> list[Finding]:
        """Return a finding for each amount of money in the text."""
        return [
            Finding(
                self.id,
                Severity.WARNING,
                N_("“{text}” is a price as text. Use the token {token}, which follows the price."),
                (("text", match.group()), ("token", "{price}")),
                match.start(),
                match.end(),
            )
            for match in _PRICE.finditer(context.text)
        ]
