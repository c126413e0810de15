"""Words and signs round figures."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localizer.intake.amount_words import bare, han_number, in_stock, off_times, out_of_stock
from localizer.intake.issues import CellError
from localizer.intake.numbers import parse_money, parse_stock, parse_weight


@pytest.mark.parametrize(
    ("text", "left", "per"),
    [
        ("59.90 元/件", "59.90 元", ""),
        ("12.90 / pcs", "12.90", ""),
        ("35.000đ/cái", "35.000đ", ""),
        ("12.90 THB/ชิ้น", "12.90 THB", ""),
        ("5.00 each", "5.00", ""),
        ("59元每件", "59元", ""),
        ("每件59元", "59元", ""),
        ("12 per piece", "12", ""),
        ("12.9/100g", "12.9", "100g"),
        ("9/kg", "9", "kg"),
        ("59元/箱", "59元", "箱"),
        ("59/69", "59/69", ""),
        ("59-89", "59-89", ""),
        ("99,- €", "99 €", ""),
        ("99.–", "99", ""),
    ],
)
def test_what_an_amount_is_for(text: str, left: str, per: str) -> None:
    found = bare(text, about=False)
    assert (found.text, found.per) == (left, per)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("半", "0.5"),
        ("一", "1"),
        ("十", "10"),
        ("十二", "12"),
        ("二十", "20"),
        ("三百", "300"),
        ("两千五百", "2500"),
        ("一百零五", "105"),
        ("一万二千", "12000"),
        ("三百五", None),
        ("三二", None),
        ("百三", None),
        ("3", None),
        ("", None),
    ],
)
def test_numbers_in_chinese(text: str, number: str | None) -> None:
    assert han_number(text) == (None if number is None else Decimal(number))


def test_words_for_large_numbers() -> None:
    assert off_times("1.5万") == ("1.5", 10_000, "万 = 10,000")
    assert off_times("59rb")[1] == 1000
    assert off_times("2.5w") == ("2.5", 10_000, "w = 10,000")
    assert off_times("59") == ("59", 1, "")
    assert off_times("万") == ("万", 1, "")


def test_stock_in_words() -> None:
    assert in_stock(" 有货 ")
    assert in_stock("In Stock")
    assert out_of_stock("售罄")
    assert not in_stock("10")


@given(text=st.text(alphabet="约半一三百万千克斤件元/-–,.+0159 kgrb¥€每a有货", max_size=16))
def test_any_cell_is_read_or_refused_with_a_reason(text: str) -> None:
    for read in (
        lambda: parse_money(text, currency="CNY").amount,
        lambda: parse_stock(text),
        lambda: parse_weight(text, unit="g"),
    ):
        try:
            found = read()
        except CellError as error:
            assert str(error)  # noqa: PT017 - either end is right
        else:
            assert found is None or found >= 0
