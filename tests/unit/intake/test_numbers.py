"""Money, weights and stock as people type them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from localizer.intake.issues import CellError
from localizer.intake.numbers import (
    Mark,
    guess_mark,
    names_weight_unit,
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
        (["1.299,- €"], ","),
        (["59,90 €/Stück"], ","),
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
        ("59.90 元/件", Money.of("59.9", "CNY")),
        ("¥1,299.00/套", Money.of("1299", "CNY")),
        ("19.9/个", Money.of("19.9", "GBP")),
        ("1.5万", Money.of("15000", "GBP")),
        ("¥1.5万元", Money.of("15000", "CNY")),
        ("99,- €", Money.of("99", "EUR")),
        ("1,299.- CHF", Money.of("1299", "CHF")),
        ("1.299,- €", Money.of("1299", "EUR")),
        ("99.–", Money.of("99", "GBP")),
        ("RM 12.90 / pcs", Money.of("12.9", "MYR")),
        ("Rp 59.000,-", Money.of("59000", "IDR")),
        ("Rp 59rb", Money.of("59000", "IDR")),
        ("S$ 5 each", Money.of("5", "SGD")),
    ],
)
def test_money_with_its_currency(text: str, money: Money) -> None:
    assert parse_money(text, currency="GBP") == money


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("0", "0 is no price"),
        ("-5", "below zero"),
        ("面议", "not a number"),
        ("59-89", "not a number"),
        ("约59", "not a number"),
        ("59起", "not a number"),
        ("9/kg", "is for kg"),
        ("12.9/100g", "is for 100g"),
        ("59元/箱", "is for 箱"),
    ],
)
def test_what_is_no_price(text: str, reason: str) -> None:
    with pytest.raises(CellError, match=reason):
        parse_money(text, currency="CNY")


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("0", 0),
        ("12", 12),
        ("1,200", 1200),
        ("12.0", 12),
        ("default=100", 100),
        ("a=1,b=2", 3),
        ("10件", 10),
        ("1,200 pcs", 1200),
        ("1万+", 10_000),
        ("1.5万件", 15_000),
        ("≥100", 100),
        (">=100", 100),
        ("约300", 300),
        ("999+件", 999),
        ("售罄", 0),
        ("sold out", 0),
    ],
)
def test_stock(text: str, pieces: int) -> None:
    assert parse_stock(text) == pieces


@pytest.mark.parametrize(
    "text", ["-3", "1.5", "many", "a=b", "9" * 5000, "有货", "10箱", "3.5件", "10-20"]
)
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
        ("约300", "g", "300"),
        ("约0.5kg", "", "500"),
        ("300g左右", "", "300"),
        ("半斤", "", "250"),
        ("一斤", "", "500"),
        ("两斤", "", "1000"),
        ("2斤半", "", "1250"),
        ("1.2公斤", "", "1200"),
        ("三百克", "", "300"),
        ("三千克", "", "3000"),
        ("300g/件", "", "300"),
    ],
)
def test_weights_in_grams(text: str, unit: str, grams: str) -> None:
    assert parse_weight(text, unit=unit) == Decimal(grams)


def test_a_weight_of_zero_is_none_given() -> None:
    assert parse_weight("0.0", unit="g") is None


def test_what_was_taken_to_mean_something_is_told() -> None:
    told: list[str] = []
    parse_money("1.5万/件", currency="CNY", tell=lambda _msgid, word: told.append(word))
    parse_weight("约300", unit="g", tell=lambda _msgid, word: told.append(word))
    parse_stock("100+", tell=lambda _msgid, word: told.append(word))
    parse_stock("100", tell=lambda _msgid, word: told.append(word))
    assert told == ["件", "万 = 10,000", "约", "+"]


@pytest.mark.parametrize(
    ("text", "named"), [("300", False), ("约300", False), ("300g", True), ("半斤", True)]
)
def test_a_weight_may_name_its_unit(text: str, named: bool) -> None:  # noqa: FBT001
    assert names_weight_unit(text) is named


@pytest.mark.parametrize(
    ("text", "unit"),
    [("5", ""), ("5", "cm"), ("heavy", "g"), ("-1", "g"), ("300-400g", ""), ("300g/100ml", "")],
)
def test_what_is_no_weight(text: str, unit: str) -> None:
    with pytest.raises(CellError):
        parse_weight(text, unit=unit)


@pytest.mark.parametrize("text", ["1,299,-", "1.299.-"])
def test_a_dash_whose_mark_stands_before_three_digits_is_asked_about(text: str) -> None:
    for mark in (".", ","):
        with pytest.raises(CellError, match="is not a number"):
            parse_money(text, currency="EUR", mark=mark)
