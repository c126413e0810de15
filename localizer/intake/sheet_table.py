"""Workbooks: XLSX, XLSM, XLSB, old XLS and OpenDocument, sheet by sheet, as a person sees them."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
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
from localizer.intake.cell_texts import to_text
from localizer.intake.merged_cells import Fill, Merge
from localizer.intake.sheet_errors import error_cells
from localizer.intake.sheet_load import (
    MAX_MERGES,
    Checked,
    damaged,
    protected,
    refuse_long_cells,
    too_many_merges,
    too_wide,
    unpacks_too_far,
)
from localizer.intake.sniff import OLE2, ZIP, Probe, cannot_read
from localizer.intake.table import Book, Grid, RawRow, no_errors
from localizer.intake.xlsx_book import OtherwiseError, Sheet, Strings, XlsxBook, open_book
from localizer.intake.xlsx_rows import TooMuchError, TooWideError, XlsxRows

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
    """Return the sheets of a workbook, hidden ones marked; each is read when its rows are asked for.

    An XLSX workbook is read row by row where it is written as usual; whatever else there is goes through a
    reader that holds a sheet at a time. Raises `InputError` for a damaged, dangerous or protected workbook.
    """
    checked = sheet_guard.check(probe)
    with _told(probe):
        book = _own_book(probe) if checked.kind == "xlsx" else None
    general = _General(probe, checked)
    if book is None or len(book.sheets) > checked.sheets:
        return Book(checked.kind, general.grids())
    reader = _Streamed(probe, checked, book, general)
    grids = tuple(
        Grid(
            sheet.name,
            partial(reader.rows, sheet),
            checked.rows,
            hidden=sheet.hidden,
            errors=partial(error_cells, probe.path, "xlsx", sheet.name)
            if checked.computes
            else no_errors,
            priced=partial(reader.rows, sheet) if any(book.currencies) else None,
        )
        for sheet in book.sheets
    )
    return Book(checked.kind, grids)


def _own_book(probe: Probe) -> XlsxBook | None:
    try:
        with zipfile.ZipFile(probe.path) as archive:
            return open_book(archive)
    except OtherwiseError:
        return None


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
    except _BROKEN as error:
        raise damaged(probe) from error
    except OSError as error:
        raise cannot_read(probe.path, error) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # of a module that cannot be imported
            raise
        raise damaged(probe) from error


#: A length of time without end is what the reader makes of a number no date can be.
_BROKEN: Final = (CalamineError, OverflowError, zipfile.BadZipFile, zlib.error, EOFError)


class _Streamed:
    """Gives the rows of an XLSX sheet one by one; what is written oddly is left to the general reader."""

    def __init__(self, probe: Probe, checked: Checked, book: XlsxBook, general: _General) -> None:
        self._probe = probe
        self._checked = checked
        self._book = book
        self._general = general
        self._strings: Strings | None = None
        #: Sheets the general reader has had to finish: it goes on from the beginning then.
        self._odd: set[str] = set()

    def rows(self, sheet: Sheet, priced: Collection[int] = frozenset()) -> Iterator[RawRow]:
        """Yield the rows of a sheet with something in them, from the first one on.

        Numbers in the columns ``priced`` come with the currency their format names.
        """
        last = 0
        if sheet.part.filename not in self._odd:
            with _told(self._probe), zipfile.ZipFile(self._probe.path) as archive:
                try:
                    reader = XlsxRows(self._book, self._texts(archive), priced)
                    fill = Fill(self._checked.merges.get(sheet.part.filename, ()))
                    with archive.open(sheet.part) as stream:
                        for number, cells in reader.rows(stream):
                            refuse_long_cells(self._probe, cells, number)
                            fill.into(number - 1, cells)
                            last = number
                            yield number, cells
                except TooMuchError as error:
                    raise unpacks_too_far(self._probe) from error
                except TooWideError as error:
                    rows = self._checked.rows
                    raise too_wide(self._probe, rows, error.columns) from error
                except OtherwiseError:
                    self._odd.add(sheet.part.filename)
                else:
                    return
        for number, cells in self._general.rows_of(sheet.name):
            if number > last:
                yield number, cells

    def _texts(self, archive: zipfile.ZipFile) -> Strings:
        if self._strings is None:
            part = self._book.strings
            if part is None:
                self._strings = Strings()
            else:
                with archive.open(part) as stream:
                    self._strings = Strings.read(stream)
        return self._strings


class _General:
    """Reads any workbook sheet by sheet and keeps the last one: sheets are large, and read one by one.

    An XLSX workbook is measured before it is opened, for a sheet is held as a whole here.
    """

    def __init__(self, probe: Probe, checked: Checked) -> None:
        self._probe = probe
        self._checked = checked
        self._workbook: CalamineWorkbook | None = None
        self._index = -1
        self._sheet: CalamineSheet | None = None

    def grids(self) -> tuple[Grid, ...]:
        """Return the sheets. Raises `InputError`."""
        with _told(self._probe):
            sheets = [
                (index, sheet)
                for index, sheet in enumerate(self._opened().sheets_metadata)
                if sheet.typ == SheetTypeEnum.WorkSheet
            ]
        if (
            len(sheets) > self._checked.sheets
        ):  # several names for one sheet: to be read again and again
            raise damaged(self._probe)
        return tuple(
            Grid(
                sheet.name,
                partial(self._rows, index, sheet.name),
                self._checked.rows,
                hidden=sheet.visible != SheetVisibleEnum.Visible,
                errors=partial(error_cells, self._probe.path, self._checked.kind, sheet.name),
            )
            for index, sheet in sheets
        )

    def rows_of(self, name: str) -> Iterator[RawRow]:
        """Yield the rows of the sheet ``name``."""
        grid = next((grid for grid in self.grids() if grid.name == name), None)
        if grid is None:
            raise damaged(self._probe)
        return grid.rows()

    def _opened(self) -> CalamineWorkbook:
        if self._workbook is None:
            if self._checked.kind == "xlsx":
                sheet_guard.check_whole(self._probe)
            self._workbook = _open(self._probe, self._checked.kind)
        return self._workbook

    def _rows(self, index: int, name: str) -> Iterator[RawRow]:
        """Yield the rows of a sheet from the first one on, its cells from the first column on."""
        with _told(self._probe):
            sheet = self._load(index)
            left = [""] * (sheet.start[1] if sheet.start is not None else 0)
            fill = Fill(self._merges(sheet, name))
            for number, cells in enumerate(sheet.iter_rows(), start=1):
                row = left + [cell if type(cell) is str else to_text(cell) for cell in cells]
                refuse_long_cells(self._probe, row, number)
                fill.into(number - 1, row)
                yield number, row

    def _load(self, index: int) -> CalamineSheet:
        if self._sheet is None or index != self._index:
            self._sheet = None  # let go of one before the next is loaded
            self._sheet = self._opened().get_sheet_by_index(index)
            self._index = index
        return self._sheet

    def _merges(self, sheet: CalamineSheet, name: str) -> list[Merge]:
        found = sheet.merged_cell_ranges
        if found is None:
            return self._checked.merges.get(name, [])
        if len(found) > MAX_MERGES:
            raise too_many_merges(self._probe)
        return [Merge(top, bottom, left, right) for (top, left), (bottom, right) in found]
