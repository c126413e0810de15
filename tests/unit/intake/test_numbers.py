"""Money, weights and stock as people type them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from localizer.intake.issues import CellError
from localizer.intake.numbers import (
    Mark,
    guess_mark,
    parse_decimal,
    parse_money,
    parse_stock,
    parse_weight,
)
from localizer.model.money import Money


@pytest.mark.parametrize(
    ("text", "mark", "number"),
    [
        ("39.9", ".", "39.9"),
        ("1,234.50", ".", "1234.50"),
        ("1.234,50", ".", "1234.50"),
        ("1.234,50", ",", "1234.50"),
        ("1.234", ".", "1.234"),
        ("1.234", ",", "1234"),
        ("1,234", ".", "1234"),
        ("1,234", ",", "1.234"),
        ("1,5", ".", "1.5"),
        ("0,125", ".", "0.125"),
        ("12,34,567.00", ".", "1234567.00"),
        ("1.234.567", ".", "1234567"),
        ("1 234,50", ",", "1234.50"),
        ("1'234.50", ".", "1234.50"),
        ("３９．９", ".", "39.9"),
        ("-3", ".", "-3"),
        ("+3", ".", "3"),
    ],
)
def test_numbers(text: str, mark: Mark, number: str) -> None:
    assert parse_decimal(text, mark=mark) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "待定",
        "12a",
        "1.2.3",
        "1,2,3",
        "1,23.4,5",
        "39.9-59.9",
        "1e5",
        "NaN",
        "∞",
        "--1",
        "9" * 30,
        "1 2",
    ],
)
def test_nonsense_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(CellError, match="is not a number"):
        parse_decimal(text)


@pytest.mark.parametrize(
    ("cells", "mark"),
    [
        (["1,50", "2,00"], ","),
        (["1.50", "2"], "."),
        (["1,50", "2.50"], "."),
        (["1,234"], "."),
        (["€ 1.234,50"], ","),
        ([], "."),
    ],
)
def test_the_file_shows_its_decimal_mark(cells: list[str], mark: Mark) -> None:
    assert guess_mark(cells) == mark


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("¥39.9", Money.of("39.9", "CNY")),
        ("￥39.9", Money.of("39.9", "CNY")),
        ("39.90元", Money.of("39.90", "CNY")),
        ("RMB 39", Money.of("39", "CNY")),
        ("US$ 12", Money.of("12", "USD")),
        ("NT$1,280", Money.of("1280", "TWD")),
        ("12.50 EUR", Money.of("12.50", "EUR")),
        ("RM 8", Money.of("8", "MYR")),
        ("Rp 139.000", Money.of("139000", "IDR")),
        ("35.000đ", Money.of("35000", "VND")),
        ("1.234.500 ₫", Money.of("1234500", "VND")),
        ("12", Money.of("12", "GBP")),
    ],
)
def test_money_with_its_currency(text: str, money: Money) -> None:
    assert parse_money(text, currency="GBP") == money


@pytest.mark.parametrize(
    ("text", "reason"), [("0", "0 is no price"), ("-5", "below zero"), ("面议", "not a number")]
)
def test_what_is_no_price(text: str, reason: str) -> None:
    with pytest.raises(CellError, match=reason):
        parse_money(text, currency="CNY")


@pytest.mark.parametrize(
    ("text", "pieces"),
    [("0", 0), ("12", 12), ("1,200", 1200), ("12.0", 12), ("default=100", 100), ("a=1,b=2", 3)],
)
def test_stock(text: str, pieces: int) -> None:
    assert parse_stock(text) == pieces


@pytest.mark.parametrize("text", ["-3", "1.5", "many", "a=b", "9" * 5000])
def test_what_is_no_stock(text: str) -> None:
    with pytest.raises(CellError):
        parse_stock(text)


@pytest.mark.parametrize(
    ("text", "unit", "grams"),
    [
        ("260", "g", "260"),
        ("0.26", "kg", "260"),
        ("260g", "kg", "260"),
        ("1 lb", "", "453.59237"),
        ("2斤", "", "1000"),
        ("1.5千克", "", "1500"),
    ],
)
def test_weights_in_grams(text: str, unit: str, grams: str) -> None:
    assert parse_weight(text, unit=unit) == Decimal(grams)


def test_a_weight_of_zero_is_none_given() -> None:
    assert parse_weight("0.0", unit="g") is None


@pytest.mark.parametrize(("text", "unit"), [("5", ""), ("5", "cm"), ("heavy", "g"), ("-1", "g")])
def test_what_is_no_weight(text: str, unit: str) -> None:
    with pytest.raises(CellError):
        parse_weight(text, unit=unit)
