"""Sheets read row by row say what the general reader says, and more of what a person sees."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter  # type: ignore[import-untyped]
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from python_calamine import CalamineWorkbook, load_workbook

from localizer.errors import InputError
from localizer.intake import sheet_table, xlsx_rows
from localizer.intake.sniff import look
from localizer.intake.xlsx_book import OtherwiseError

Change = Callable[[str, bytes], bytes]


def _rows(path: Path) -> list[tuple[int, list[str]]]:
    """Return the rows of the first sheet that are not blank, without blank cells at their ends."""
    book = sheet_table.read(look(path))
    return [(n, _trimmed(cells)) for n, cells in book.grids[0].rows() if any(cells)]


def _trimmed(cells: list[str]) -> list[str]:
    last = max((i for i, cell in enumerate(cells, start=1) if cell), default=0)
    return cells[:last]


def _general(path: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, list[str]]]:
    def otherwise(_archive: zipfile.ZipFile) -> None:
        raise OtherwiseError

    with monkeypatch.context() as patch:
        patch.setattr(sheet_table, "open_book", otherwise)
        return _rows(path)


@pytest.fixture
def no_general(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a test fail that needs the general reader."""

    def read(_path: Path) -> None:
        pytest.fail("the general reader was used")

    monkeypatch.setattr(sheet_table, "load_workbook", read)


VALUES: Sequence[object] = (
    "plain", " spaces kept inside ", "商品标题", "a & b < c > \"d\" 'e'", "line\nend", "_x0041_ and 😀",
    0, 28, -3, 39.9, 0.1 + 0.2, 1e-7, 1.23e15, 6901234567892, 123456789012345678, 1e300, True, False,
    dt.date(2026, 11, 27), dt.datetime(2026, 11, 27, 20, 30), dt.time(8, 5), dt.timedelta(hours=30),  # noqa: DTZ001
    "007", "=", "1,234.50",
)  # fmt: skip


def _openpyxl(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row, value in enumerate(VALUES, start=1):
        cell = sheet.cell(2 * row, row % 5 + 1)
        cell.value = value  # type: ignore[assignment]
        if value == "=":
            cell.data_type = "s"
        sheet.cell(2 * row, 7).value = row
    book.save(path)


def _xlsxwriter(path: Path, **options: bool) -> None:
    book = xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd hh:mm", **options})
    sheet = book.add_worksheet()
    for row, value in enumerate(VALUES):
        if isinstance(value, str):
            sheet.write_string(row, row % 3, value)
        elif isinstance(value, dt.timedelta):
            sheet.write_datetime(row, row % 3, value, book.add_format({"num_format": "[h]:mm"}))
        else:
            sheet.write(row, row % 3, value)
    book.close()


@pytest.mark.parametrize("kind", ["openpyxl", "shared", "inline"])
def test_both_readers_say_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    path = tmp_path / "goods.xlsx"
    if kind == "openpyxl":
        _openpyxl(path)
    else:
        _xlsxwriter(path, constant_memory=kind == "inline")
    found = _rows(path)
    assert found == _general(path, monkeypatch)
    assert len(found) == len(VALUES)


@pytest.mark.usefixtures("no_general")
def test_usual_sheets_are_never_held_whole(tmp_path: Path) -> None:
    _openpyxl(tmp_path / "a.xlsx")
    _xlsxwriter(tmp_path / "b.xlsx")
    _xlsxwriter(tmp_path / "c.xlsx", constant_memory=True)
    assert {len(_rows(path)) for path in tmp_path.glob("*.xlsx")} == {len(VALUES)}


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.lists(
            st.one_of(
                st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8),
                st.floats(allow_nan=False, allow_infinity=False),
                st.integers(-(10**17), 10**17),
                st.booleans(),
            ),
            max_size=6,
        ),
        max_size=8,
    ),
    st.booleans(),
)
def test_any_values_are_read_alike(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    rows: list[list[object]],
    inline: bool,  # noqa: FBT001 - drawn by hypothesis
) -> None:
    path = tmp_path / "any.xlsx"
    book = xlsxwriter.Workbook(path, {"constant_memory": inline})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(number, place, value)
            else:
                sheet.write(number, place, value)
    book.close()
    assert _rows(path) == _general(path, monkeypatch)


@pytest.mark.usefixtures("no_general")
def test_texts_in_runs_and_with_their_pronunciation(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["x", CellRichText("Soft ", TextBlock(InlineFont(b=True), "linen"), " shirt")])
    book.save(tmp_path / "inline.xlsx")
    assert _rows(tmp_path / "inline.xlsx") == [(1, ["x", "Soft linen shirt"])]
    shared = xlsxwriter.Workbook(tmp_path / "shared.xlsx")
    written = shared.add_worksheet()
    written.write_rich_string(0, 0, "Soft ", shared.add_format({"bold": True}), "linen", " shirt")
    shared.close()
    spoken = _changed(
        tmp_path / "shared.xlsx",
        lambda name, data: data.replace(b"</si>", b'<rPh sb="0" eb="1"><t>spoken</t></rPh></si>')
        if name.endswith("sharedStrings.xml") else data,
    )  # fmt: skip
    assert _rows(spoken) == [(1, ["Soft linen shirt"])]


def _changed(path: Path, change: Change) -> Path:
    made = path.with_name(f"changed_{path.name}")
    with (
        zipfile.ZipFile(path) as source,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for part in source.infolist():
            target.writestr(part.filename, change(part.filename, source.read(part.filename)))
    return made


@pytest.mark.parametrize(
    ("code", "number", "text"),
    [
        ("0%", 0.15, "15%"),
        ("0.00%", 0.125, "12.5%"),
        ("0%", 1e300, "1" + "0" * 302 + "%"),
        ("0000000000000", 12345678905, "0012345678905"),
        ("0000", -5, "-5"),
        ("0000", 1.5, "1.5"),
        ("yyyy-mm-dd", 45000, "2023-03-15"),
        ('yyyy"年"m"月"d"日"', 45000, "2023-03-15"),
        ("[$-804]yyyy/m/d h:mm;@", 45000.5, "2023-03-15 12:00"),
        ("hh:mm", 0.25, "06:00:00"),
        ("[h]:mm", 1.25, "1 day, 6:00:00"),
        ("[h]:mm", 1e12, "1000000000000"),
        ("yyyy-mm-dd", 1e9, "1000000000"),
        ("yyyy-mm-dd", -1, "-1"),
        ('#,##0.00" days"', 5, "5"),
        ("[Red]0.00", 5, "5"),
        ("General", 39.9, "39.9"),
        ("G/通用格式", 39.9, "39.9"),
        ("0.00E+00", 1234, "1234"),
        ("_ ¥* #,##0.00_ ", 28.5, "28.5"),
        ("@", 28, "28"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("no_general")
def test_a_number_is_what_a_person_sees(
    tmp_path: Path, code: str, number: float, text: str
) -> None:
    book = xlsxwriter.Workbook(tmp_path / "goods.xlsx")
    book.add_worksheet().write_number(0, 0, number, book.add_format({"num_format": code}))
    book.close()
    assert _rows(tmp_path / "goods.xlsx") == [(1, [text])]


@pytest.mark.parametrize(
    ("number", "text"),
    [(31, "2023-03-15"), (58, "2023-03-15"), (14, "2023-03-15"), (10, "4500000%"), (4, "45000")],
)
def test_built_in_formats_have_no_code_in_the_file(tmp_path: Path, number: int, text: str) -> None:
    book = xlsxwriter.Workbook(tmp_path / "goods.xlsx")
    book.add_worksheet().write_number(0, 0, 45000, book.add_format({"num_format": number}))
    book.close()
    assert _rows(tmp_path / "goods.xlsx") == [(1, [text])]


@pytest.mark.parametrize(
    ("serial", "text"),
    [(1, "1900-01-01"), (59, "1900-02-28"), (61, "1900-03-01"), (45000.999999, "2023-03-16")],
)
def test_the_leap_day_that_never_was(tmp_path: Path, serial: float, text: str) -> None:
    book = xlsxwriter.Workbook(tmp_path / "goods.xlsx")
    book.add_worksheet().write_number(0, 0, serial, book.add_format({"num_format": 14}))
    book.close()
    assert _rows(tmp_path / "goods.xlsx") == [(1, [text])]


def test_a_workbook_that_counts_from_1904(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    assert sheet is not None
    sheet.append([dt.date(2026, 11, 27), dt.datetime(2026, 11, 27, 8)])  # noqa: DTZ001
    book.save(tmp_path / "goods.xlsx")
    assert _rows(tmp_path / "goods.xlsx") == [(1, ["2026-11-27", "2026-11-27 08:00"])]
    assert _rows(tmp_path / "goods.xlsx") == _general(tmp_path / "goods.xlsx", monkeypatch)


def _small(folder: Path, sheet_xml: str) -> Path:
    book = openpyxl.Workbook()
    book.save(folder / "small.xlsx")
    return _changed(
        folder / "small.xlsx",
        lambda name, data: data.replace(b"<sheetData></sheetData>", sheet_xml.encode())
        if "worksheets/" in name else data,
    )  # fmt: skip


GOOD = '<row r="1"><c r="A1" t="inlineStr"><is><t>title</t></is></c></row>'


@pytest.mark.parametrize(
    "row",
    [
        '<row r="2"><c r="A2" t="d"><v>2026-11-27</v></c></row>',
        "<row><c><v>5</v></c></row>",
        '<row r="2"><c r="B2"><v>1</v></c><c r="A2"><v>5</v></c></row>',
        '<row r="2"><c r="A2" t="s"><v>99</v></c><c r="B2"><v>5</v></c></row>',
        '<row r="2"><!-- x --><c r="A2"><v>5</v></c></row>',
        "<row r='2'><c r='A2'><v>5</v></c></row>",
        '<row r="2"><c r="A2"><v>abc</v></c></row>',
        '<row r="2" xmlns:x="urn:x"><c r="A2" x:y="1"><v>5</v></c></row>',
    ],
)
def test_what_is_written_oddly_is_left_to_the_general_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row: str
) -> None:
    path = _small(tmp_path, f"<sheetData>{GOOD}{row}</sheetData>")
    used: list[Path] = []

    def read(path: Path) -> CalamineWorkbook:
        used.append(path)
        return load_workbook(path)

    monkeypatch.setattr(sheet_table, "load_workbook", read)
    with suppress(InputError):  # damaged, where that reader cannot read it either
        assert _rows(path)[0] == (1, ["title"])
    assert used == [path]


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ('<row r="5" spans="1:2" x:d="0.3"><c r="B5" s="0" t="str"><f>A1&amp;"x"</f><v>ax</v></c></row>',
         (5, ["", "ax"])),
        ('<row r="2"><c r="A2"><f t="shared" ref="A2:A9" si="0">B2</f><v>7</v></c></row>', (2, ["7"])),
        ('<row r="2"><c r="A2"><f>B2</f></c><c r="B2"><v>7</v></c></row>', (2, ["", "7"])),
        ('<row r="2"><c r="A2"><f t="shared" si="0"/><v>7</v></c></row>', (2, ["7"])),
        ('<row r="2"><c r="A2" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B2" t="b"><v>1</v></c></row>',
         (2, ["", "TRUE"])),
        ('<row r="3"><c r="A3"/><c r="B3" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c></row>',
         (3, ["", "ab"])),
        ('<row r="2"/><row r="3" s="1"><c r="A3" s="1"/></row><row r="4"><c r="A4"><v>1</v></c></row>',
         (4, ["1"])),
        ('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', (1_048_576, [*[""] * 16_383, "1"])),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("no_general")
def test_usual_cells(tmp_path: Path, row: str, cells: tuple[int, list[str]]) -> None:
    path = _small(tmp_path, f"<sheetData>{GOOD}{row}</sheetData>")
    assert _rows(path)[1:] == [cells]


@pytest.mark.parametrize("chunk", [1, 7, 64])
def test_pieces_may_be_cut_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    _openpyxl(tmp_path / "goods.xlsx")
    whole = _rows(tmp_path / "goods.xlsx")
    monkeypatch.setattr(xlsx_rows, "_CHUNK", chunk)
    assert _rows(tmp_path / "goods.xlsx") == whole


def test_a_shared_text_shown_too_often_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = xlsxwriter.Workbook(tmp_path / "goods.xlsx")
    sheet = book.add_worksheet()
    for row in range(50):
        sheet.write_string(row, 0, "x" * 10_000)
    book.close()
    monkeypatch.setattr(xlsx_rows, "MAX_SHOWN", 400_000)
    with pytest.raises(InputError, match="unpacks to more"):
        _rows(tmp_path / "goods.xlsx")


def test_rows_can_be_read_again_and_left_half_way(tmp_path: Path) -> None:
    _openpyxl(tmp_path / "goods.xlsx")
    (grid,) = sheet_table.read(look(tmp_path / "goods.xlsx")).grids
    first = next(iter(grid.rows()))
    assert next(iter(grid.rows())) == first
    assert len(list(grid.rows())) == len(VALUES)
