"""Headers of real systems mean the columns they mean."""

from __future__ import annotations

import pytest

from localizer.intake.headers import ALIASES, column_of, parse_header, simplify, spoken


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("货号", "product"),
        ("*商品标题", "title"),
        ("商品標題", "title"),
        ("Title", "title"),
        ("Body (HTML)", "description"),
        ("Vendor", "brand"),
        ("Handle", "product"),
        ("URL handle", "product"),
        ("slug", "product"),
        ("url_key", "product"),
        ("parent_sku", "parent_sku"),
        ("Variant SKU", "sku"),
        ("SKU编码", "sku"),
        ("Variant Price", "list_price"),
        ("售价（元）", "list_price"),
        ("Variant Price EUR", "list_price:EUR"),
        ("Cost per item", "cost"),
        ("成本价(元)", "cost"),
        ("inventory_count", "stock"),
        ("Variant Grams", "weight"),
        ("Weight value (grams)", "weight"),
        ("重量(g)", "weight"),
        ("Variant Barcode", "gtin"),
        ("条形码", "gtin"),
        ("Option1 Name", "option_name:1"),
        ("Option2 value", "option_value:2"),
        ("option1_value", "option_value:1"),
        ("Variant Option 2 Value", "option_value:2"),
        ("规格名1", "option_name:1"),
        ("规格值2", "option_value:2"),
        ("卖点3", "bullet:3"),
        ("Image Src", "image:1"),
        ("image2_src", "image:2"),
        ("Product image URL", "image:1"),
        ("Variant Image", "variant_image"),
        ("configurable_variants", "variant_options"),
        ("Published", None),
        ("meta_keywords", None),
        ("材质", None),
        ("", None),
    ],
)
def test_a_header_has_its_column(header: str, column: str | None) -> None:
    found = column_of(header)
    assert (found[0] if found else None) == column


def test_a_header_with_a_unit_is_preferred() -> None:
    with_unit, bare = column_of("重量(g)"), column_of("重量")
    assert with_unit is not None
    assert bare is not None
    assert with_unit[1] < bare[1]


@pytest.mark.parametrize(
    ("header", "base", "unit"),
    [
        ("成本价(元)", "成本价", "元"),
        ("重量【kg】", "重量", "kg"),
        ("重量/g", "重量", "g"),
        ("Body (HTML)", "body (html)", ""),
        ("  Price  (USD) ", "price", "usd"),
        ("a(b)c", "a(b)c", ""),
    ],
)
def test_units_in_headers(header: str, base: str, unit: str) -> None:
    assert parse_header(header) == (base, unit)


@pytest.mark.parametrize(
    ("header", "words"), [("*容量(ml)", "容量"), ("Body (HTML)", "Body (HTML)"), ("材质：", "材质")]
)
def test_headers_for_people(header: str, words: str) -> None:
    assert spoken(header) == words


def test_no_alias_means_two_columns_and_all_are_simple() -> None:
    aliases = [alias for group in ALIASES.values() for alias in group]
    assert len(aliases) == len(set(aliases))
    assert [alias for alias in aliases if simplify(alias) != alias] == []
