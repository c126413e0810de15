"""Measure an XLSB workbook: binary records in a ZIP archive ([MS-XLSB] 2.1.4, records 2.4)."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Final

from localizer.intake.sheet_load import AREA_BYTES, Checked, Load, plain_name, refuse_if_too_much
from localizer.intake.sniff import Probe

_STRINGS: Final = "xl/sharedstrings.bin"
_SHEETS: Final = "xl/worksheets/"
_ROW, _STRING_ITEM = 0, 0x13
_SHARED_CELL: Final = 7
_TEXT_CELLS: Final = (6, 8)
_CELLS: Final = range(1, 12)
_WIDE: Final = 4
_MAX_ROW: Final = 0x0010_0000


def check(probe: Probe, archive: zipfile.ZipFile) -> Checked:
    """Return how large the sheets are. Raises `InputError` for too much, `ValueError` for broken records."""
    entries = archive.infolist()
    sizes: list[int] = []
    for entry in entries:
        if plain_name(entry) == _STRINGS:
            sizes = [
                _u32(body, 1) * _WIDE
                for kind, body in _records(archive.read(entry))
                if kind == _STRING_ITEM
            ]
    rows = count = 0
    beside = sum(sizes) + len(sizes) * AREA_BYTES
    for entry in entries:
        name = plain_name(entry)
        if name.startswith(_SHEETS) and not name.endswith((".rels", ".xml")):
            load = _measure(archive.read(entry), sizes)
            refuse_if_too_much(probe, load, beside=beside)
            rows, count = max(rows, load.rows), count + 1
    return Checked("xlsb", count, rows, {})


def _measure(data: bytes, sizes: list[int]) -> Load:
    load = Load()
    row = 0
    for kind, body in _records(data):
        if kind == _ROW:
            row = _u32(body, 0)
            if row > _MAX_ROW:
                break
        elif kind in _CELLS:
            load.extend(row + 1, _u32(body, 0) + 1)
            load.cells += 1
            if kind == _SHARED_CELL:
                index = _u32(body, 8)
                load.text += sizes[index] if index < len(sizes) else 0
            elif kind in _TEXT_CELLS:
                load.text += len(body) * 2
    return load


def _records(data: bytes) -> Iterator[tuple[int, memoryview]]:
    """Yield the type and body of each record. Raises `ValueError` where one is cut off."""
    view = memoryview(data)
    at, end = 0, len(data)
    while at < end:
        kind = data[at]
        at += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | (_byte(data, at) & 0x7F) << 7
            at += 1
        size = 0
        for shift in range(0, 28, 7):
            byte = _byte(data, at)
            at += 1
            size |= (byte & 0x7F) << shift
            if not byte & 0x80:
                break
        if at + size > end:
            raise ValueError
        yield kind, view[at : at + size]
        at += size


def _byte(data: bytes, at: int) -> int:
    if at >= len(data):
        raise ValueError
    return data[at]


def _u32(body: memoryview, at: int) -> int:
    if at + 4 > len(body):
        raise ValueError
    return int.from_bytes(body[at : at + 4], "little")
