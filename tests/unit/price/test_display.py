"""Prices as people read them, against Babel where its digits are ours."""

from __future__ import annotations

import random
from decimal import ROUND_HALF_UP, Decimal

import pytest
from babel import Locale, UnknownLocaleError
from babel.numbers import format_currency, get_currency_symbol

from localizer.model.locale import to_babel
from localizer.model.money import selling_digits
from localizer.price.display import currency_mark, format_price, plain_price, shared_signs

NBSP = "\u00a0"
NARROW = "\u202f"
#: Every locale of the fifteen markets with its currency.
LOCALES = [
    ("id-ID", "IDR"),
    ("th-TH", "THB"),
    ("vi-VN", "VND"),
    ("ms-MY", "MYR"),
    ("en-MY", "MYR"),
    ("zh-Hans-MY", "MYR"),
    ("fil-PH", "PHP"),
    ("en-PH", "PHP"),
    ("en-SG", "SGD"),
    ("zh-Hans-SG", "SGD"),
    ("ms-SG", "SGD"),
    ("zh-Hant-TW", "TWD"),
    ("en-US", "USD"),
    ("es-US", "USD"),
    ("en-GB", "GBP"),
    ("de-DE", "EUR"),
    ("fr-FR", "EUR"),
    ("es-ES", "EUR"),
    ("it-IT", "EUR"),
    ("es-MX", "MXN"),
    ("pt-BR", "BRL"),
]


@pytest.mark.parametrize(("locale", "currency"), LOCALES)
def test_equals_babel_with_our_digits_and_marks(locale: str, currency: str) -> None:
    babel = Locale.parse(to_babel(locale))
    digits = selling_digits(currency)
    pattern = babel.currency_formats["standard"].pattern
    pattern = pattern if digits else pattern.replace(".00", "")
    mark, theirs = currency_mark(currency, locale), get_currency_symbol(currency, babel)
    dice = random.Random(locale)  # noqa: S311 - test data
    for _ in range(300):
        amount = Decimal(dice.randrange(10 ** dice.randrange(1, 14))).scaleb(-4)
        rounded = amount.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
        expected = format_currency(rounded, currency, pattern, babel, currency_digits=False)
        assert format_price(amount, currency, locale) == expected.replace(theirs, mark)


@pytest.mark.parametrize(
    ("amount", "currency", "locale", "text"),
    [
        ("179000", "IDR", "id-ID", "Rp179.000"),
        ("179000", "VND", "vi-VN", f"179.000{NBSP}₫"),
        ("1234.5", "VND", "vi-VN", f"1.235{NBSP}₫"),
        ("299", "THB", "th-TH", "฿299.00"),
        ("29.90", "MYR", "ms-MY", "RM29.90"),
        ("29.90", "MYR", "zh-Hans-MY", "RM29.90"),
        ("29.90", "SGD", "en-SG", "S$29.90"),
        ("449", "TWD", "zh-Hant-TW", "NT$449"),
        ("1234.5", "EUR", "de-DE", f"1.234,50{NBSP}€"),
        ("1234.5", "EUR", "fr-FR", f"1{NARROW}234,50{NBSP}€"),
        ("96.90", "BRL", "pt-BR", f"R${NBSP}96,90"),
        ("1234567.885", "USD", "en-US", "$1,234,567.89"),
        ("-5.5", "BRL", "pt-BR", f"-R${NBSP}5,50"),
        ("-0.001", "USD", "en-US", "$0.00"),
        ("0.125", "USD", "en-US", "$0.13"),
    ],
)
def test_how_markets_write_prices(amount: str, currency: str, locale: str, text: str) -> None:
    assert format_price(Decimal(amount), currency, locale) == text


@pytest.mark.parametrize(
    ("amount", "currency", "locale", "text"),
    [
        ("299", "THB", "th-TH", "฿299"),
        ("299.50", "THB", "th-TH", "฿299.50"),
        ("1990", "PHP", "fil-PH", "₱1,990"),
        ("399.00", "MXN", "es-MX", "$399"),
        ("29", "USD", "en-US", "$29.00"),
        ("30", "MYR", "ms-MY", "RM30.00"),
    ],
)
def test_whole_prices_drop_decimals_where_that_is_the_custom(
    amount: str, currency: str, locale: str, text: str
) -> None:
    assert format_price(Decimal(amount), currency, locale, whole=True) == text


def test_code_is_added_where_signs_are_ambiguous() -> None:
    text = format_price(Decimal(399), "MXN", "es-MX", whole=True, code=True)
    assert text == f"$399{NBSP}MXN"


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        ("1234.5", "USD", "1234.50"),
        ("1234.5", "IDR", "1235"),
        ("1E+5", "VND", "100000"),
        ("0.005", "EUR", "0.01"),
    ],
)
def test_plain_prices_for_files(amount: str, currency: str, text: str) -> None:
    assert plain_price(Decimal(amount), currency) == text


def test_an_unknown_locale_is_a_bug_and_shows() -> None:
    with pytest.raises(UnknownLocaleError):
        format_price(Decimal(1), "USD", "xx-XX")


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        ("1234.5", "JPY", "¥1,235"),
        ("1234.5", "KWD", "KWD1,234.500"),
        ("-1234.5678", "KWD", "-KWD1,234.568"),
        ("0", "USD", "$0.00"),
        ("-0", "USD", "$0.00"),
        ("-0.005", "USD", "-$0.01"),
        ("1E+6", "USD", "$1,000,000.00"),
        ("1E-30", "USD", "$0.00"),
        ("9007199254740993.01", "USD", "$9,007,199,254,740,993.01"),
        ("1E+40", "JPY", "¥10" + 13 * ",000"),
    ],
)
def test_any_size_and_any_number_of_digits(amount: str, currency: str, text: str) -> None:
    assert format_price(Decimal(amount), currency, "en-US") == text


def test_groups_of_two_where_the_locale_has_them() -> None:
    assert format_price(Decimal("123456789.5"), "INR", "hi-IN") == "₹12,34,56,789.50"


@pytest.mark.parametrize("amount", ["NaN", "sNaN", "Infinity", "-Infinity", "1E+300"])
def test_what_is_no_amount_is_refused(amount: str) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        format_price(Decimal(amount), "USD", "en-US")
    with pytest.raises(ValueError, match="not an amount"):
        plain_price(Decimal(amount), "USD")


def test_only_signs_of_two_currencies_are_shared() -> None:
    pairs = [(currency, locale) for locale, currency in LOCALES]
    dollars = {("USD", "en-US"), ("USD", "es-US"), ("MXN", "es-MX")}
    assert shared_signs(pairs) == dollars
    assert shared_signs([pair for pair in pairs if pair[0] != "MXN"]) == frozenset()
