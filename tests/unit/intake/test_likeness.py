"""Headers that are nearly a known name, and such as only look so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localizer.intake.likeness import edits, likely_column


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("productName", "title"),
        ("Product.Title", "title"),
        ("1. 商品名称", "title"),
        ("B. Price", "list_price"),
        ("*价格/Price", "list_price"),
        ("商品名称 Product name", "title"),
        ("ชื่อสินค้า/Product Name", "title"),
        ("Ten san pham", "title"),
        ("Gia ban", "list_price"),
        ("Descripption", "description"),
        ("Proxuct name", "title"),
        ("Pirce", "list_price"),
        ("Titel", "title"),
        ("淘宝标题", "title"),
        ("我的售价", "list_price"),
        ("Harga jual normal", "list_price"),
        ("Tên sản phẩm tiếng Việt", "title"),
        ("shop main sku", None),
        ("our sku", "sku"),
    ],
)
def test_nearly_known(header: str, role: str | None) -> None:
    found = likely_column(header)
    assert (found.role if found else None) == role


@pytest.mark.parametrize(
    "header",
    [
        "Height", "Variant Height", "Customer name", "客户名称", "File name", "Job title", "Local",
        "compare at price", "Variant Compare At Price", "special price from", "Image Alt Text",
        "Inventory policy", "起订数量", "原价", "促销价", "Quality", "shipping cost", "source", "target",
        "email", "", "x" * 100,
    ],
)  # fmt: skip
def test_names_that_mean_something_else(header: str) -> None:
    assert likely_column(header) is None


def test_two_languages_that_disagree_tell_nothing() -> None:
    assert likely_column("价格/Stock") is None


@pytest.mark.parametrize(
    ("one", "two", "steps"),
    [("price", "price", 0), ("pirce", "price", 1), ("prce", "price", 1), ("prices", "price", 1),
     ("stock", "price", 3), ("", "ab", 2)],
)  # fmt: skip
def test_edits(one: str, two: str, steps: int) -> None:
    assert edits(one, two, 2) == steps


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_edits_are_the_same_both_ways(one: str, two: str) -> None:
    assert edits(one, two, 9) == edits(two, one, 9)
    assert (edits(one, two, 9) == 0) == (one == two)


@given(st.text(max_size=80))
def test_any_header_ends_in_an_answer(header: str) -> None:
    found = likely_column(header)
    assert found is None or found.distance > 0
