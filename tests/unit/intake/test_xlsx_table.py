"""Workbooks: which sheet, which numbers, which row numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from localizer.errors import InputError
from localizer.intake.formats import open_table
from localizer.intake.xlsx_table import Cell, to_text


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
