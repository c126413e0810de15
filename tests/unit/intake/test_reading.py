"""Files become products: grouping, inheritance, variants, and what is reported."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from localizer.errors import InputError
from localizer.intake import rows
from localizer.intake.reading import Reading, read_catalog
from localizer.jobs import Cancelled, Progress
from localizer.model.money import Money


def _read(folder: Path, *lines: str) -> Reading:
    """Read a CSV of the given lines, cells apart by a comma and no quoting."""
    path = folder / "goods.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(line.split(",") for line in lines)
    return read_catalog(path)


def _told(reading: Reading) -> list[tuple[int, str, str]]:
    return [(issue.row, issue.column, issue.treatment) for issue in reading.issues]


def test_following_rows_inherit_the_product(tmp_path: Path) -> None:
    reading = _read(
        tmp_path,
        "货号,商品标题,品牌,卖点1,卖点2,图片,SKU编码,规格名1,规格值1,成本价(元),库存,重量(g),材质",
        "A1,连衣裙,Brand,轻薄,透气,a.png,A1-S,尺码,S,42.50,3,260,棉100%",
        "A1,,,,,,A1-M,,M,43,0,270,",
    )
    (product,) = reading.products
    assert (product.key, product.title, product.brand) == ("A1", "连衣裙", "Brand")
    assert product.bullets == ("轻薄", "透气")
    assert [(v.key, v.options, v.stock) for v in product.variants] == [
        ("A1-S", (("尺码", "S"),), 3),
        ("A1-M", (("尺码", "M"),), 0),
    ]
    assert product.variants[1].cost == Money.of("43", "CNY")
    assert product.variants[1].weight_g == Decimal(270)
    assert [(fact.name, fact.label) for fact in product.facts] == [("material", "材质")]
    assert (reading.read, reading.failed, reading.skipped, reading.locale) == (2, 0, 0, "zh-Hans")


def test_blank_keys_continue_the_row_above_as_merged_cells_do(tmp_path: Path) -> None:
    reading = _read(
        tmp_path,
        "货号,标题,SKU,规格值1",
        "A1,裙子,1,红",
        ",,2,蓝",
        ",,3,绿",
        "B1,裤子,4,黑",
        ",,5,白",
    )
    assert [(p.key, len(p.variants)) for p in reading.products] == [("A1", 3), ("B1", 2)]


def test_a_blank_key_means_the_product_above_whatever_other_products_do(tmp_path: Path) -> None:
    reading = _read(tmp_path, "货号,标题,SKU,规格值1", "A1,裙子,1,红", "A1,,2,蓝", ",,3,绿")
    assert _told(reading) == []
    assert [(p.key, len(p.variants)) for p in reading.products] == [("A1", 3)]


def test_a_number_a_row_with_the_title_on_the_first_one(tmp_path: Path) -> None:
    rows = ("L-R,连衣裙,红,159", "L-B,,蓝,169", "M-1,帽子,黑,20")
    reading = _read(tmp_path, "货号,商品名称,颜色,售价", *rows)
    assert reading.failed == 0
    dress, hat = reading.products
    assert [(v.sku, v.options) for v in dress.variants] == [
        ("L-R", (("颜色", "红"),)),
        ("L-B", (("颜色", "蓝"),)),
    ]
    assert (hat.key, len(hat.variants)) == ("M-1", 1)


def test_a_note_below_the_table_is_no_product(tmp_path: Path) -> None:
    reading = _read(
        tmp_path, "品名,货号,售价", "杯子,B1,9", "注：价格如有变动以实际为准,,", "合计,,"
    )
    assert [product.title for product in reading.products] == ["杯子"]
    assert [(row, kind) for row, _column, kind in _told(reading)] == [
        (3, "skipped"),
        (4, "skipped"),
    ]


def test_a_product_number_that_a_spreadsheet_cut_joins_nothing(tmp_path: Path) -> None:
    rows = ("1.23E+12,蓝牙耳机,白,199", "1.23E+12,充电宝,黑,99")
    reading = _read(tmp_path, "货号,商品名称,颜色,售价", *rows)
    assert [product.key for product in reading.products] == ["蓝牙耳机", "充电宝"]
    assert _told(reading) == [(2, "货号", "repaired"), (3, "货号", "repaired")]


def test_vietnamese_prices_are_read_in_thousands(tmp_path: Path) -> None:
    rows = ("V-1,Áo thun cotton,35.000", "V-2,Nón lá,129.000")
    reading = _read(tmp_path, "Mã sản phẩm,Tên sản phẩm,Giá bán", *rows)
    assert reading.locale == "vi"
    assert [p.variants[0].list_price for p in reading.products] == [
        Money.of("35000", "VND"),
        Money.of("129000", "VND"),
    ]


def test_a_product_without_a_title_fails_with_all_its_rows(tmp_path: Path) -> None:
    reading = _read(tmp_path, "handle,title,sku", "a,A,1", "b,,2", "b,,3")
    assert [p.key for p in reading.products] == ["a"]
    assert _told(reading) == [(3, "title", "failed"), (4, "title", "failed")]


@pytest.mark.parametrize(
    ("row", "treatment", "column"),
    [
        ("A1,,1,S,5", "skipped", ""),
        ("A1,,1,,", "skipped", ""),
        ("A1,,1,XL,5", "failed", "规格值1"),
        ("A1,,1,S,6", "failed", "成本价(元)"),
    ],
)
def test_a_repeated_sku(tmp_path: Path, row: str, treatment: str, column: str) -> None:
    reading = _read(tmp_path, "货号,标题,SKU,规格值1,成本价(元)", "A1,裙子,1,S,5", row)
    assert _told(reading) == [(3, column, treatment)]
    assert reading.variants == 1


def test_a_repeated_row_may_complete_a_variant(tmp_path: Path) -> None:
    reading = _read(tmp_path, "handle,title,sku,cost,stock", "a,A,1,5,", "a,,1,,7")
    (variant,) = reading.products[0].variants
    assert (variant.stock, reading.issues) == (7, ())


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("成本价(元)", "待定"),
        ("库存", "-3"),
        ("条形码", "6901234567890"),
        ("重量(g)", "重"),
        ("售价", "0"),
    ],
)
def test_a_bad_cell_is_lost_and_reported_but_never_its_row(
    tmp_path: Path, column: str, cell: str
) -> None:
    reading = _read(tmp_path, f"货号,标题,SKU,{column}", f"A1,裙子,1,{cell}")
    (variant,) = reading.products[0].variants
    assert _told(reading) == [(2, column, "repaired")]
    assert reading.failed == 0
    assert (variant.cost, variant.stock, variant.gtin, variant.weight_g) == (None, None, "", None)


def test_default_title_means_no_options(tmp_path: Path) -> None:
    reading = _read(
        tmp_path,
        "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Grams,Variant Price,Image Src",
        "pot,Pot,Title,Default Title,,0,9.99,https://x.example/1.jpg",
        "pot,,,,,,,https://x.example/2.jpg",
    )
    (product,) = reading.products
    assert [(v.key, v.options, v.weight_g) for v in product.variants] == [("1", (), None)]
    assert product.images == ("https://x.example/1.jpg", "https://x.example/2.jpg")
    assert (reading.read, reading.issues) == (2, ())
    assert any("USD was assumed" in sentence for sentence in reading.assumptions)


def test_shopify_headers_of_2024(tmp_path: Path) -> None:
    reading = _read(
        tmp_path,
        "Title,URL handle,Description,Vendor,Product category,SKU,Barcode,Option1 name,Option1 value,"
        "Price,Cost per item,Inventory quantity,Weight value (grams),Weight unit for display,"
        "Product image URL,Variant image URL",
        "Pot,pot,<p>Clay</p>,Maker,Home,P-1,6901234567892,Size,Small,9.99,4,5,250,kg,a.jpg,v.jpg",
        ",pot,,,,P-2,,,Large,12.99,5,6,400,kg,,",
    )
    (product,) = reading.products
    small, large = product.variants
    assert (small.gtin, small.weight_g, small.image) == ("6901234567892", Decimal(250), "v.jpg")
    assert (large.options, large.list_price) == ((("Size", "Large"),), Money.of("12.99", "USD"))
    assert (product.category, product.description_html) == ("Home", "<p>Clay</p>")


def test_a_row_above_its_variants_is_the_product_not_a_variant(tmp_path: Path) -> None:
    reading = _read(
        tmp_path,
        "slug,sku,name,price,currency,option1_name,option1_value,custom_field.custom.wattage",
        "iron,IRON,Steam Iron,0,USD,,,1400W",
        "iron,IRON-RED,,59.99,USD,Color,Red,",
        "iron,IRON-RED,,54.99,EUR,,,",
    )
    (product,) = reading.products
    assert [(v.key, v.list_price) for v in product.variants] == [
        ("IRON-RED", Money.of("59.99", "USD"))
    ]
    assert ("list_price EUR IRON-RED", "54.99") in product.extra
    assert _told(reading) == [(4, "price", "repaired")]


def test_variants_join_their_parent_by_its_sku(tmp_path: Path) -> None:
    path = tmp_path / "goods.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [
                ["sku", "parent_sku", "name", "price", "inventories", "configurable_variants"],
                ["S-1", "C", "Jacket-Red", "14", "default=100", ""],
                ["C", "", "Jacket", "", "", "sku=S-1,color=Red|sku=S-2,color=Blue"],
                ["S-2", "C", "Jacket-Blue", "15", "default=5", ""],
                ["X", "", "Scarf", "9", "default=1", ""],
            ]
        )
    reading = read_catalog(path)
    jacket, scarf = reading.products
    assert jacket.title == "Jacket"
    assert [(v.sku, v.options, v.stock) for v in jacket.variants] == [
        ("S-1", (("color", "Red"),), 100),
        ("S-2", (("color", "Blue"),), 5),
    ]
    assert (scarf.key, scarf.variants[0].key) == ("X", "X")


def test_rows_with_one_title_and_their_own_colours_are_one_product(tmp_path: Path) -> None:
    reading = _read(tmp_path, "标题,颜色,尺码,SKU", "裙子,红,S,1", "裙子,红,M,2", "裤子,黑,M,3")
    assert [(p.key, len(p.variants)) for p in reading.products] == [("裙子", 2), ("裤子", 1)]
    assert reading.products[0].variants[1].options == (("颜色", "红"), ("尺码", "M"))


def test_a_second_title_for_one_product_is_reported(tmp_path: Path) -> None:
    reading = _read(tmp_path, "货号,标题,SKU", "A1,裙子,1", "A1,裤子,2")
    assert [(p.title, len(p.variants)) for p in reading.products] == [("裙子", 2)]
    assert _told(reading) == [(3, "标题", "repaired")]


def test_translations_in_the_file_are_skipped(tmp_path: Path) -> None:
    reading = _read(tmp_path, "sku,locale,name", "1,de,Hose", "1,fr,Pantalon", "2,de,Rock")
    assert [p.title for p in reading.products] == ["Hose", "Rock"]
    assert (reading.locale, reading.skipped) == ("de", 1)


def test_cells_beyond_the_header_are_reported(tmp_path: Path) -> None:
    reading = _read(tmp_path, "sku,title", "1,One,two,,", "2,Two,,")
    assert _told(reading) == [(2, "", "repaired")]


def test_a_row_that_adds_nothing_is_skipped(tmp_path: Path) -> None:
    reading = _read(tmp_path, "handle,title,sku,vendor", "a,A,1,V", "a,,,", "a,A,,V")
    assert _told(reading) == [(3, "", "skipped"), (4, "", "skipped")]


def test_a_weight_without_a_unit_is_left_out_and_said_once(tmp_path: Path) -> None:
    reading = _read(tmp_path, "sku,title,weight", "1,One,1.2", "2,Two,1.4")
    assert [v.weight_g for p in reading.products for v in p.variants] == [None, None]
    assert [s for s in reading.assumptions if "no unit" in s] == list(reading.assumptions)
    assert len(reading.assumptions) == 1


@pytest.mark.parametrize(
    ("header", "cell", "currency"),
    [
        ("price", "5 EUR", "EUR"),
        ("price (THB)", "5", "THB"),
        ("售价(元)", "5", "CNY"),
        ("price", "5", "USD"),
    ],
)
def test_the_currency_of_a_price(tmp_path: Path, header: str, cell: str, currency: str) -> None:
    reading = _read(tmp_path, f"sku,title,{header}", f"1,One,{cell}")
    assert reading.products[0].variants[0].list_price == Money.of("5", currency)


def test_a_comma_is_the_decimal_mark_where_the_file_shows_it(tmp_path: Path) -> None:
    path = tmp_path / "goods.csv"
    path.write_text("sku;title;price\n1;One;12,50\n2;Two;1.200\n", encoding="utf-8")
    prices = [v.list_price for p in read_catalog(path).products for v in p.variants]
    assert prices == [Money.of("12.50", "USD"), Money.of("1200", "USD")]


def test_text_is_composed_and_free_of_control_characters(tmp_path: Path) -> None:
    reading = _read(tmp_path, "sku,title", "1,Cafe\u0301\u00a0 cre\u0300me\u0007")
    assert reading.products[0].title == "Café crème"


def test_too_many_rows_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "MAX_ROWS", 2)
    with pytest.raises(InputError, match="more than 2 rows"):
        _read(tmp_path, "sku,title", "1,a", "2,b", "3,c")


def test_it_can_be_cancelled_and_reports_progress(tmp_path: Path) -> None:
    path = tmp_path / "goods.csv"
    path.write_text("sku,title\n1,One\n2,Two\n", encoding="utf-8")
    seen: list[tuple[int, int]] = []
    read_catalog(path, progress=Progress(lambda done, total: seen.append((done, total))))
    assert seen[-1] == (2, 2)
    stopped = Progress()
    stopped.cancel()
    with pytest.raises(Cancelled):
        read_catalog(path, progress=stopped)


def test_the_digest_is_of_the_bytes(tmp_path: Path) -> None:
    first = _read(tmp_path, "sku,title", "1,One").digest
    assert len(first) == 64
    assert _read(tmp_path, "sku,title", "1,One").digest == first
    assert _read(tmp_path, "sku,title", "1,Two").digest != first


@pytest.mark.parametrize(
    ("row", "skipped"),
    [
        ("合计,,,1273", 1),
        (",合计：,99,1273", 1),
        ("Total,,,12", 1),
        ("小计,小计,5,2", 1),
        ("A9,合计,5,2", 0),
        (",Total care cream,5,2", 0),
    ],
)
def test_a_row_of_sums_is_no_product(tmp_path: Path, row: str, skipped: int) -> None:
    path = tmp_path / "goods.csv"
    path.write_text(f"货号,标题,价格(元),库存\nA,裙,5,1\n{row}\n", encoding="utf-8")
    found = read_catalog(path)
    assert (found.skipped, found.failed, len(found.products)) == (skipped, 0, 2 - skipped)
