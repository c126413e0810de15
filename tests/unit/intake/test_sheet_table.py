"""Workbooks: which sheet, which numbers, which row numbers, what stands in merged cells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter  # type: ignore[import-untyped]

from localizer.errors import InputError
from localizer.intake import sheet_guard, sheet_table
from localizer.intake.formats import open_table
from localizer.intake.sheet_load import Checked
from localizer.intake.sheet_table import Cell, to_text
from localizer.intake.sniff import look


def score(headers: Sequence[str]) -> int:
    return 2 if "title" in headers else 0


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (28.0, "28"),
        (39.9, "39.9"),
        (0.1 + 0.2, "0.3"),
        (6901234567892.0, "6901234567892"),
        (1.23e15, "1230000000000000"),
        (0.00001, "0.00001"),
        (-3.0, "-3"),
        (0.0, "0"),
        (100.0, "100"),
        (1.23e-7, "0.000000123"),
        (123456789012345678, "123456789012345678"),
        (dt.timedelta(hours=30), "1 day, 6:00:00"),
        (True, "TRUE"),
        ("007", "007"),
        ("", ""),
        (dt.date(2026, 11, 27), "2026-11-27"),
        (dt.datetime(2026, 11, 27), "2026-11-27"),  # noqa: DTZ001 - a cell has no zone
        (dt.datetime(2026, 11, 27, 20, 30), "2026-11-27 20:30"),  # noqa: DTZ001
        (dt.time(8, 5), "08:05:00"),
    ],
)
def test_cells_read_as_a_person_would_type_them(cell: Cell, text: str) -> None:
    assert to_text(cell) == text


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
    monkeypatch.setattr(sheet_table, "MAX_MERGES", 1)
    with pytest.raises(InputError, match=r"goods\.xlsx has more than .* merged ranges"):
        open_table(tmp_path / "goods.xlsx", score)


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

    def panic(_path: Path) -> None:
        raise PanicException

    openpyxl.Workbook().save(tmp_path / "goods.xlsx")
    monkeypatch.setattr(sheet_table, "load_workbook", panic)
    with pytest.raises(InputError, match="damaged"):
        sheet_table.read(look(tmp_path / "goods.xlsx"))
