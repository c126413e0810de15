"""Shopee's workbooks: hidden keys, rows of explanation, variants joined by their number."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from localizer.intake.layouts import layouts
from localizer.intake.layouts.shopee import key_of
from localizer.intake.reading import read_catalog
from localizer.model.product import Product

Cell = str | int | float | None
Sheets = dict[str, list[list[Cell]]]
Write = Callable[[Sheets], Path]

Lines = Callable[[Product], list[str]]


def test_an_upload(write_book: Write, shopee_rows: list[list[Cell]], lines: Lines) -> None:
    reading = read_catalog(write_book({"แบบฟอร์มการลงสินค้า": shopee_rows}))
    assert [lines(product) for product in reading.products] == [
        [
            "SHIRT-W-S | สี=ขาว ไซส์=S | 299 THB | 5 | 250 g",
            "SHIRT-B-M | สี=ดำ ไซส์=M | 319 THB | 0 | 300 g",
        ],
        ["MUG | - | 89 THB | 40 | 400 g"],
    ]
    shirt, mug = reading.products
    assert (shirt.key, shirt.title, shirt.category) == ("SHIRT", "เสื้อลินิน", "")
    assert mug.category == "บ้าน > ครัว"
    assert [variant.gtin for variant in shirt.variants] == ["4006381333931", ""]
    assert shirt.images == ("https://example.com/c.jpg", "https://example.com/1.jpg")
    assert shirt.variants[0].image == "https://example.com/w.jpg"
    assert (reading.read, reading.failed) == (3, 0)


def test_an_older_upload_has_a_row_less(
    write_book: Write, shopee_rows: list[list[Cell]], lines: Lines
) -> None:
    del shopee_rows[5]
    reading = read_catalog(write_book({"Template": shopee_rows}))
    assert [len(lines(product)) for product in reading.products] == [2, 1]


def test_without_a_unit_weights_are_left_out(
    write_book: Write, shopee_rows: list[list[Cell]]
) -> None:
    shopee_rows[2] = ["x"] * len(shopee_rows[0])
    reading = read_catalog(write_book({"Template": shopee_rows}))
    assert {v.weight_g for p in reading.products for v in p.variants} == {None}
    assert any("ps_weight" in sentence for sentence in reading.assumptions)


def test_a_download_to_update(write_book: Write, lines: Lines) -> None:
    keys: list[Cell] = [
        "et_title_product_id", "et_title_product_name", "et_title_variation_id", "et_title_variation_name",
        "et_title_parent_sku", "et_title_variation_sku", "et_title_variation_price", "ps_gtin_code",
        "et_title_variation_stock",
    ]  # fmt: skip
    rows: list[list[Cell]] = [
        keys,
        ["sales_info", "hash", "0", "74562936"],
        [
            "Product ID",
            "Product Name",
            "Variation ID",
            "Variation Name",
            "Parent SKU",
            "SKU",
            "Price",
            "GTIN",
            "Stock",
        ],
        [None, None, None, None, None, None, "Mandatory", None, "Mandatory"],
        ["x"],
        ["y"],
        ["900", "Linen shirt", "1", "White,S", "SH", "SH-W", "29.90", None, "5"],
        ["900", "Linen shirt", "2", "Black,M", "SH", "SH-B", "31.90", None, "0"],
    ]
    (shirt,) = read_catalog(write_book({"Sheet1": rows})).products
    assert shirt.key == "900"
    assert [line.split(" | ")[2:4] for line in lines(shirt)] == [
        ["29.9 USD", "5"],
        ["31.9 USD", "0"],
    ]
    assert [variant.sku for variant in shirt.variants] == ["SH-W", "SH-B"]


@pytest.mark.parametrize(
    ("cell", "key"),
    [("ps product name|1|0", "ps product name"), ("ps price", "ps price"), ("", "")],
)
def test_key_of(cell: str, key: str) -> None:
    assert key_of(cell) == key


def test_labels_are_never_matched(shopee_rows: list[list[Cell]]) -> None:
    labels = [str(cell) for cell in shopee_rows[2]]
    assert [one.name for one in layouts() if one.recognises(labels)] == []
