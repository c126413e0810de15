"""Words by which a text promises something or names money, by language: data for the promise checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from localizer.model.locale import language, language_script


class Promise(StrEnum):
    """What a text can promise of a product; each rests on facts of its own."""

    FREE_SHIPPING = "free_shipping"
    LIMITED_OFFER = "limited_offer"
    OFFER_END = "offer_end"
    STOCK_LEFT = "stock_left"
    LOW_STOCK = "low_stock"
    LOWEST_PRICE = "lowest_price"
    BUNDLE = "bundle"
    GIFT = "gift"
    VOUCHER = "voucher"
    WARRANTY = "warranty"
    DELIVERY = "delivery"
    DISPATCH = "dispatch"
    CASH_ON_DELIVERY = "cash_on_delivery"
    RETURNS = "returns"
    OFFICIAL_STORE = "official_store"
    FORMER_PRICE = "former_price"
    REDUCTION = "reduction"


class MoneyRole(StrEnum):
    """What an amount of money in a text is, by the words around it."""

    PRICE = "price"
    WAS = "was"
    SAVE = "save"
    BUNDLE = "bundle"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class PromisePattern:
    """Wordings of one promise: a regular expression for NFC text without invisible characters.

    It is tried only where one of ``stems`` (lower case) is in the text. ``#N`` in it is a number, in digits
    or words, ``#R`` one that may be the end of a range, ``#M`` an amount of money with or without its
    currency, ``#C`` one with it; the tokens of money count as amounts. The first number times ``times``,
    divided by ``per``, counts what the promise counts (months, days, pieces, percent). ``value`` is the
    number of a wording that has none ("half price" is 50); ``left`` tells that the number is what is still
    paid, in tenths or hundredths (8折).
    """

    kind: Promise
    stems: tuple[str, ...]
    pattern: str
    times: Decimal = Decimal(1)
    per: Decimal = Decimal(1)
    value: Decimal | None = None
    left: bool = False


@dataclass(frozen=True, slots=True)
class MoneyWords:
    """How a language names money. All texts are regular expressions.

    ``names`` are the names of currencies behind a number by ISO 4217 code, ``times`` the words that multiply
    a number written in digits ("ribu": 1000). ``bare_before`` and ``bare_after`` show that a number with such
    a word is money although no currency is named ("cuma 99 ribu"). ``roles`` are words before and behind an
    amount that tell what it is.
    """

    names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    times: Mapping[str, Decimal] = field(default_factory=lambda: MappingProxyType({}))
    bare_before: str = ""
    bare_after: str = ""
    before: Mapping[MoneyRole, str] = field(default_factory=lambda: MappingProxyType({}))
    after: Mapping[MoneyRole, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class PromiseWords:
    """The words of one language. ``spaced`` tells that it writes spaces between words.

    ``denied_before`` and ``denied_after`` are words next to a promise that take it back, ``asked`` what makes
    a sentence a question without a question mark; all are regular expressions, empty for none.
    """

    language: str
    spaced: bool
    denied_before: str
    denied_after: str
    asked: str
    money: MoneyWords
    patterns: tuple[PromisePattern, ...]

    def __hash__(self) -> int:
        """Return a hash, though mappings have none: what is found in a text is kept by its words."""
        return hash((self.language, self.denied_before, self.denied_after, len(self.patterns)))


@dataclass(frozen=True, slots=True)
class ReturnRight:
    """Days in which a buyer at a distance may withdraw by law, with the source of the number."""

    days: int
    source: str


@dataclass(frozen=True, slots=True)
class PromiseBook:
    """The words of all languages, and the returns that the law of a market grants anyway."""

    words: Mapping[str, PromiseWords] = field(default_factory=lambda: MappingProxyType({}))
    returns: Mapping[str, ReturnRight] = field(default_factory=lambda: MappingProxyType({}))

    def find(self, locale: str) -> PromiseWords | None:
        """Return the words of ``locale`` (BCP 47), ``None`` for a language without a list."""
        for name in (locale, language_script(locale), language(locale)):
            if name in self.words:
                return self.words[name]
        return None
