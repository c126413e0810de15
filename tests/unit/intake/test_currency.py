"""Currencies by sign, word and code."""

from __future__ import annotations

import pytest

from localizer.intake.currency import currency_code, split_currency, usual_currency


@pytest.mark.parametrize(
    ("text", "code"),
    [("元", "CNY"), ("usd", "USD"), ("€", "EUR"), ("HK$", "HKD"), ("฿", "THB"), ("美元", "USD"),
     ("", None), ("abc", None), ("g", None)],
)  # fmt: skip
def test_codes(text: str, code: str | None) -> None:
    assert currency_code(text) == code


@pytest.mark.parametrize(
    ("text", "code", "rest"),
    [
        ("12", None, "12"),
        ("$12", "USD", "12"),
        ("12 thb", "THB", "12"),
        ("S$ 3", "SGD", "3"),
        ("59.90 元/件", "CNY", "59.90/件"),
        ("12/cup", None, "12/cup"),
    ],
)
def test_the_rest_is_the_number(text: str, code: str | None, rest: str) -> None:
    assert split_currency(text) == (code, rest)


@pytest.mark.parametrize(
    ("locale", "code"), [("zh-Hans", "CNY"), ("zh-Hant", "TWD"), ("en", "USD"), ("pt", "BRL")]
)
def test_what_is_assumed(locale: str, code: str) -> None:
    assert usual_currency(locale) == code
