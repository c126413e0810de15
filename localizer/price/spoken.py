"""Prices as a live host says them: ``neunzehn Euro neunundneunzig``, ``seratus ribu rupiah``.

Words are full and unambiguous rather than slang ("179 ribu", "nineteen ninety-nine"): a script is read by a
person who may shorten, but must not guess. Filipino prices are said in English, as hosts in the Philippines
do (market research, 2026-11-21: "one ninety-nine lang"). Not for prices as they are written: see `display`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext
from functools import partial
from typing import Final

from babel import Locale
from babel.numbers import format_currency

from localizer.model.locale import language, language_script, to_babel
from localizer.model.money import quantize_selling, selling_digits
from localizer.price import spoken_asian as asian
from localizer.price import spoken_european as european
from localizer.price import spoken_unit as units
from localizer.price.display import plain_price
from localizer.price.spoken_unit import SpokenCurrency, SpokenUnit

#: Words go up to here; a larger amount is no price, and is said in digits.
WORDS_BELOW: Final = 10**12
_HUNDREDTHS: Final = 2
#: Locales that count otherwise than the language they share: septante, dezasseis, dreissig.
_OTHER_WORDS: Final = frozenset({"fr-BE", "fr-CH", "pt-PT", "de-CH", "de-LI"})
#: Locales that say "one hundred one", and English without a region as CLDR has it.
_AMERICAN: Final = frozenset({"en", "en-US", "en-PH"})
_TRADITIONAL: Final = frozenset({"zh-TW", "zh-HK", "zh-MO"})
#: How a span of prices is said, by language. Own table, November 2026: CLDR has only written spans (19–29).
_SPANS: Final[Mapping[str, str]] = {
    "en": "{low} to {high}",
    "fil": "{low} to {high}",
    "id": "{low} sampai {high}",
    "ms": "{low} hingga {high}",
    "vi": "{low} đến {high}",
    "th": "{low}ถึง{high}",
    "zh": "{low}到{high}",
    "de": "{low} bis {high}",
    "fr": "{low} à {high}",
    "es": "{low} a {high}",
    "it": "da {low} a {high}",
    "pt": "{low} a {high}",
}


@dataclass(frozen=True, slots=True)
class _Speech:
    """One language: a number as counted, a number of a unit, the names of currencies.

    ``jiao`` says hundredths where a language has tenths too.
    """

    cardinal: Callable[[int], str]
    counted: Callable[[int, SpokenUnit], str]
    currencies: Mapping[str, SpokenCurrency]
    jiao: Callable[..., str] | None = None


def spoken_price(amount: Decimal, currency: str, locale: str) -> str:
    """Return ``amount`` as it is said aloud in the language of ``locale`` (BCP 47), in NFC.

    Rounds half-up to selling digits; a whole price has no hundredths. A language or currency without words
    here, and an amount from `WORDS_BELOW` on, come in digits with the currency's CLDR name. Raises
    `ValueError` for negative amounts, NaN, infinity and amounts of over 200 digits.
    """
    if not amount.is_finite() or amount < 0:
        raise ValueError(f"not a price: {amount}")
    if amount >= WORDS_BELOW:
        return _digits(amount, currency, locale)
    speech = _SPEECH.get(_language(locale))
    names = speech and speech.currencies.get(currency)
    if not speech or not names or selling_digits(currency) not in (0, _HUNDREDTHS):
        return _digits(amount, currency, locale)
    hundredths = int(quantize_selling(amount, currency).scaleb(_HUNDREDTHS))
    main, sub = divmod(hundredths, 100)
    if main >= WORDS_BELOW:
        return _digits(amount, currency, locale)
    return _words(main, sub, speech, names)


def spoken_span(low: Decimal, high: Decimal, currency: str, locale: str) -> str:
    """Return the prices from ``low`` to ``high`` as they are said: ``neun Euro bis elf Euro``.

    One price where both are the same. A language without words here joins both with a dash. Raises
    `ValueError` as `spoken_price` does.
    """
    first, last = (spoken_price(amount, currency, locale) for amount in (low, high))
    if first == last:
        return first
    return _SPANS.get(language(locale), "{low}–{high}").format(low=first, high=last)


def _words(main: int, sub: int, speech: _Speech, names: SpokenCurrency) -> str:
    """Join what is said of the whole amount and of its hundredths."""
    whole = speech.counted(main, names.main)
    if not sub or names.hundredth is None:
        return whole
    if speech.jiao and names.jiao:
        parts = speech.jiao(sub, alone=not main)
        return f"{whole}{parts}" if main else parts
    if main and sub >= names.bare_from:
        return f"{whole}{names.bare_joint}{speech.cardinal(sub)}"
    part = speech.counted(sub, names.hundredth)
    return f"{whole}{names.joint}{part}" if main else part


def _digits(amount: Decimal, currency: str, locale: str) -> str:
    """Return digits with the currency's name: ``29.99 British pounds``."""
    babel = Locale.parse(to_babel(locale))
    rounded = Decimal(plain_price(amount, currency))
    pattern = f"#,##0.{'0' * selling_digits(currency)}"
    with localcontext(prec=len(str(rounded)) + 1):  # Babel rounds to the context's digits
        whole = rounded.to_integral_value()
        if rounded == whole:
            rounded, pattern = whole, "#,##0"  # "1 euro": 1.00 takes the plural
        return format_currency(
            rounded, currency, pattern, babel, currency_digits=False, format_type="name"
        )


def _language(locale: str) -> str:
    """Return the key of ``locale`` in the table of languages; empty when it counts in its own way."""
    if locale in _OTHER_WORDS:
        return ""
    name = language(locale)
    if name == "en":
        return "en-US" if locale in _AMERICAN else "en-GB"
    if name == "zh":
        script = language_script(locale)
        return "zh-Hant" if script == "zh-Hant" or locale in _TRADITIONAL else "zh-Hans"
    return name


def _english(*, british: bool) -> _Speech:
    """Make English, with or without "and"."""
    cardinal = partial(european.english, british=british)
    return _Speech(cardinal, partial(_after, cardinal), units.ENGLISH)


def _after(cardinal: Callable[[int], str], number: int, unit: SpokenUnit) -> str:
    """Say the number, then the unit."""
    return f"{cardinal(number)} {unit.form(number)}"


def _thai_counted(number: int, unit: SpokenUnit) -> str:
    """Say the number and the unit without a space."""
    return asian.thai(number) + unit.many


def _chinese(han: asian.Han, currencies: Mapping[str, SpokenCurrency]) -> _Speech:
    """Make Chinese in one script."""

    def counted(number: int, unit: SpokenUnit) -> str:
        return asian.chinese_counted(number, unit.many, han)

    jiao = partial(asian.jiao_fen, han=han)
    return _Speech(partial(asian.chinese, han=han), counted, currencies, jiao)


def _spaced(cardinal: Callable[[int], str], currencies: Mapping[str, SpokenCurrency]) -> _Speech:
    """Make a language that says the number, then the unit, and bends neither."""
    return _Speech(cardinal, partial(_after, cardinal), currencies)


_SPEECH: Final[Mapping[str, _Speech]] = {
    "en-US": _english(british=False),
    "en-GB": _english(british=True),
    "fil": _english(british=False),
    "id": _spaced(asian.indonesian, units.INDONESIAN),
    "ms": _spaced(asian.malay, units.MALAY),
    "vi": _spaced(asian.vietnamese, units.VIETNAMESE),
    "th": _Speech(asian.thai, _thai_counted, units.THAI),
    "zh-Hans": _chinese(asian.HANS, units.CHINESE_SIMPLIFIED),
    "zh-Hant": _chinese(asian.HANT, units.CHINESE_TRADITIONAL),
    "de": _Speech(european.german, european.german_counted, units.GERMAN),
    "fr": _Speech(european.french, european.french_counted, units.FRENCH),
    "es": _Speech(european.spanish, european.spanish_counted, units.SPANISH),
    "it": _Speech(european.italian, european.italian_counted, units.ITALIAN),
    "pt": _Speech(european.portuguese, european.portuguese_counted, units.PORTUGUESE),
}
