"""How formats of cells show numbers; every number is answered."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from localizer.intake.reading import read_catalog
from localizer.intake.xlsx_formats import (
    Shown,
    currency_shown,
    elapsed_of,
    formats_of,
    moment_of,
    shown_as,
)
from localizer.model.money import Money


@pytest.mark.parametrize(
    ("number", "code", "shown"),
    [
        (0, None, Shown.NUMBER),
        (9, None, Shown.PERCENT),
        (14, None, Shown.DATE),
        (31, None, Shown.DATE),
        (46, None, Shown.ELAPSED),
        (49, None, Shown.NUMBER),
        (164, "yyyy-mm-dd", Shown.DATE),
        (164, "mm:ss.0", Shown.DATE),
        (164, '0" m"', Shown.NUMBER),
        (164, "0\\d", Shown.NUMBER),
        (164, "[Blue]0;[Red]-0", Shown.NUMBER),
        (164, "General", Shown.NUMBER),
        (164, "#,##0.0 %", Shown.PERCENT),
        (164, "[mm]:ss", Shown.ELAPSED),
        (14, "0.00", Shown.NUMBER),
        (164, "", Shown.NUMBER),
    ],
)
def test_formats(number: int, code: str | None, shown: Shown) -> None:
    assert shown_as(number, code)[0] is shown


def test_zeros_in_front() -> None:
    assert shown_as(164, "00000") == (Shown.NUMBER, 5)
    assert formats_of([0, 164], {164: "000"}) == ((Shown.NUMBER, 0), (Shown.NUMBER, 3))


def test_moments() -> None:
    assert moment_of(0.5, since_1904=False) == dt.time(12)
    assert moment_of(0.5, since_1904=True) == dt.datetime(1904, 1, 1, 12)  # noqa: DTZ001
    assert moment_of(60, since_1904=False) == dt.date(1900, 2, 28)
    assert moment_of(2_958_466, since_1904=False) is None


@given(st.floats(), st.booleans())
def test_any_number_is_answered(serial: float, since_1904: bool) -> None:  # noqa: FBT001 - drawn
    moment_of(serial, since_1904=since_1904)
    elapsed_of(serial)


@given(st.integers(0, 300), st.none() | st.text(max_size=300))
def test_any_format_is_answered(number: int, code: str | None) -> None:
    assert shown_as(number, code)[1] >= 0


@pytest.mark.parametrize(
    ("code", "currency"),
    [
        ("#,##0.00\\ [$€-407]", "EUR"),
        ("[$€-407] #,##0.00", "EUR"),
        ('"¥"#,##0.00', "CNY"),
        ("[$¥-411]#,##0", "JPY"),
        ("[$USD] 0.00", "USD"),
        ("$#,##0.00;[Red]-$#,##0.00", "USD"),
        ("#,##0.00", ""),
        ('0.00" kg"', ""),
        ("[$-F800]dddd", ""),
        ("[Red]0.00", ""),
    ],
)
def test_a_format_names_a_currency(code: str, currency: str) -> None:
    assert currency_shown(code) == currency


def test_the_currency_of_a_format_is_that_of_prices_only(tmp_path: Path) -> None:
    path = tmp_path / "goods.xlsx"
    book = xlsxwriter.Workbook(path)
    euro = book.add_format({"num_format": "#,##0.00 [$€-407]"})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["SKU", "title", "price", "stock"])
    sheet.write_row(1, 0, [17, "Hat", 10.5, 3], euro)
    sheet.write_row(2, 0, [18, "Cap", 11, 4])
    book.close()
    found = read_catalog(path)
    variants = [product.variants[0] for product in found.products]
    assert [(v.sku, str(v.list_price), v.stock) for v in variants] == [
        ("17", str(Money(Decimal("10.5"), "EUR")), 3),
        ("18", str(Money(Decimal(11), "USD")), 4),
    ]
