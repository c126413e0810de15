"""Amounts, and the digits a currency is sold with."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel.core import get_global
from babel.numbers import get_currency_precision

from localizer.model.money import Money, quantize_selling, selling_digits, selling_unit

#: Sold without decimals although CLDR gives them two: see `localizer.model.money`.
OWN = {"IDR": 0, "TWD": 0}


def currencies_in_use() -> set[str]:
    """Return all currencies that are legal tender somewhere today, as CLDR lists them."""
    return {
        code
        for tenders in get_global("territory_currencies").values()
        for code, _start, end, tender in tenders
        if end is None and tender
    }


@pytest.mark.parametrize(
    ("currency", "digits"),
    [
        *(("JPY", 0), ("KRW", 0), ("VND", 0), ("IDR", 0), ("TWD", 0), ("CLP", 0), ("XOF", 0)),
        *(("USD", 2), ("EUR", 2), ("CNY", 2), ("HKD", 2), ("AUD", 2), ("CAD", 2), ("XYZ", 2)),
        *(("KWD", 3), ("BHD", 3), ("OMR", 3), ("JOD", 3), ("TND", 3), ("LYD", 3)),
        *(("CLF", 4), ("UYW", 4)),
    ],
)
def test_selling_digits(currency: str, digits: int) -> None:
    assert selling_digits(currency) == digits
    assert selling_unit(currency) == Decimal(10) ** -digits


def test_every_currency_in_use_is_sold_as_cldr_says_or_as_we_do() -> None:
    used = currencies_in_use()
    assert len(used) > 140
    different = {
        code: selling_digits(code)
        for code in used
        if selling_digits(code) != get_currency_precision(code)
    }
    assert different == OWN


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        ("0.005", "USD", "0.01"),
        ("2.5", "JPY", "3"),
        ("1.0005", "KWD", "1.001"),
        ("1.00005", "CLF", "1.0001"),
    ],
)
def test_half_goes_up(amount: str, currency: str, shown: str) -> None:
    assert str(quantize_selling(Decimal(amount), currency)) == shown


def test_money_refuses_everything_but_decimals() -> None:
    assert Money.of("28.50", "CNY").amount == Decimal("28.50")
    for wrong in (0.5, 1, "1"):
        with pytest.raises(TypeError, match="Decimal"):
            Money(wrong, "CNY")  # type: ignore[arg-type]
