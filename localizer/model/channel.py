"""A channel (marketplace or shop system): its fields and their limits in the unit it counts in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from localizer.model.locale import HAN_LANGUAGES, language
from localizer.model.price import FeeRule
from localizer.model.rule import PlatformRule

NO_FEE_KNOWN = "none"
#: Characters that count twice: ideographs of every plane, kana, Hangul, CJK punctuation, full-width forms.
_CJK: Final = re.compile(
    "[\u1100-\u11ff\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff"
    "\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6\U00020000-\U0003ffff]"
)


class LengthUnit(StrEnum):
    """What a channel counts when it limits a text."""

    CHARS = "chars"
    UTF8_BYTES = "utf8_bytes"
    WEIGHTED = "weighted"


@dataclass(frozen=True, slots=True)
class FieldLimit:
    """The limit of one listing field. ``hard`` limits are refused by the channel, others are advice.

    ``field`` is ``title``, ``bullet``, ``description``, ``option_name``, ``option_value``, ``sku``,
    ``variant`` (only counted) or a field of the channel's own. ``maximum`` and ``minimum`` count in
    ``unit``, ``max_bytes`` in UTF-8 bytes on top of that, ``max_items`` counts pieces (bullets, options).
    ``advised_minimum`` and ``advised_maximum`` are the channel's wish beside a hard limit: overstepping
    them is never refused. ``max_total`` is how long all pieces may be together. ``max_repeats`` is how often
    a word may stand in the text, ``brand`` tells that the brand is wanted in it. ``forbidden`` holds
    characters refused in this field. ``checked_on`` is an ISO date. ``grade``: ``O`` official text, ``C``
    code that reads the real file, ``S`` secondary, ``U`` unconfirmed.
    """

    field: str
    required: bool
    maximum: int | None
    unit: LengthUnit
    hard: bool
    source: str
    checked_on: str
    grade: str
    minimum: int | None = None
    max_bytes: int | None = None
    max_items: int | None = None
    html: bool = False
    advised_minimum: int | None = None
    advised_maximum: int | None = None
    forbidden: str = ""
    note: str = ""
    max_total: int | None = None
    max_repeats: int | None = None
    brand: bool = False

    def length(self, text: str) -> int:
        """Count ``text`` as the channel does; WEIGHTED counts Chinese, Japanese and Korean twice."""
        if self.unit is LengthUnit.UTF8_BYTES:
            return len(text.encode(errors="surrogatepass"))
        if self.unit is LengthUnit.WEIGHTED:
            return len(text) + len(_CJK.findall(text))
        return len(text)

    def fits(self, text: str) -> bool:
        """Tell whether ``text`` keeps the maximum in the channel's unit and in bytes."""
        if self.max_bytes is not None and len(text.encode(errors="surrogatepass")) > self.max_bytes:
            return False
        return self.maximum is None or self.length(text) <= self.maximum


@dataclass(frozen=True, slots=True)
class ImageFileLimit:
    """What an image file must be: pixels of each side, bytes, file types in lower case."""

    source: str
    checked_on: str
    grade: str
    min_px: int | None = None
    max_px: int | None = None
    max_bytes: int | None = None
    formats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PriceLimit:
    """What a channel accepts as a price in ``market`` (main units); ``None`` means not known."""

    market: str
    decimals: int | None
    source: str
    checked_on: str
    grade: str
    minimum: Decimal | None = None
    maximum: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Fee:
    """A channel's fees in one market, optionally for one category, with where the number comes from.

    ``as_of`` is the source's own date (a year, month or day; empty when it bears none), ``checked_on`` the
    ISO date of our reading. ``confidence``: ``source`` (read in a source), ``range`` (our pick inside a
    range), ``low``, ``unconfirmed``, ``partial`` (some fees are not in the sum) or ``none`` (no fee known).
    """

    market: str
    category: str | None
    rules: tuple[FeeRule, ...]
    source: str
    as_of: str
    confidence: str
    checked_on: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Channel:
    """One channel pack. ``limits`` may hold a market's own value under ``field@MARKET``.

    ``forbidden_characters`` are refused in every plain-text field (never looked for in HTML).
    """

    code: str
    name: str
    markets: tuple[str, ...]
    limits: tuple[FieldLimit, ...]
    fees: tuple[Fee, ...] = ()
    max_images: int | None = None
    forbidden_characters: str = ""
    forbid_han: bool = False
    min_images: int | None = None
    image_file: ImageFileLimit | None = None
    prices: tuple[PriceLimit, ...] = ()
    live_rules: tuple[PlatformRule, ...] = ()
    notes: tuple[str, ...] = ()

    def limit(self, field: str, market: str) -> FieldLimit | None:
        """Return the limit of ``field`` in ``market``: the market's own one first."""
        by_field = {limit.field: limit for limit in self.limits}
        return by_field.get(f"{field}@{market}") or by_field.get(field)

    def forbidden(self, field: str, market: str) -> str:
        """Return the characters refused in ``field``: the channel's and the field's own."""
        limit = self.limit(field, market)
        if limit is None:
            return self.forbidden_characters
        general = "" if limit.html else self.forbidden_characters
        return general + limit.forbidden

    def refuses_han(self, locale: str) -> bool:
        """Tell whether Chinese characters in a ``locale`` text are refused by the channel."""
        return self.forbid_han and language(locale) not in HAN_LANGUAGES

    def price_limit(self, market: str) -> PriceLimit | None:
        """Return what is known of the prices accepted in ``market``."""
        return next((limit for limit in self.prices if limit.market == market), None)

    def fee(self, market: str, category: str | None = None) -> Fee:
        """Return the fee of ``market``: the category's own one first, else the general one.

        Where none is known the answer has no rules and the confidence ``none``.
        """
        general = Fee(market, None, (), "", "", NO_FEE_KNOWN)
        for fee in self.fees:
            if fee.market == market and fee.category == category and category is not None:
                return fee
            if fee.market == market and fee.category is None:
                general = fee
        return general

    def fee_rules(self, market: str, category: str | None = None) -> tuple[FeeRule, ...]:
        """Return the fees due in ``market``: the category's own ones first, else the general ones."""
        return self.fee(market, category).rules
