"""Where the rows of a catalog go: a CSV file, a worksheet or JSON lines; each is given a row at a time."""

from __future__ import annotations

import contextlib
import csv
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, Protocol

import msgspec
import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.exceptions import (  # type: ignore[import-untyped]
    FileCreateError,
    XlsxWriterException,
)

from localizer.catalog.file_cells import COLUMNS, quoted
from localizer.errors import OutputError
from localizer.export.csv_format import neutral
from localizer.i18n import _

#: Cells of one row by column; a column that is missing is blank.
Row = dict[str, str]

#: Characters of one cell. A worksheet holds 32,767 UTF-16 units (Microsoft, "Excel specifications and
#: limits", checked 2026-11-21); half of it fits whatever the script.
CELL_LIMIT: Final = 16_000
#: Rows of one worksheet, its heading included (the same source).
SHEET_ROWS: Final = 1_048_576
_WIDTHS: Final = {"title": 44, "options": 24, "bullets": 44, "description_html": 44, "facts": 28}
_WIDTH: Final = 14


class Sheet(Protocol):
    """Takes the rows of a catalog; ``limit`` is how many characters a cell may have."""

    limit: int | None

    def write(self, row: Row) -> None:
        """Write one row."""

    def close(self) -> None:
        """Finish the file. Raises `OSError`."""

    def abort(self) -> None:
        """Let go of everything; what was written is of no use."""


class CsvSheet:
    """UTF-8 with a byte-order mark, CRLF; a text that a spreadsheet would calculate gets an apostrophe."""

    limit: int | None = CELL_LIMIT

    def __init__(self, path: Path) -> None:
        """Begin the file with its heading."""
        self._stream = path.open("w", encoding="utf-8-sig", newline="")
        self._csv = csv.writer(self._stream, lineterminator="\r\n")
        self._csv.writerow(COLUMNS)

    def write(self, row: Row) -> None:
        """Write one row."""
        self._csv.writerow([neutral(quoted(row.get(column, ""))) for column in COLUMNS])

    def close(self) -> None:
        """Finish the file. Raises `OSError`."""
        self._stream.close()

    def abort(self) -> None:
        """Close the file."""
        with contextlib.suppress(OSError):
            self._stream.close()


class JsonLinesSheet:
    """An object a row, every value a text; the first row of a product has every key."""

    limit: int | None = None

    def __init__(self, path: Path) -> None:
        """Begin the file."""
        self._stream = path.open("wb")
        self._encoder = msgspec.json.Encoder()

    def write(self, row: Row) -> None:
        """Write one line."""
        ordered = {column: quoted(row[column]) for column in COLUMNS if column in row}
        self._stream.write(self._encoder.encode(ordered) + b"\n")

    def close(self) -> None:
        """Finish the file. Raises `OSError`."""
        self._stream.close()

    def abort(self) -> None:
        """Close the file."""
        with contextlib.suppress(OSError):
            self._stream.close()


class WorkbookSheet:
    """One worksheet in which every cell is a text, so that no code or amount loses a digit."""

    limit: int | None = CELL_LIMIT

    def __init__(self, path: Path) -> None:
        """Begin the workbook with its heading; rows go to the disk as they come."""
        options = {
            "constant_memory": True,
            "tmpdir": str(path.parent),
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self._book = xlsxwriter.Workbook(str(path), options)
        self._sheet = self._book.add_worksheet("Catalog")
        self._text = self._book.add_format({"num_format": "@"})
        heading = self._book.add_format({"bold": True, "num_format": "@"})
        for place, column in enumerate(COLUMNS):
            # The format holds for cells a person fills, too: a code typed there keeps its zeros.
            self._sheet.set_column(place, place, _WIDTHS.get(column, _WIDTH), self._text)
            self._sheet.write_string(0, place, column, heading)
        self._sheet.freeze_panes(1, 2)
        last = xlsxwriter.utility.xl_rowcol_to_cell(SHEET_ROWS - 1, len(COLUMNS) - 1)
        self._sheet.ignore_errors({"number_stored_as_text": f"A1:{last}"})
        self._rows = 0

    def write(self, row: Row) -> None:
        """Write one row. Raises `OutputError` when the worksheet is full."""
        self._rows += 1
        if self._rows >= SHEET_ROWS:
            raise OutputError(
                _(
                    "A workbook holds {limit} rows, and the catalog has more. Export it as .csv or .jsonl."
                ).format(limit=f"{SHEET_ROWS:,}")
            )
        for place, column in enumerate(COLUMNS):
            if text := row.get(column, ""):
                self._sheet.write_string(self._rows, place, quoted(text), self._text)

    def close(self) -> None:
        """Finish the workbook. Raises `OSError`."""
        try:
            self._book.close()
        except FileCreateError as error:
            cause = error.args[0] if error.args else None
            raise cause if isinstance(cause, OSError) else OSError(str(error)) from error

    def abort(self) -> None:
        """Close the temporary files of the workbook."""
        with contextlib.suppress(OSError, XlsxWriterException):
            self._book.close()


#: What writes a file, by the ending of its name.
SHEETS: Final[Mapping[str, Callable[[Path], Sheet]]] = {
    ".csv": CsvSheet,
    ".xlsx": WorkbookSheet,
    ".jsonl": JsonLinesSheet,
}
