"""XLSX workbooks: the first visible sheet that has a header row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from python_calamine import (
    CalamineError,
    CalamineSheet,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from localizer.intake import xlsx_guard
from localizer.intake.sniff import ZIP, Probe, cannot_read
from localizer.intake.table import Book, Grid, RawRow

NAME: Final = "xlsx"
#: Significant digits a spreadsheet shows of the binary number it stores (ECMA-376, Excel: 15).
DIGITS: Final = 15
Cell = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def recognises(probe: Probe) -> bool:
    """Tell whether the content is a ZIP archive, as every XLSX file is."""
    return probe.head.startswith(ZIP)


def read(probe: Probe) -> Book:
    """Return the sheets of a workbook, hidden ones marked.

    Raises `InputError` for a damaged, dangerous or protected workbook.
    """
    xlsx_guard.check(probe)
    try:
        workbook = load_workbook(probe.path)
        grids = tuple(
            _grid(probe, workbook.get_sheet_by_index(index), sheet.visible)
            for index, sheet in enumerate(workbook.sheets_metadata)
            if sheet.typ == SheetTypeEnum.WorkSheet
        )
    except CalamineError as error:
        raise xlsx_guard.damaged(probe) from error
    except OSError as error:
        raise cannot_read(probe.path, error) from error
    return Book(NAME, grids)


def _grid(probe: Probe, sheet: CalamineSheet, visible: SheetVisibleEnum) -> Grid:
    def rows() -> Iterator[RawRow]:
        try:
            for number, cells in enumerate(sheet.iter_rows(), start=1):
                yield number, [to_text(cell) for cell in cells]
        except CalamineError as error:
            raise xlsx_guard.damaged(probe) from error

    return Grid(sheet.name, rows, sheet.height, hidden=visible != SheetVisibleEnum.Visible)


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
    text = f"{Decimal(f'{value:.{DIGITS}g}'):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
