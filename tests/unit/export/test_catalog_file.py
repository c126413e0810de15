"""The catalog's own file: what stands where, and that it is whole or not there."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import msgspec
import pytest

from localizer.catalog import file_cells as fc
from localizer.catalog import products
from localizer.catalog.products import CatalogInfo
from localizer.errors import InputError, OutputError
from localizer.export import catalog_file, catalog_sheets
from localizer.export.catalog_file import _Counts, catalog_rows, export_catalog
from localizer.jobs import Cancelled, Progress
from localizer.model.money import Money
from localizer.model.product import Fact, FactKind, Offer, Product, Variant
from localizer.store.database import Store

openpyxl: Any = pytest.importorskip("openpyxl")

BOTTLE = Product(
    key="BOTTLE",
    title="=保温杯",
    brand="Lanju",
    description_html="<p>第一段</p>\n<p>第二段</p>",
    bullets=("- 双层", "500ml, 盖子"),
    images=("main.jpg", "side.jpg"),
    facts=(Fact("capacity", FactKind.QUANTITY, "500ml", Decimal(500), unit="milliliter"),),
    offers=(
        Offer("discount", Decimal("0.10"), starts_at=dt.datetime(2026, 11, 27, tzinfo=dt.UTC)),
    ),
    variants=(
        Variant(
            key="007",
            sku="007",
            options=(("颜色", "红色"), ("尺码", "L")),
            cost=Money.of("20.00", "CNY"),
            stock=5,
            weight_g=Decimal("310.5"),
        ),
        Variant(key="B-BLUE", sku="B-BLUE", options=(("颜色", ""),), stock=0),
    ),
)
MAT = Product(key="MAT", title="垫子", variants=(Variant(key="1"),))
INFO = CatalogInfo(1, "summer", "zh-Hans")


@pytest.fixture
def filled(store: Store) -> Store:
    with store.step("Import") as step:
        number = products.ensure_catalog(step, "summer", "zh-Hans")
        products.save_products(step, number, [BOTTLE, MAT])
    return store


def _csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_a_row_is_a_variant_and_the_product_stands_on_its_first(
    filled: Store, tmp_path: Path
) -> None:
    made = export_catalog(filled.read(), tmp_path / "out.csv")
    assert (made.products, made.variants, made.rows, made.left_out) == (2, 3, 3, 0)
    assert (made.catalog, made.size) == ("summer", (tmp_path / "out.csv").stat().st_size)
    red, blue, mat = _csv(tmp_path / "out.csv")
    assert tuple(red) == fc.COLUMNS
    assert red["title"] == "'=保温杯"
    assert red["bullets"] == "'- 双层\n500ml, 盖子"
    assert red["options"] == "颜色: 红色\n尺码: L"
    assert (red["sku"], red["cost"], red["cost_currency"]) == ("007", "20.00", "CNY")
    assert red["facts"] == (
        '[{"name":"capacity","kind":"quantity","value":"500ml","number":"500","unit":"milliliter"}]'
    )
    assert red["offers"] == (
        '[{"kind":"discount","percent":"0.10","starts_at":"2026-11-27T00:00:00Z"}]'
    )
    assert (red["catalog"], red["locale"]) == ("summer", "zh-Hans")
    assert {column for column, text in blue.items() if text} == {
        "product_key", "variant_key", "sku", "options", "stock",
    }  # fmt: skip
    assert blue["options"] == '[["颜色",""]]'
    assert (mat["product_key"], mat["variant_key"], mat["sku"]) == ("MAT", "1", "")


def test_every_cell_of_the_workbook_is_a_text(filled: Store, tmp_path: Path) -> None:
    export_catalog(filled.read(), tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == ["Catalog"]
    heading, red, *_rest = book["Catalog"].iter_rows()
    assert tuple(cell.value for cell in heading) == fc.COLUMNS
    found = {name: cell.value for name, cell in zip(fc.COLUMNS, red, strict=True)}
    assert (found["title"], found["sku"], found["stock"]) == ("=保温杯", "007", "5")
    assert {cell.data_type for cell in red if cell.value is not None} <= {"s", "inlineStr"}
    assert {cell.number_format for cell in red if cell.value is not None} == {"@"}
    assert book["Catalog"].freeze_panes == "C2"


def test_json_lines_have_a_flat_object_a_row(filled: Store, tmp_path: Path) -> None:
    export_catalog(filled.read(), tmp_path / "out.jsonl")
    lines = (tmp_path / "out.jsonl").read_bytes().splitlines()
    red, blue, _mat = (msgspec.json.decode(line, type=dict[str, str]) for line in lines)
    assert tuple(red) == fc.COLUMNS
    assert red["title"] == "=保温杯"
    assert blue == {
        "product_key": "BOTTLE", "variant_key": "B-BLUE", "sku": "B-BLUE", "options": '[["颜色",""]]',
        "cost": "", "cost_currency": "", "list_price": "", "list_price_currency": "", "stock": "0",
        "weight_g": "", "gtin": "", "variant_image": "",
    }  # fmt: skip


def test_a_long_text_of_the_product_goes_on_in_rows_below_its_variants() -> None:
    long = "绿" * 25
    product = Product("P", "t", (Variant("1"), Variant("2")), description_html=long, brand="b")
    counts = _Counts()
    rows = list(catalog_rows(product, INFO, counts, limit=10))
    assert [row.get("description_html", "") for row in rows] == [
        long[:10],
        "",
        long[10:20],
        "绿" * 5,
    ]
    assert [row.get("variant_key", "") for row in rows] == ["1", "2", "", ""]
    assert {row["product_key"] for row in rows} == {"P"}
    assert (counts.rows, counts.variants, counts.left_out) == (4, 2, 0)
    assert len(list(catalog_rows(product, INFO, _Counts(), limit=None))) == 2


def test_a_variants_cell_that_is_too_long_is_left_out_and_counted() -> None:
    product = Product("P", "t", (Variant("1", image="x" * 11),))
    counts = _Counts()
    (row,) = catalog_rows(product, INFO, counts, limit=10)
    assert row["variant_image"] == ""
    assert counts.left_out == 1


def test_texts_are_written_in_nfc_with_one_kind_of_line_end() -> None:
    product = Product("P", "Cafe\u0301", (), brand="a\r\nb\rc\x00")
    (row,) = catalog_rows(product, INFO, _Counts(), limit=None)
    assert (row["title"], row["brand"]) == ("Café", "a\nb\nc")


def test_a_full_worksheet_is_refused(
    filled: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalog_sheets, "SHEET_ROWS", 3)
    with pytest.raises(OutputError, match=r"holds 3 rows.*\.csv"):
        export_catalog(filled.read(), tmp_path / "out.xlsx")
    assert list(tmp_path.glob("*out*")) == []


def test_the_catalog_must_be_known(filled: Store, tmp_path: Path) -> None:
    with filled.step("Import") as step:
        products.ensure_catalog(step, "winter", "en")
    with pytest.raises(InputError, match=r"several catalogs: summer, winter"):
        export_catalog(filled.read(), tmp_path / "out.csv")
    with pytest.raises(InputError, match=r"no catalog “spring”.*summer, winter"):
        export_catalog(filled.read(), tmp_path / "out.csv", catalog="spring")
    made = export_catalog(filled.read(), tmp_path / "out.csv", catalog="winter")
    assert (made.products, _csv(tmp_path / "out.csv")) == (0, [])


def test_an_empty_workspace_has_nothing_to_write(store: Store, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no catalog yet"):
        export_catalog(store.read(), tmp_path / "out.csv")


@pytest.mark.parametrize("name", ["out", "out.json", "out.xls"])
def test_an_unknown_ending_is_refused(filled: Store, tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match=r"\.csv, \.xlsx, \.jsonl"):
        export_catalog(filled.read(), tmp_path / name)


@pytest.mark.parametrize("ending", catalog_file.FORMATS)
def test_a_stopped_export_leaves_the_older_file(filled: Store, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"out{ending}"
    path.write_bytes(b"older")
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        export_catalog(filled.read(), path, progress=progress)
    assert path.read_bytes() == b"older"
    assert list(tmp_path.glob(".localizer*")) == []


def test_a_failure_on_the_way_leaves_the_older_file(
    filled: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_self: object, _row: object) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "out.jsonl"
    path.write_bytes(b"older")
    monkeypatch.setattr(catalog_sheets.JsonLinesSheet, "write", full)
    with pytest.raises(OutputError, match="disk is full"):
        export_catalog(filled.read(), path)
    assert path.read_bytes() == b"older"


def test_a_folder_of_that_name_is_refused(filled: Store, tmp_path: Path) -> None:
    (tmp_path / "out.csv").mkdir()
    with pytest.raises(OutputError, match="is a folder"):
        export_catalog(filled.read(), tmp_path / "out.csv")


def test_products_are_taken_one_by_one(
    filled: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    seen: list[int] = []

    def each(_reader: object, ids: tuple[int, ...]) -> Iterator[tuple[int, Product]]:
        for number in ids:
            seen.append(len(written))
            yield number, MAT

    write = catalog_sheets.CsvSheet.write

    def noted(self: catalog_sheets.CsvSheet, row: catalog_sheets.Row) -> None:
        written.append(row["product_key"])
        write(self, row)

    monkeypatch.setattr(catalog_sheets.CsvSheet, "write", noted)
    monkeypatch.setattr(products, "load_each", each)
    export_catalog(filled.read(), tmp_path / "out.csv")
    assert seen == [0, 1]


def test_the_same_catalog_makes_the_same_rows(filled: Store, tmp_path: Path) -> None:
    export_catalog(filled.read(), tmp_path / "a.csv")
    export_catalog(filled.read(), tmp_path / "b.csv")
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    export_catalog(filled.read(), tmp_path / "a.xlsx")
    with ZipFile(tmp_path / "a.xlsx") as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
