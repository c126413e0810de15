"""Workbooks: which sheet, which numbers, which row numbers, what stands in merged cells."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter  # type: ignore[import-untyped]

from localizer.errors import InputError
from localizer.intake import sheet_guard, sheet_load, sheet_table
from localizer.intake.formats import open_table
from localizer.intake.sheet_load import Checked
from localizer.intake.sniff import look
from localizer.intake.xlsx_book import OtherwiseError


def score(headers: Sequence[str]) -> int:
    return 2 if "title" in headers else 0


def test_the_first_visible_sheet_with_a_header_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    hidden = book.active
    assert hidden is not None
    hidden.title = "hidden"
    hidden.append(["title", "hidden"])
    hidden.sheet_state = "hidden"
    book.create_sheet("notes").append(["Read me first"])
    goods = book.create_sheet("goods")
    goods["B3"], goods["C3"] = "sku", "title"
    goods["B4"], goods["C4"] = 6901234567892, "one"
    goods["C6"] = "two"
    book.save(tmp_path / "goods.csv")
    table = open_table(tmp_path / "goods.csv", score)
    assert (table.headers[-2:], table.header_row) == (("sku", "title"), 3)
    rows = [(number, cells[-2:]) for number, cells in table.rows if any(cells)]
    assert rows == [(4, ["6901234567892", "one"]), (6, ["", "two"])]


def test_without_a_known_header_the_first_sheet_with_rows_is_shown(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("second").append(["a", "b"])
    book.save(tmp_path / "goods.xlsx")
    assert open_table(tmp_path / "goods.xlsx", score).headers == ("a", "b")


def test_a_workbook_without_rows_is_told(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "goods.xlsx")
    with pytest.raises(InputError, match="no visible sheet with rows"):
        open_table(tmp_path / "goods.xlsx", score)


def _rows(path: Path, sheet: str = "") -> list[list[str]]:
    return [cells for _number, cells in open_table(path, score, sheet=sheet).rows]


def test_a_product_merged_over_its_variants_stands_in_each_of_them(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    goods = book.active
    assert goods is not None
    for row in (
        ["title", "brand", "note", "color"],
        ["Shirt", "B", "", "red"],
        ["", "", "", "blue"],
        ["", "", "x", "green"],
        ["Cap", "", "", "black"],
        ["Bag", "", "", "one"],
    ):
        goods.append(row)
    for merged in ("A2:A4", "B2:C3", "A6:C6", "D6:D9"):
        goods.merge_cells(merged)
    book.save(tmp_path / "goods.xlsx")
    assert _rows(tmp_path / "goods.xlsx") == [
        ["Shirt", "B", "", "red"],
        ["Shirt", "B", "", "blue"],
        ["Shirt", "", "x", "green"],
        ["Cap", "", "", "black"],
        ["Bag", "", "", "one"],
    ]


def test_merged_columns_count_from_the_first_used_one(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    goods = book.active
    assert goods is not None
    for place, text in {"C4": "title", "D4": "color", "C5": "a", "D5": "x", "D6": "y"}.items():
        goods[place] = text
    goods.merge_cells("C5:C6")
    book.save(tmp_path / "goods.xlsx")
    assert [row[-2:] for row in _rows(tmp_path / "goods.xlsx")] == [["a", "x"], ["a", "y"]]


def test_too_many_merges_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = openpyxl.Workbook()
    goods = book.active
    assert goods is not None
    goods.append(["title"])
    goods.merge_cells("A2:A3")
    goods.merge_cells("A4:A5")
    book.save(tmp_path / "goods.xlsx")
    monkeypatch.setattr(sheet_load, "MAX_MERGES", 1)
    with pytest.raises(InputError, match=r"goods\.xlsx has more than .* merged ranges"):
        open_table(tmp_path / "goods.xlsx", score)


def test_a_header_over_several_columns_stands_in_each(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    goods = book.active
    assert goods is not None
    goods.append(["title", "price", "图片", None, None])
    goods.append(["Shirt", 5, "a.jpg", "b.jpg", "c.jpg"])
    goods.append(["All prices with tax", None, None, "sum", None])
    goods.merge_cells("C1:E1")
    goods.merge_cells("A3:C3")
    book.save(tmp_path / "goods.xlsx")
    assert open_table(tmp_path / "goods.xlsx", score).headers == (
        "title", "price", "图片", "图片", "图片",
    )  # fmt: skip
    assert _rows(tmp_path / "goods.xlsx")[1][:2] == ["All prices with tax", ""]


def test_hidden_rows_and_columns_are_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    goods = book.active
    assert goods is not None
    for row in (["title", "sku", "price"], ["Shirt", "1", 5], ["Cap", "2", 6]):
        goods.append(row)
    goods.row_dimensions[2].hidden = True
    goods.column_dimensions["B"].hidden = True
    book.save(tmp_path / "goods.xlsx")
    assert _rows(tmp_path / "goods.xlsx") == [["Shirt", "1", "5"], ["Cap", "2", "6"]]


def test_an_absurd_length_of_time_is_no_crash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = xlsxwriter.Workbook(tmp_path / "goods.xlsx")
    sheet = book.add_worksheet()
    sheet.write_string(0, 0, "title")
    sheet.write_number(1, 0, 1e12, book.add_format({"num_format": "[h]:mm"}))
    book.close()
    assert _rows(tmp_path / "goods.xlsx") == [["1000000000000"]]

    def otherwise(_archive: zipfile.ZipFile) -> None:
        raise OtherwiseError

    monkeypatch.setattr(sheet_table, "open_book", otherwise)
    with pytest.raises(InputError, match="damaged"):
        _rows(tmp_path / "goods.xlsx")


def test_a_cell_of_megabytes_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_load, "MAX_CELL_CHARS", 100)
    book = openpyxl.Workbook()
    goods = book.active
    assert goods is not None
    goods.append(["title", "sku"])
    goods.append(["x" * 101, "1"])
    book.save(tmp_path / "goods.xlsx")
    with pytest.raises(InputError, match="more than 100 characters in row 2"):
        _rows(tmp_path / "goods.xlsx")


def test_a_hidden_sheet_is_read_when_it_is_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.append(["title", "shown"])
    hidden = book.create_sheet("secret")
    hidden.append(["title", "secret"])
    hidden.append(["x", "y"])
    hidden.sheet_state = "veryHidden"
    book.save(tmp_path / "goods.xlsx")
    table = open_table(tmp_path / "goods.xlsx", score)
    assert (table.sheet, table.sheets) == ("Sheet", ("Sheet", "secret"))
    assert _rows(tmp_path / "goods.xlsx", "secret") == [["x", "y"]]
    with pytest.raises(InputError, match="no sheet “other”"):
        open_table(tmp_path / "goods.xlsx", score, sheet="other")


def test_a_formula_gives_the_value_last_computed(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "goods.xlsx")
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["title", "price", "wrong"])
    sheet.write_string(1, 0, "a")
    sheet.write_formula(1, 1, "=1+1", value=2)
    sheet.write_formula(1, 2, "=1/0", value="#DIV/0!")
    book.close()
    assert _rows(tmp_path / "goods.xlsx") == [["a", "2", ""]]


@pytest.mark.parametrize("ending", ["xlsx", "xls", "xlsb", "ods", "csv", ""])
def test_the_content_decides_not_the_ending(tmp_path: Path, ending: str) -> None:
    book = openpyxl.Workbook()
    goods = book.active
    assert goods is not None
    goods.append(["title"])
    goods.append(["a"])
    path = tmp_path / f"goods.{ending}"
    book.save(path)
    assert (open_table(path, score).format, _rows(path)) == ("xlsx", [["a"]])


def test_two_names_for_one_sheet_are_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    openpyxl.Workbook().save(tmp_path / "goods.xlsx")
    monkeypatch.setattr(sheet_guard, "check", lambda _probe: Checked("xlsx", 0, 0, {}))
    with pytest.raises(InputError, match="damaged"):
        sheet_table.read(look(tmp_path / "goods.xlsx"))


def test_a_panic_of_the_reader_is_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicException(BaseException):
        pass

    def otherwise(_archive: zipfile.ZipFile) -> None:
        raise OtherwiseError

    def panic(_path: Path) -> None:
        raise PanicException

    openpyxl.Workbook().save(tmp_path / "goods.xlsx")
    monkeypatch.setattr(sheet_table, "open_book", otherwise)
    monkeypatch.setattr(sheet_table, "load_workbook", panic)
    with pytest.raises(InputError, match="damaged"):
        sheet_table.read(look(tmp_path / "goods.xlsx"))
