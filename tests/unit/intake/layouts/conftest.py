"""Small files as the shop systems write them, and their variants in a line each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from localizer.model.product import Product, Variant

Cell = str | int | float | None


@pytest.fixture
def data() -> Path:
    """Return the folder of small files written for these tests."""
    return Path(__file__).resolve().parents[3] / "data" / "intake"


@pytest.fixture
def write_book(tmp_path: Path) -> Callable[[dict[str, list[list[Cell]]]], Path]:
    """Return a function that writes sheets, by name, into a workbook."""

    def write(sheets: dict[str, list[list[Cell]]]) -> Path:
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        path = tmp_path / "book.xlsx"
        book.save(path)
        return path

    return write


def _line(variant: Variant) -> str:
    price, weight = variant.list_price, variant.weight_g
    return " | ".join(
        [
            variant.sku or "-",
            " ".join(f"{name}={value}" for name, value in variant.options) or "-",
            "-" if price is None else f"{price.amount:f} {price.currency}",
            "-" if variant.stock is None else str(variant.stock),
            "-" if weight is None else f"{weight:f} g",
        ]
    )


@pytest.fixture
def lines() -> Callable[[Product], list[str]]:
    """Return a function that writes a variant a line: SKU, options, price, stock, weight."""
    return lambda product: [_line(variant) for variant in product.variants]


def _words(text: str) -> list[Cell]:
    return list(text.split())


@pytest.fixture
def shopee_rows() -> list[list[Cell]]:
    """Return the sheet of an upload workbook: six rows of keys and explanations, then products."""
    keys = _words("""
        ps_category|0|0 ps_product_name|1|0 ps_product_description|1|0 ps_sku_parent_short|0|0
        et_title_variation_integration_no|0|0 et_title_variation_1|0|0
        et_title_option_for_variation_1|0|0 et_title_image_per_variation|0|3 et_title_variation_2|0|0
        et_title_option_for_variation_2|0|0 ps_price|1|1 ps_stock|0|1 ps_sku_short|0|0 ps_gtin_code|0|0
        ps_item_cover_image|0|3 ps_item_image_1|0|3 ps_weight|1|1 channel_id.7000|0|0
    """)
    labels = _words("""
        หมวดหมู่ ชื่อสินค้า รายละเอียดสินค้า ParentSKU รหัสรวมตัวเลือก ชื่อตัวเลือก1 ตัวเลือก1 รูปภาพ
        ชื่อตัวเลือก2 ตัวเลือก2 ราคา คลัง เลขSKU GTIN ภาพปก ภาพ1 น้ำหนัก(kg) Standard
    """)
    blank: list[Cell] = [None] * len(keys)
    return [
        list(keys),
        ["basic", "5c9f0", 0, 74562936, *blank[4:]],
        list(labels),
        ["จำเป็น"] * len(keys),
        ["กรุณากรอก"] * len(keys),
        ["1 - 120"] * len(keys),
        [100043, "เสื้อลินิน", "ผ้านุ่ม", "SHIRT", "1", "สี", "ขาว", "https://example.com/w.jpg", "ไซส์", "S", 299, 5,
         "SHIRT-W-S", "4006381333931", "https://example.com/c.jpg", "https://example.com/1.jpg", 0.25, "เปิด"],
        [100043, "เสื้อลินิน", "ผ้านุ่ม", None, "1", "สี", "ดำ", None, "ไซส์", "M", 319, 0, "SHIRT-B-M", "00",
         "https://example.com/c.jpg", None, 0.3, "เปิด"],
        ["บ้าน > ครัว", "แก้วกาแฟ", "350 มล.", None, None, None, None, None, None, None, 89, 40, "MUG", None,
         "https://example.com/m.jpg", None, 0.4, "เปิด"],
    ]  # fmt: skip


@pytest.fixture
def opencart_sheets() -> dict[str, list[list[Cell]]]:
    """Return the sheets of an OpenCart export: products in two languages, and what refers to them."""
    header = _words("""
        product_id name(en-gb) name(zh-cn) categories sku upc ean jan isbn mpn location quantity model
        manufacturer image_name shipping price points date_added weight weight_unit length width height
        length_unit status tax_class_id description(en-gb) description(zh-cn) meta_title(en-gb)
        meta_title(zh-cn) tags(en-gb) tags(zh-cn) sort_order
    """)
    shirt = dict.fromkeys(map(str, header)) | {
        "product_id": 42, "name(en-gb)": "Shirt &amp; tie", "name(zh-cn)": "衬衫", "categories": "20,27",
        "sku": "SH", "ean": "4006381333931", "quantity": 15, "model": "M-42", "manufacturer": "Harbour",
        "image_name": "catalog/shirt.jpg", "price": "39.9000", "weight": "0.25000000", "weight_unit": "kg",
        "description(en-gb)": "&lt;p&gt;Soft linen.&lt;/p&gt;", "description(zh-cn)": "亚麻",
        "meta_title(en-gb)": "Shirt", "tags(en-gb)": "linen",
    }  # fmt: skip
    mug = dict.fromkeys(map(str, header)) | {
        "product_id": 43, "name(en-gb)": "Mug", "quantity": 9, "model": "MUG-43", "price": "8.0000",
        "weight": "0", "weight_unit": "kg", "description(en-gb)": "<p>Holds tea.</p>",
    }  # fmt: skip
    values = _words("""
        product_id option option_value quantity subtract price price_prefix points points_prefix weight
        weight_prefix
    """)
    return {
        "Products": [list(header), list(shirt.values()), list(mug.values())],
        "AdditionalImages": [["product_id", "image", "sort_order"], [42, "catalog/back.jpg", 0]],
        "ProductOptions": [
            ["product_id", "option", "default_option_value", "required"],
            [42, "Size", None, "true"],
            [43, "Engraving", None, "false"],
        ],
        "ProductOptionValues": [
            list(values),
            [42, "Size", "S", 10, "true", "0.00", "+", 0, "+", "0.00", "+"],
            [42, "Size", "XL", 5, "true", "2.50", "+", 0, "+", "0.05", "-"],
            [43, "Engraving", "Name", 0, "false", "5.00", "+", 0, "+", "0.00", "+"],
        ],
        "ProductAttributes": [
            ["product_id", "attribute_group", "attribute", "text(en-gb)", "text(zh-cn)"],
            [42, "Cloth", "Material", "Linen", "亚麻"],
        ],
    }
