"""Prices against Babel's own pattern, 20,000 amounts a locale, and what must hold for any currency.

Babel applies the locale's pattern to an amount that is already rounded half-up to selling digits, with
exactly those digits in the pattern. Three things differ on purpose and are taken out before comparing:
the sign (S$, NT$, RM where CLDR has others), digits (ours, not CLDR's), and minus zero (never written).
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal, localcontext

import pytest
from babel import Locale, numbers
from babel.numbers import (
    NumberPattern,
    format_currency,
    get_currency_symbol,
    list_currencies,
    parse_pattern,
)
from hypothesis import given
from hypothesis import strategies as st

from localizer.model.locale import to_babel
from localizer.model.money import selling_digits
from localizer.packs.markets import load_markets
from localizer.price.display import currency_mark, format_price, plain_price

AMOUNTS = 20_000
PAIRS = [
    (locale, market.currency) for market in load_markets().values() for locale in market.locales
]
EDGES = ["0", "-0", "0.005", "-0.004", "0.0001", "999.995", "999999.995", "9007199254740993.01"]


def amounts(dice: random.Random, count: int) -> Iterator[Decimal]:
    """Yield the edges, then amounts of 1 to 24 digits with 0 to 4 decimals, a tenth of them negative."""
    yield from map(Decimal, EDGES)
    for _number in range(count - len(EDGES)):
        size = dice.randrange(1, 25) if dice.random() < 0.2 else dice.randrange(1, 11)
        amount = Decimal(dice.randrange(10**size)).scaleb(-dice.randrange(5))
        yield -amount if dice.random() < 0.1 else amount


def our_pattern(locale: Locale, currency: str) -> NumberPattern:
    """Return the locale's own currency pattern with our digits."""
    digits = selling_digits(currency)
    pattern = locale.currency_formats["standard"].pattern
    return parse_pattern(pattern.replace(".00", f".{'0' * digits}" if digits else ""))


@pytest.mark.parametrize(("locale", "currency"), PAIRS)
def test_no_difference_from_babel(
    monkeypatch: pytest.MonkeyPatch, locale: str, currency: str
) -> None:
    babel = Locale.parse(to_babel(locale))
    pattern = our_pattern(babel, currency)
    assert "¤¤" not in pattern.pattern
    # A third of Babel's time: the name, looked up for each amount, which no pattern here has.
    monkeypatch.setattr(numbers, "get_currency_name", lambda *_given: "")
    ours, theirs = currency_mark(currency, locale), get_currency_symbol(currency, babel)
    step = Decimal(1).scaleb(-selling_digits(currency))
    different = []
    dice = random.Random(f"{locale} {currency}")  # noqa: S311 - test data
    for amount in amounts(dice, AMOUNTS):
        rounded = amount.quantize(step, ROUND_HALF_UP)
        rounded = rounded or abs(rounded)  # we write no minus before zero
        expected = format_currency(rounded, currency, pattern, babel, currency_digits=False)
        if format_price(amount, currency, locale) != expected.replace(theirs, ours):
            different.append(amount)
    assert different == []


@pytest.mark.parametrize("currency", sorted(list_currencies()))
def test_every_currency_can_be_written(currency: str) -> None:
    for locale in ("en-US", "id-ID", "fr-FR"):
        text = format_price(Decimal("1234.5678"), currency, locale)
        figures = "".join(char for char in text if char.isdecimal() and char.isascii())
        assert figures == plain_price(Decimal("1234.5678"), currency).replace(".", "")
        assert currency_mark(currency, locale) in text


@given(
    amount=st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**40), places=4),
    pair=st.sampled_from(PAIRS),
)
def test_the_text_says_the_rounded_amount(amount: Decimal, pair: tuple[str, str]) -> None:
    locale, currency = pair
    digits = selling_digits(currency)
    with localcontext(prec=200):
        rounded = amount.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
        text = format_price(amount, currency, locale)
        figures = "".join(char for char in text if char.isdecimal())
        assert Decimal(int(figures)).scaleb(-digits) == abs(rounded)
    assert ("-" in text) == (rounded < 0)
    assert Decimal(plain_price(amount, currency)) == rounded
