"""Refuse dangerous XLSX files before anything unpacks them.

An XLSX file is a ZIP of XML: it can claim sizes it does not have, unpack to gigabytes, declare entities, or
put one cell at the far corner of a sheet so that a reader allocates half a terabyte.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import Final

from localizer.errors import InputError
from localizer.i18n import _
from localizer.intake.sniff import Probe, cannot_read

MAX_FILE_BYTES: Final = 200 * 1024 * 1024
MAX_ENTRIES: Final = 10_000
MAX_UNPACKED_BYTES: Final = 300 * 1024 * 1024
MAX_RATIO: Final = 200
#: Small parts pack very well without being a bomb (a theme, an empty sheet).
RATIO_FROM_BYTES: Final = 65_536
#: Cells a sheet's used area may span; the reader keeps about 32 bytes for each of them.
MAX_AREA: Final = 40_000_000
_CHUNK: Final = 1 << 20
_OVERLAP: Final = 128
_DECLARATION: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_COLUMN: Final = re.compile(rb"<(?:\w{1,20}:)?c\s[^<>]{0,80}?\br=[\"']([A-Za-z]{1,4})\d")
_ROW: Final = re.compile(rb"<(?:\w{1,20}:)?(?:c|row)\s[^<>]{0,80}?\br=[\"'][A-Za-z]{0,4}(\d{1,8})")
_ROW_START: Final = re.compile(rb"<(?:\w{1,20}:)?row[\s>]")
_UNPLACED_CELL: Final = re.compile(rb"<(?:\w{1,20}:)?c(?=[\s>/])(?![^<>]{0,200}\br=)")


@dataclass
class _Extent:
    """The largest column and row a sheet uses; cells without a reference stand side by side."""

    columns: int = 0
    rows: int = 0
    unplaced: int = 0

    def see(self, chunk: bytes) -> None:
        """Take in a piece of the sheet's XML."""
        columns = map(column_number, set(_COLUMN.findall(chunk)))
        self.columns = max(self.columns, *columns, 0)
        self.rows = max(self.rows, *map(int, set(_ROW.findall(chunk))), 0)
        if _UNPLACED_CELL.search(chunk):
            for index, segment in enumerate(_ROW_START.split(chunk)):
                self.unplaced = len(_UNPLACED_CELL.findall(segment)) + (
                    0 if index else self.unplaced
                )
                self.columns = max(self.columns, self.unplaced)


def column_number(letters: bytes) -> int:
    """Return the 1-based number of a column: ``A`` is 1, ``XFD`` 16384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def check(probe: Probe) -> None:
    """Raise `InputError` unless the workbook can be opened within limits."""
    if probe.size > MAX_FILE_BYTES:
        raise _too_large(probe)
    try:
        with zipfile.ZipFile(probe.path) as archive:
            _check_entries(probe, archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise damaged(probe) from error
    except ValueError as error:
        raise damaged(probe) from error
    except OSError as error:
        raise cannot_read(probe.path, error) from error


def damaged(probe: Probe) -> InputError:
    """Return what to say about a workbook that cannot be unpacked or understood."""
    return InputError(
        _(
            "{file} is damaged and cannot be opened. Open it in a spreadsheet program and save it again, "
            "or export it as CSV."
        ).format(file=probe.name)
    )


def _too_large(probe: Probe) -> InputError:
    return InputError(
        _("{file} unpacks to more than this program reads ({limit} MB). Split it.").format(
            file=probe.name, limit=MAX_UNPACKED_BYTES // 1024 // 1024
        )
    )


def _check_entries(probe: Probe, archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if not any(entry.filename.lstrip("/").lower().startswith("xl/") for entry in entries):
        raise InputError(
            _("{file} is a ZIP archive or another kind of document, not an XLSX workbook.").format(
                file=probe.name
            )
        )
    if len(entries) > MAX_ENTRIES or sum(e.file_size for e in entries) > MAX_UNPACKED_BYTES:
        raise _too_large(probe)
    for entry in entries:
        if (
            entry.file_size > RATIO_FROM_BYTES
            and entry.file_size > max(1, entry.compress_size) * MAX_RATIO
        ):
            raise InputError(
                _(
                    "{file} looks like an archive bomb: {part} unpacks to {ratio} times its size."
                ).format(
                    file=probe.name,
                    part=entry.filename,
                    ratio=entry.file_size // max(1, entry.compress_size),
                )
            )
    for entry in entries:
        if entry.filename.lower().endswith((".xml", ".rels")):
            _check_part(probe, archive, entry)


def _check_part(probe: Probe, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Unpack one XML part, which also proves that its size and checksum are what it claims."""
    is_sheet = "worksheets/" in entry.filename.lower()
    extent = _Extent()
    tail = b""
    with archive.open(entry) as part:
        while chunk := part.read(_CHUNK):
            window = tail + chunk
            if _DECLARATION.search(window):
                raise InputError(
                    _("{file} holds XML declarations that are not allowed ({part}).").format(
                        file=probe.name, part=entry.filename
                    )
                )
            if is_sheet:
                extent.see(window)
            tail = window[-_OVERLAP:]
    if extent.columns * extent.rows > MAX_AREA:
        raise InputError(
            _(
                "{file} has a sheet of {rows} rows and {columns} columns. Delete what lies far outside the "
                "table, or export it as CSV."
            ).format(file=probe.name, rows=extent.rows, columns=extent.columns)
        )
