"""How much memory the reader of workbooks takes for a sheet, and the sentences for what is too much.

The reader puts a sheet into one block from its first used cell to its last, and copies a shared text into
every cell that shows it: a small file can ask for terabytes. So every sheet is measured before it is opened.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from typing import Final

from localizer.errors import InputError
from localizer.i18n import _
from localizer.intake.merged_cells import Merge
from localizer.intake.sniff import Probe

MAX_FILE_BYTES: Final = 200 * 1024 * 1024
MAX_UNPACKED_BYTES: Final = 300 * 1024 * 1024
#: What one workbook may take in memory, so that the program stays below 1 GiB.
MAX_MEMORY: Final = 640 * 1024 * 1024
MAX_MERGES: Final = 200_000
#: Excel itself keeps 32,767 characters in a cell.
MAX_CELL_CHARS: Final = 1_000_000
#: Bytes the reader keeps for each place in the used area, and while it reads for each cell (measured).
AREA_BYTES: Final = 32
CELL_BYTES: Final = 80
FORMULA_BYTES: Final = 24


@dataclass(slots=True)
class Load:
    """What a sheet asks for: its used area, its cells, and the bytes of all texts in them."""

    rows: int = 0
    columns: int = 0
    cells: int = 0
    text: int = 0

    @property
    def kept(self) -> int:
        """Return the bytes the sheet takes once it is read."""
        return self.rows * self.columns * AREA_BYTES + self.text

    @property
    def memory(self) -> int:
        """Return the bytes taken at most while the sheet is read."""
        return self.kept + self.cells * CELL_BYTES

    def extend(self, row: int, column: int) -> None:
        """Make the used area reach the 1-based place."""
        self.rows = max(self.rows, row)
        self.columns = max(self.columns, column)


@dataclass(frozen=True, slots=True)
class Checked:
    """A workbook that may be opened: its kind, how many sheets it can have, its longest sheet in rows.

    ``merges`` are the merged ranges, where the reader does not give them itself: by the name of the sheet,
    of an XLSX sheet by that of its part. ``computes`` tells that an XLSX sheet may have formulas or errors.
    """

    kind: str
    sheets: int
    rows: int
    merges: dict[str, list[Merge]]
    computes: bool = False


def plain_name(entry: zipfile.ZipInfo) -> str:
    """Return a part's name as all readers compare it: in lower case, folders apart by ``/``."""
    return entry.filename.replace("\\", "/").lstrip("/").lower()


def refuse_if_too_much(probe: Probe, load: Load, *, beside: int = 0) -> None:
    """Raise `InputError` when a sheet takes too much, with what is ``beside`` it in memory."""
    if load.memory + beside <= MAX_MEMORY:
        return
    if load.rows * load.columns * AREA_BYTES > max(load.text, load.cells * CELL_BYTES):
        raise too_wide(probe, load.rows, load.columns)
    raise unpacks_too_far(probe)


def refuse_long_cells(probe: Probe, cells: list[str], row: int) -> None:
    """Raise `InputError` when a cell of ``row`` holds more than any text of a catalog."""
    if cells and max(map(len, cells)) > MAX_CELL_CHARS:
        raise InputError(
            _(
                "{file} has a cell of more than {limit} characters in row {row}. Shorten it in a spreadsheet "
                "program and save the file again."
            ).format(file=probe.name, limit=f"{MAX_CELL_CHARS:,}", row=row)
        )


def too_wide(probe: Probe, rows: int, columns: int) -> InputError:
    """Return what to say about a sheet whose cells lie far apart."""
    return InputError(
        _(
            "{file} has a sheet of {rows} rows and {columns} columns. Delete what lies far outside the "
            "table, or export it as CSV."
        ).format(file=probe.name, rows=rows, columns=columns)
    )


def unpacks_too_far(probe: Probe) -> InputError:
    """Return what to say about a workbook with more content than is read."""
    return InputError(
        _("{file} unpacks to more than this program reads ({limit} MB). Split it.").format(
            file=probe.name, limit=MAX_UNPACKED_BYTES // 1024 // 1024
        )
    )


def too_many_merges(probe: Probe) -> InputError:
    """Return what to say about a sheet that is one net of merged cells."""
    return InputError(
        _("{file} has more than {limit} merged ranges. Unmerge them, or export it as CSV.").format(
            file=probe.name, limit=f"{MAX_MERGES:,}"
        )
    )


def damaged(probe: Probe) -> InputError:
    """Return what to say about a workbook that cannot be unpacked or understood."""
    return InputError(
        _(
            "{file} is damaged and cannot be opened. Open it in a spreadsheet program and save it again, "
            "or export it as CSV."
        ).format(file=probe.name)
    )


def protected(probe: Probe) -> InputError:
    """Return what to say about a workbook that is encrypted."""
    return InputError(
        _(
            "{file} is protected by a password. Open it in a spreadsheet program, remove the password and "
            "save it as .xlsx or CSV."
        ).format(file=probe.name)
    )
