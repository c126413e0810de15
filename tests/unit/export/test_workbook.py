"""Workbooks written row by row, read back by two readers that know nothing of how they were made."""

from __future__ import annotations

import datetime as dt
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from python_calamine import CalamineWorkbook

from localizer.export.columns import Cell
from localizer.export.templates.cells import MAX_TEXT
from localizer.export.workbook import Properties, Workbook

openpyxl: Any = pytest.importorskip("openpyxl")
MADE = dt.datetime(2026, 11, 24, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=7)))
HEADS = ("sku", "price", "stock", "text")


def _written(folder: Path, rows: list[tuple[Cell, ...]], **said: str) -> tuple[Path, int]:
    path = folder / "book.xlsx"
    book = Workbook(path, ("First", "Second & third"))
    first = book.sheet("First", HEADS, {"text": 60}, 12)
    second = book.sheet("Second & third", ("name",), {}, 12)
    for row in rows:
        first.write(row, 2, frozenset({2}))
        second.write(row[:1])
    header = said.pop("header", "")
    book.close(Properties("11.11: TH/shopee", MADE, **said), header=header)
    assert [one.name for one in folder.iterdir()] == ["book.xlsx"]
    return path, first.cut


def test_texts_are_texts_and_numbers_numbers_with_their_decimals(tmp_path: Path) -> None:
    rows: list[tuple[Cell, ...]] = [
        ("0012", Decimal("199.00"), 5, "=1+1"),
        ("B", Decimal("12345678901234567.89"), 1234567890123456789, None),
        ("", None, None, "กระบอก\nน้ำ"),
    ]
    path, cut = _written(tmp_path, rows)
    sheet = openpyxl.load_workbook(path)["First"]
    read = list(sheet.iter_rows(values_only=True))
    assert read == [
        HEADS,
        ("0012", 199, 5, "=1+1"),
        ("B", "12345678901234567.89", "1234567890123456789", None),
        (None, None, None, "กระบอก\nน้ำ"),
    ]
    assert (sheet["B2"].number_format, sheet["C2"].number_format) == ("#,##0.00", "General")
    assert (sheet["A1"].font.bold, sheet.freeze_panes) == (True, "A2")
    assert (sheet.column_dimensions["D"].width, sheet.column_dimensions["A"].width) == (60, 12)
    assert sheet["D2"].data_type in {"s", "inlineStr"}
    assert cut == 0


def test_sheets_stand_in_their_order_whichever_was_begun_first(tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    book = Workbook(path, ("A", "B", "C"))
    for name in ("B", "C", "A"):
        book.sheet(name, (name.lower(),), {}, 10).write((name,))
    book.close(Properties("x", MADE))
    found = CalamineWorkbook.from_path(path)
    assert found.sheet_names == ["A", "B", "C"]
    assert [found.get_sheet_by_name(one).to_python() for one in "ABC"] == [
        [["a"], ["A"]], [["b"], ["B"]], [["c"], ["C"]],
    ]  # fmt: skip


def test_a_draft_says_so_in_the_properties_and_on_paper(tmp_path: Path) -> None:
    path, _cut = _written(tmp_path, [], status="draft", comments="Not <approved>", header="&CDRAFT")
    book = openpyxl.load_workbook(path)
    properties = book.properties
    assert (properties.title, properties.description) == ("11.11: TH/shopee", "Not <approved>")
    assert properties.contentStatus == "draft"
    assert properties.created.isoformat() == "2026-11-24T02:30:00"
    assert [sheet.oddHeader.center.text for sheet in book] == ["DRAFT", "DRAFT"]
    assert openpyxl.load_workbook(_written(tmp_path, [])[0])["First"].oddHeader.center.text is None


@pytest.mark.parametrize(("text", "size"), [("ร" * 40_000, MAX_TEXT), ("🎉" * 20_000, 16_383)])
def test_a_text_longer_than_a_cell_is_cut_between_characters_and_counted(
    text: str, size: int, tmp_path: Path
) -> None:
    path, cut = _written(tmp_path, [("x", None, None, text)])
    read = openpyxl.load_workbook(path)["First"]["D2"].value
    assert (cut, len(read)) == (1, size)
    assert text.startswith(read)


def test_given_up_it_leaves_nothing_open(tmp_path: Path) -> None:
    book = Workbook(tmp_path / "b.xlsx", ("A", "B"))
    book.sheet("A", ("a",), {}, 10)
    book.sheet("B", ("b",), {}, 10).write(("x",))
    book.abort()
    book.abort()
    assert [one.name for one in tmp_path.iterdir()] == ["b.xlsx"]


_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20) | st.text(
    "<>&_x000D_\"' \n", max_size=12
)
_CELL = _TEXT | st.integers(-(10**14), 10**14) | st.decimals(-(10**6), 10**6, places=2)


@given(rows=st.lists(st.tuples(_TEXT, _CELL, _CELL, _TEXT), max_size=4))
def test_any_cells_come_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[Cell, ...]]
) -> None:
    path, _cut = _written(tmp_path_factory.mktemp("any"), rows)
    read = list(openpyxl.load_workbook(path)["First"].iter_rows(min_row=2, values_only=True))
    wanted = [tuple(None if cell == "" else _as_read(cell) for cell in row) for row in rows]
    while wanted and not any(cell is not None for cell in wanted[-1]):
        wanted.pop()
    assert [tuple(map(_as_read, row)) for row in read][: len(wanted)] == wanted


def _as_read(cell: Cell | float) -> object:
    if isinstance(cell, str) or cell is None:
        return None if cell is None else cell.replace("\ufffe", "").replace("\uffff", "") or None
    return round(float(cell), 2)


def test_every_part_is_sound_xml(tmp_path: Path) -> None:
    path, _cut = _written(tmp_path, [("a", 1, 2, "b")])
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            etree.fromstring(archive.read(name))
