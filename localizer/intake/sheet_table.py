"""Workbooks: XLSX, XLSM, XLSB, old XLS and OpenDocument, sheet by sheet, as a person sees them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from functools import partial
from typing import Final

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from localizer.intake import sheet_guard
from localizer.intake.sheet_load import MAX_MERGES, Checked, damaged, protected, too_many_merges
from localizer.intake.sniff import OLE2, ZIP, Probe, cannot_read
from localizer.intake.table import Book, Grid, RawRow

#: Significant digits a spreadsheet shows of the binary number it stores (ECMA-376, Excel: 15).
DIGITS: Final = 15
Cell = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta
#: First and last row and first column of a merged range, counted from 0.
Merge = tuple[int, int, int]
#: The endings by which the reader chooses how to read a path; with any other it tries.
_ENDINGS: Final = {
    "xlsx": (".xlsx", ".xlsm", ".xlam"),
    "xlsb": (".xlsb",),
    "xls": (".xls", ".xla"),
    "ods": (".ods",),
}


def recognises(probe: Probe) -> bool:
    """Tell whether the content is a ZIP archive or an old compound file, as every workbook is."""
    return probe.head.startswith((ZIP, OLE2))


def read(probe: Probe) -> Book:
    """Return the sheets of a workbook, hidden ones marked; each is loaded when its rows are asked for.

    Raises `InputError` for a damaged, dangerous or protected workbook.
    """
    checked = sheet_guard.check(probe)
    with _told(probe):
        workbook = _open(probe, checked.kind)
        sheets = [
            (index, sheet)
            for index, sheet in enumerate(workbook.sheets_metadata)
            if sheet.typ == SheetTypeEnum.WorkSheet
        ]
    if len(sheets) > checked.sheets:  # several names for one sheet: to be read again and again
        raise damaged(probe)
    loader = _Loader(probe, workbook, checked)
    grids = tuple(
        Grid(
            sheet.name,
            partial(loader.rows, index, sheet.name),
            checked.rows,
            hidden=sheet.visible != SheetVisibleEnum.Visible,
        )
        for index, sheet in sheets
    )
    return Book(checked.kind, grids)


def _open(probe: Probe, kind: str) -> CalamineWorkbook:
    """Open by content: the reader goes by the ending of a path, and endings lie."""
    ending = probe.path.suffix.lower()
    known = {one for endings in _ENDINGS.values() for one in endings}
    if ending in _ENDINGS[kind] or ending not in known:
        return load_workbook(probe.path)
    with probe.path.open("rb") as file:
        return load_workbook(file)


@contextmanager
def _told(probe: Probe) -> Iterator[None]:
    """Say in words what can go wrong; a panic of the reader means that the file is damaged."""
    try:
        yield
    except PasswordError as error:
        raise protected(probe) from error
    except CalamineError as error:
        raise damaged(probe) from error
    except OSError as error:
        raise cannot_read(probe.path, error) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # of a module that cannot be imported
            raise
        raise damaged(probe) from error


class _Loader:
    """Gives the rows of sheets and keeps the last one: sheets are large, and read one after another."""

    def __init__(self, probe: Probe, workbook: CalamineWorkbook, checked: Checked) -> None:
        self._probe = probe
        self._workbook = workbook
        self._checked = checked
        self._index = -1
        self._sheet: CalamineSheet | None = None

    def rows(self, index: int, name: str) -> Iterator[RawRow]:
        """Yield the rows of a sheet from the first one on."""
        with _told(self._probe):
            sheet = self._load(index)
            left = sheet.start[1] if sheet.start is not None else 0
            fill = _Fill(self._merges(sheet, name), left)
            for number, cells in enumerate(sheet.iter_rows(), start=1):
                row = [cell if type(cell) is str else to_text(cell) for cell in cells]
                fill.into(number - 1, row)
                yield number, row

    def _load(self, index: int) -> CalamineSheet:
        if self._sheet is None or index != self._index:
            self._sheet = None  # let go of one before the next is loaded
            self._sheet = self._workbook.get_sheet_by_index(index)
            self._index = index
        return self._sheet

    def _merges(self, sheet: CalamineSheet, name: str) -> list[Merge]:
        found = sheet.merged_cell_ranges
        if found is None:
            return self._checked.merges.get(name, [])
        if len(found) > MAX_MERGES:
            raise too_many_merges(self._probe)
        return [(top, bottom, left) for (top, left), (bottom, _right) in found if bottom > top]


class _Fill:
    """Writes what stands in the first cell of a merged range into the rows below, in its first column."""

    def __init__(self, merges: list[Merge], left: int) -> None:
        self._left = left
        self._waiting = sorted(merges, reverse=True)
        #: By column: the last row of the range open there, and its text. Ranges never overlap in good files.
        self._open: dict[int, tuple[int, str]] = {}

    def into(self, row: int, cells: list[str]) -> None:
        """Complete the cells of ``row``; rows come in order."""
        for column in [c for c, (last, _text) in self._open.items() if last < row]:
            del self._open[column]
        if any(cells):  # a row with nothing of its own stays blank
            for column, (_last, text) in self._open.items():
                if column < len(cells) and not cells[column]:
                    cells[column] = text
        while self._waiting and self._waiting[-1][0] <= row:
            top, last, place = self._waiting.pop()
            column = place - self._left
            if top == row and 0 <= column < len(cells):
                self._open[column] = (last, cells[column])


def to_text(cell: Cell) -> str:
    """Return a cell as a person would type it: ``28``, ``39.9``, ``6901234567892``, ``2026-11-27``."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        return _number(cell)
    if isinstance(cell, dt.datetime):
        is_day = cell.time() == dt.time()
        return cell.date().isoformat() if is_day else cell.isoformat(" ", "minutes")
    return cell.isoformat() if isinstance(cell, dt.date | dt.time) else str(cell)


def _number(value: float) -> str:
    """Write the binary number the file stores with the digits its author saw, never as ``1.23E+12``."""
    if isinstance(value, int):
        return str(value)
    text = f"{value:.{DIGITS}g}"
    if "e" not in text:
        return text
    text = f"{Decimal(text):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
