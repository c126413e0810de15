"""Options packed into one cell, and what cells of variants are taken to mean."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from pathlib import Path

import pytest

from localizer.intake.reading import Reading, read_catalog
from localizer.model.money import Money

BLACK_M = (("颜色", "黑色"), ("尺码", "M"))


def _read(folder: Path, *rows: tuple[str, ...], chosen: dict[str, str] | None = None) -> Reading:
    path = folder / "goods.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return read_catalog(path, column_map=chosen)


def _options(reading: Reading) -> list[tuple[tuple[str, str], ...]]:
    return [variant.options for product in reading.products for variant in product.variants]


@pytest.mark.parametrize(
    "header", ["规格", "属性", "SKU属性", "销售属性", "Variation", "Options", "Varian"]
)
def test_a_column_with_all_options_is_known(tmp_path: Path, header: str) -> None:
    rows = (("T恤", "A1", "颜色:黑色;尺码:M", "59"), ("T恤", "A2", "颜色:白色;尺码:L", "69"))
    reading = _read(tmp_path, ("商品标题", "SKU", header, "价格"), *rows)
    assert _options(reading) == [BLACK_M, (("颜色", "白色"), ("尺码", "L"))]
    assert len(reading.products) == 1


def test_a_column_chosen_by_hand_is_split_and_what_cannot_be_is_told(tmp_path: Path) -> None:
    rows = (("T恤", "A1", "颜色:黑色;尺码:M"), ("伞", "B1", "黑/大"), ("帽", "C1", ""))
    chosen = {"怪列": "variant_options"}
    reading = _read(tmp_path, ("商品标题", "SKU", "怪列"), *rows, chosen=chosen)
    assert _options(reading) == [BLACK_M, (("怪列", "黑/大"),), ()]
    (told,) = [text for text in reading.assumptions if "怪列" in text]
    assert "颜色:黑色;尺码:M" in told


def test_rows_of_one_product_have_their_options_from_the_column(tmp_path: Path) -> None:
    rows = (("P1", "T恤", "颜色:黑色;尺码:M"), ("P1", "T恤", "颜色:白色;尺码:M"))
    chosen = {"x": "variant_options"}
    reading = _read(tmp_path, ("货号", "商品标题", "x"), *rows, chosen=chosen)
    assert _options(reading) == [BLACK_M, (("颜色", "白色"), ("尺码", "M"))]


def test_options_of_skus_no_row_has_are_told(tmp_path: Path) -> None:
    rows = (("T恤", "A1", "sku=A1,color=Red|sku=A9,color=Blue"),)
    reading = _read(tmp_path, ("title", "sku", "configurable_variants"), *rows)
    assert _options(reading) == [(("color", "Red"),)]
    (issue,) = reading.issues
    assert (issue.row, issue.column) == (2, "configurable_variants")
    assert "A9" in issue.reason


def test_a_packed_cell_does_not_contradict_its_neighbour(tmp_path: Path) -> None:
    rows = (("T恤", "A1", "白色", "颜色:黑色;尺码:M"), ("T恤", "A2", "黑色", "颜色:黑色;尺码:M"))
    reading = _read(tmp_path, ("商品标题", "SKU", "颜色", "规格"), *rows)
    assert _options(reading) == [(("颜色", "白色"), ("尺码", "M")), BLACK_M]
    (issue,) = reading.issues
    assert (issue.row, issue.column) == (2, "规格")
    assert "黑色" in issue.reason


def test_an_option_stands_once_and_has_a_value(tmp_path: Path) -> None:
    rows = (
        ("裤", "A1", "颜色分类:红色;尺码:M", "蓝"),
        ("裤", "A2", "颜色:黑；尺码:", ""),
        ("裤", "A3", "颜色:黑;颜色:白", ""),
    )
    reading = _read(tmp_path, ("商品标题", "SKU", "规格", "颜色分类"), *rows)
    assert _options(reading) == [
        (("颜色分类", "红色"), ("尺码", "M")),
        (("颜色", "黑"),),
        (("颜色", "黑 / 白"),),
    ]
    assert [(issue.row, issue.column) for issue in reading.issues] == [
        (2, "颜色分类"),
        (3, "规格"),
        (4, "规格"),
    ]


def test_objects_of_options_in_json_are_options(tmp_path: Path) -> None:
    skus = [
        {"sku": "A1", "spec": {"颜色": "黑色", "尺码": "M"}, "price": 59},
        {"sku": "A2", "spec": "颜色:白色;尺码:M", "price": 59},
        {"sku": "A3", "spec": "特别款", "price": 59},
    ]
    path = tmp_path / "goods.json"
    path.write_text(json.dumps([{"title": "棉T恤", "skus": skus}]), encoding="utf-8")
    reading = read_catalog(path)
    assert _options(reading) == [BLACK_M, (("颜色", "白色"), ("尺码", "M")), (("spec", "特别款"),)]
    assert reading.products[0].facts == ()


def test_cells_as_sellers_write_them(tmp_path: Path) -> None:
    rows = (
        ("杯", "59.90 元/件", "10件", "半斤"),
        ("碗", "1.5万", "有货", "约300"),
        ("盘", "59-89", "1万+", "三百克"),
    )
    reading = _read(tmp_path, ("商品标题", "价格", "库存", "重量(g)"), *rows)
    cells = [(v.list_price, v.stock, v.weight_g) for p in reading.products for v in p.variants]
    assert cells == [
        (Money.of("59.9", "CNY"), 10, Decimal(250)),
        (Money.of("15000", "CNY"), None, Decimal(300)),
        (None, 10_000, Decimal(300)),
    ]
    assert [(issue.row, issue.column) for issue in reading.issues] == [(4, "价格")]
    told = "\n".join(reading.assumptions)
    assert all(word in told for word in ("件", "万 = 10,000", "有货", "约", "+"))
    assert len(reading.assumptions) == 8  # the last: no product has a number


def test_a_weight_with_a_unit_is_kept_where_bare_ones_are_left_out(tmp_path: Path) -> None:
    rows = (("杯", "0.3kg"), ("碗", "300"), ("盘", "约300"))
    reading = _read(tmp_path, ("商品标题", "重量"), *rows)
    assert [p.variants[0].weight_g for p in reading.products] == [Decimal(300), None, None]
    assert reading.issues == ()
    (told, _unnumbered) = reading.assumptions
    assert "name no unit" in told
