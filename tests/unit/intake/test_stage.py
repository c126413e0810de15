"""An import is one step: counted, repeatable, undoable."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from localizer.errors import InputError
from localizer.intake.stage import ImportOptions, LittleInCommonError, import_file
from localizer.model.incoming import Answers
from localizer.store.database import Store

FIRST = "货号,标题,SKU,库存\n,,9,\nA1,裙子,1,3\nA1,,2,待定\nB1,裤子,3,4\n"


def _file(folder: Path, text: str) -> Path:
    path = folder / "goods.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_import_is_counted_and_a_second_one_changes_nothing(
    tmp_path: Path, store: Store
) -> None:
    report = import_file(store, _file(tmp_path, FIRST))
    plain = report.to_json()
    assert {name: plain[name] for name in ("read", "added", "changed", "unchanged", "skipped")} == {
        "read": 4,
        "added": 2,
        "changed": 0,
        "unchanged": 0,
        "skipped": 0,
    }
    assert [place["row"] for place in plain["failed"]] == [2]
    assert [(place["row"], place["column"]) for place in plain["repaired"]] == [(4, "库存")]
    assert (plain["products"], plain["variants"], plain["catalog"]) == (2, 3, "goods")
    again = import_file(store, tmp_path / "goods.csv")
    assert (again.added, again.changed, again.unchanged) == (0, 0, 2)


def test_only_what_changed_is_written_and_it_can_be_undone(tmp_path: Path, store: Store) -> None:
    import_file(store, _file(tmp_path, FIRST), ImportOptions(catalog="summer"))
    changed = import_file(
        store, _file(tmp_path, FIRST.replace("裤子", "长裤")), ImportOptions(catalog="summer")
    )
    assert (changed.added, changed.changed, changed.unchanged) == (0, 1, 1)
    store.undo()
    titles = [row["title"] for row in store.read().rows("SELECT title FROM product ORDER BY id")]
    assert titles == ["裙子", "裤子"]
    store.undo()
    assert store.read().value("SELECT count(*) FROM product") == 0


def test_a_file_that_cannot_be_read_leaves_no_trace(tmp_path: Path, store: Store) -> None:
    with pytest.raises(InputError):
        import_file(store, _file(tmp_path, "a,b\n1,2\n"))
    assert store.read().value("SELECT count(*) FROM step") == 0
    assert store.read().value("SELECT count(*) FROM catalog") == 0


def test_the_same_catalog_as_text_and_as_workbook_changes_nothing(
    sample: Path, store: Store
) -> None:
    first = import_file(store, sample / "catalog.xlsx", ImportOptions(catalog="sample"))
    second = import_file(store, sample / "catalog.csv", ImportOptions(catalog="sample"))
    assert (first.added, second.added, second.changed, second.unchanged) == (26, 0, 0, 26)


def _book(folder: Path, **sheets: str) -> Path:
    """Return a workbook with a sheet of five products for each name; their keys begin with the letter."""
    path = folder / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, letter in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["货号", "商品标题", "售价(元)"])
            for n in range(5):
                sheet.write_row(n + 1, 0, [f"{letter}{n}", f"{name}连衣裙{n}", 10 + n])
    return path


REMOVE = Answers(gone="remove")


def test_another_sheet_is_a_catalog_of_its_own(tmp_path: Path, store: Store) -> None:
    path = _book(tmp_path, 夏季="S", 冬季="W")
    assert import_file(store, path).catalog == "book"
    winter = import_file(store, path, ImportOptions(sheet="冬季", answers=REMOVE))
    assert (winter.catalog, winter.added, winter.gone) == ("book · 冬季", 5, ())
    assert import_file(store, path, ImportOptions(sheet="冬季")).unchanged == 5
    assert import_file(store, path).unchanged == 5


def test_another_sheet_with_the_same_products_is_the_next_version(
    tmp_path: Path, store: Store
) -> None:
    import_file(store, _book(tmp_path, 十月="S"))
    path = _book(tmp_path, 十月="S", 十一月="S")
    november = import_file(store, path, ImportOptions(sheet="十一月"))
    assert (november.catalog, november.added, november.changed) == ("book", 0, 5)


def test_a_catalog_nobody_has_named_does_not_lose_most_of_itself(
    tmp_path: Path, store: Store
) -> None:
    head = "货号,商品标题\n"
    import_file(store, _file(tmp_path, head + "".join(f"K{n},裙子{n}\n" for n in range(10))))
    few = _file(tmp_path, head + "K1,裙子1\nK2,裤子\n")
    with pytest.raises(LittleInCommonError, match="Only 2 of the 10 products of “goods”"):
        import_file(store, few, ImportOptions(answers=REMOVE))
    assert store.read().value("SELECT count(*) FROM product") == 10
    kept = import_file(store, few)
    assert (kept.changed, len(kept.gone), kept.shared) == (1, 8, (2, 10))
    named = import_file(store, few, ImportOptions(catalog="goods", answers=REMOVE))
    assert (named.removed, store.read().value("SELECT count(*) FROM product")) == (8, 2)


def test_what_is_gone_and_new_is_named(tmp_path: Path, store: Store) -> None:
    head = "货号,商品标题\n"
    import_file(store, _file(tmp_path, head + "A,裙子\nB,裤子\nC,鞋\n"))
    report = import_file(
        store, _file(tmp_path, head + "A,裙子\nB,裤子\nD,帽子\n"), ImportOptions(answers=REMOVE)
    )
    assert (report.gone, report.removed) == ((("C", "鞋"),), 1)
    assert report.new == (("D", "帽子"),)
    assert not report.is_stranger


def test_a_file_without_rows_removes_nothing(tmp_path: Path, store: Store) -> None:
    import_file(store, _file(tmp_path, "货号,商品标题\nA,裙子\n"))
    report = import_file(
        store, _file(tmp_path, "货号,商品标题\n"), ImportOptions(catalog="goods", answers=REMOVE)
    )
    assert (report.products, report.removed) == (0, 0)
    assert store.read().value("SELECT count(*) FROM product") == 1


def test_a_stranger_is_told_with_a_free_name(tmp_path: Path, store: Store) -> None:
    import_file(store, _file(tmp_path, "货号,商品标题\nA,裙子\nB,裤子\n"))
    other = _file(tmp_path, "货号,商品标题\nX,鞋\nY,帽子\n")
    report = import_file(store, other, ImportOptions(trial=True))
    assert (report.is_stranger, report.own_catalog) == (True, "goods 2")
