"""What a row that was not used stands for, and which product a row is: none is lost, none is taken twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from localizer.catalog import products
from localizer.intake import beside
from localizer.intake.report import ImportReport
from localizer.intake.stage import ImportOptions, import_file
from localizer.model.incoming import Answers, DifferenceKind
from localizer.store.database import Store

REMOVE = ImportOptions(catalog="goods", answers=Answers(gone="remove"))
KEEP = ImportOptions(catalog="goods")
BY_TITLE = "SKU,Title,Price,Currency,Color"
SHIRTS = ("B1,Cotton shirt,10,USD,Red", "B2,Cotton shirt,10,USD,Blue", "B3,Wool hat,12,USD,Red")


def take(store: Store, folder: Path, *lines: str, how: ImportOptions = KEEP) -> ImportReport:
    path = folder / "goods.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return import_file(store, path, how)


def titles(store: Store) -> dict[str, str]:
    return {row["key"]: row["title"] for row in store.read().rows("SELECT key, title FROM product")}


def told(report: ImportReport, treatment: str) -> list[tuple[int, str]]:
    return [(i.row, i.column) for i in report.issues if i.treatment == treatment]


@pytest.mark.parametrize("is_large", [False, True])
def test_a_product_whose_row_was_not_used_is_not_gone(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_large: bool
) -> None:
    if is_large:
        monkeypatch.setattr(beside, "BESIDE_FROM_BYTES", 0)
    head = "货号,标题,价格"
    take(store, tmp_path, head, "K1,杯子,9", "K2,碗,8", "K3,盘,7", "K4,勺,6")
    report = take(store, tmp_path, head, "K1,,9", "K2,碗,8", "K3,盘,1,299元", how=REMOVE)
    assert [one.key for one in report.gone] == ["K4"]
    assert [*titles(store)] == ["K1", "K2", "K3"]
    assert report.variants == 1
    assert told(report, "failed") == [(2, "标题"), (4, "")]


def test_a_variant_whose_row_was_not_used_is_not_gone(store: Store, tmp_path: Path) -> None:
    head = "款号,SKU,标题,颜色,价格"
    first = ("A,a1,裙子,红,59", "A,a2,裙子,蓝,69", "A,a3,裙子,绿,79")
    take(store, tmp_path, head, *first)
    report = take(store, tmp_path, head, first[0], "A,a2,裙子,蓝,1,069", how=REMOVE)
    product = products.load(store.read(), 1)
    assert [variant.key for variant in product.variants] == ["a1", "a2", "a3"]
    assert DifferenceKind.GONE not in report.kinds


def test_an_edited_title_is_the_same_product_by_its_skus(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, BY_TITLE, *SHIRTS)
    edited = [line.replace("Cotton shirt", "Linen shirt") for line in SHIRTS]
    report = take(store, tmp_path, BY_TITLE, *edited, how=REMOVE)
    assert (report.added, report.changed, report.unchanged, report.removed) == (0, 1, 1, 0)
    assert titles(store) == {"Cotton shirt": "Linen shirt", "Wool hat": "Wool hat"}
    again = take(store, tmp_path, BY_TITLE, *edited, how=REMOVE)
    assert (again.added, again.changed, again.unchanged, again.removed) == (0, 0, 2, 0)


def test_a_catalog_is_found_by_skus_where_all_titles_were_edited(
    store: Store, tmp_path: Path
) -> None:
    take(store, tmp_path, BY_TITLE, *SHIRTS)
    path = tmp_path / "autumn.csv"
    lines = [line.replace("shirt", "shirt NEW").replace("hat", "hat NEW") for line in SHIRTS]
    path.write_text("\n".join([BY_TITLE, *lines]), encoding="utf-8")
    report = import_file(store, path)
    assert (report.catalog, report.added, report.changed) == ("goods", 0, 2)


def test_a_variant_that_moved_to_a_new_title_is_not_its_old_product(
    store: Store, tmp_path: Path
) -> None:
    take(store, tmp_path, BY_TITLE, *SHIRTS)
    moved = SHIRTS[1].replace("Cotton shirt", "Linen shirt")
    report = take(store, tmp_path, BY_TITLE, moved, SHIRTS[0], SHIRTS[2])
    assert (report.added, report.unchanged) == (1, 2)
    assert [*titles(store)] == ["Cotton shirt", "Wool hat", "Linen shirt"]


def test_codes_that_several_products_share_are_told_each_time(store: Store, tmp_path: Path) -> None:
    lines = (
        "货号,SKU,标题,条码",
        "P1,S1,杯子,4006381333931",
        "P2,S1,碗,无",
        "P3,S3,盘,4006381333931",
        "P4,,勺,无",
        "P5,,筷,",
    )
    for _time in range(2):
        report = take(store, tmp_path, *lines)
        assert report.products == 5
        shared = [i for i in report.issues if "already stands in row 2" in i.reason]
        assert [(i.row, i.column) for i in shared] == [(3, "SKU"), (4, "条码")]


def test_what_could_not_be_read_is_told_again(store: Store, tmp_path: Path) -> None:
    rows = [f"A{n},杯子{n},{'面议' if n == 5 else n},{n}" for n in range(1, 2500)]
    lines = ("货号,标题,价格,库存", *rows, "B1,,5,5", "A3000,盘,待定,1")
    first = take(store, tmp_path, *lines)
    again = take(store, tmp_path, *lines)
    assert told(first, "repaired") == [(6, "价格"), (2502, "价格")]
    assert told(first, "failed") == [(2501, "标题")]
    assert again.issues == first.issues
    assert (again.added, again.changed, again.unchanged) == (0, 0, 2500)


def test_variants_are_counted_as_the_file_has_them(store: Store, tmp_path: Path) -> None:
    head = "货号,SKU,标题,颜色"
    take(store, tmp_path, head, "A,a1,裙子,红", "A,a2,裙子,蓝", "B,b1,帽子,黑")
    report = take(store, tmp_path, head, "A,a1,裙子,红", "B,b1,帽子,黑")
    assert (report.products, report.variants) == (2, 2)


def test_products_without_a_number_are_counted_once(store: Store, tmp_path: Path) -> None:
    report = take(store, tmp_path, "货号,标题,价格", "K1,杯子,9", ",碗,8", ",盘,7")
    (sentence,) = [one for one in report.assumptions if "no number" in one]
    assert sentence.startswith("2 products")
    rows = [f"杯子{n},{n}" for n in range(1, 2501)]
    report = take(store, tmp_path, "标题,价格", *rows, how=ImportOptions(catalog="large"))
    assert any(one.startswith("2500 products") for one in report.assumptions)


def test_cells_beyond_the_header_are_all_named(store: Store, tmp_path: Path) -> None:
    report = take(store, tmp_path, "货号,标题,价格", "K1,杯子,9,好,新", "K2,碗,8,00")
    assert [(i.row, i.treatment) for i in report.issues] == [(2, "repaired"), (3, "failed")]
    assert "“好”, “新”" in report.issues[0].reason
    assert [*titles(store)] == ["K1"]
