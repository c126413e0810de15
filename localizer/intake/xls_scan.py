"""Measure an old Excel workbook: BIFF records in a compound file ([MS-XLS] 2.1 and 2.4)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

from localizer.errors import InputError
from localizer.i18n import N_
from localizer.intake.compound import Compound
from localizer.intake.sheet_load import (
    FORMULA_BYTES,
    MAX_MERGES,
    Checked,
    Load,
    protected,
    refuse_if_too_much,
    too_many_merges,
    unpacks_too_far,
)
from localizer.intake.sniff import Probe
from localizer.intake.strangers import refusal

#: An old sheet has at most 65,536 rows; files above this size hold pictures, or no table.
MAX_FILE_BYTES: Final = 64 * 1024 * 1024
_FILEPASS, _SHEET, _SST, _CONTINUE, _NAME = 0x2F, 0x85, 0xFC, 0x3C, 0x18
_BOF, _EOF, _DIMENSIONS, _MERGES = 0x0809, 0x0A, 0x0200, 0xE5
_FORMULA, _SHARED, _MANY, _TEXT = 0x06, 0xFD, 0xBD, 0x0207
_CELLS: Final = frozenset({0x0203, 0x0204, 0xD6, 0x0205, 0x027E, _FORMULA, _SHARED, _MANY})
_MAX_ROWS, _MAX_COLUMNS = 65_536, 256
_TOKEN_GROWTH: Final = 8
_OTHERS: Final = (
    ("WordDocument", N_("a Word document")),
    ("PowerPoint Document", N_("a presentation")),
    ("__properties_version1.0", N_("a mail")),
    ("VisioDocument", N_("a drawing")),
)

RecordOf = tuple[int, int, bytes]


def check(probe: Probe) -> Checked:
    """Return how large the sheets are. Raises `InputError`, or `ValueError` for a broken file."""
    if probe.size > MAX_FILE_BYTES:
        raise unpacks_too_far(probe)
    compound = Compound(probe.path.read_bytes())
    if compound.find("EncryptedPackage", "EncryptionInfo"):
        raise protected(probe)
    book = compound.find("Workbook", "Book", "WORKBOOK", "BOOK")
    if book is None:
        raise _other(probe, compound)
    return _check_stream(probe, compound.read(book))


def _other(probe: Probe, compound: Compound) -> InputError:
    found = (kind for name, kind in _OTHERS if compound.find(name))
    return refusal(probe.name, next(found, N_("a document of an old Office program")))


def _check_stream(probe: Probe, stream: bytes) -> Checked:
    places: list[int] = []
    sizes: list[int] = []
    growth = _TOKEN_GROWTH
    pending: list[bytes] = []
    for kind, _at, body in _records(stream, 0):
        if kind == _FILEPASS:
            raise protected(probe)
        if kind == _SHEET:
            places.append(int.from_bytes(body[:4], "little"))
        elif kind == _NAME and len(body) > 3:  # noqa: PLR2004 - where its length stands
            growth = max(growth, body[3] // 5 + 2)
        elif kind == _SST:
            pending = [body]
        elif kind == _CONTINUE and pending:
            pending.append(body)
        elif pending and not sizes:
            sizes = _string_sizes(pending)
    if len(set(places)) != len(places):
        raise ValueError
    loads = [_measure(probe, stream, place, sizes, growth) for place in places]
    kept = sum(load.kept + load.rows * load.columns * FORMULA_BYTES for load in loads)
    largest = max(loads, key=lambda load: load.memory, default=Load())
    refuse_if_too_much(probe, largest, beside=kept + probe.size * 3)
    return Checked("xls", len(places), largest.rows, {})


def _records(stream: bytes, at: int) -> Iterator[RecordOf]:
    """Yield type, place and body of the records from ``at`` to the end of the substream there."""
    depth = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind == _BOF:
            depth += 1
        yield kind, at, stream[at + 4 : at + 4 + size]
        if kind == _EOF:
            depth -= 1
            if depth <= 0:
                return
        at += 4 + size


def _measure(probe: Probe, stream: bytes, place: int, sizes: list[int], growth: int) -> Load:
    load = Load()
    merges = 0
    for kind, _at, body in _records(stream, place):
        if kind == _DIMENSIONS:
            _check_dimensions(body)
        elif kind == _MERGES:
            merges += len(body) // 8
            if merges > MAX_MERGES:
                raise too_many_merges(probe)
        elif kind == _TEXT:
            load.text += len(body) * 3
        elif kind in _CELLS and len(body) >= 6:  # noqa: PLR2004 - row, column, format
            _add_cell(load, kind, body, sizes, growth)
    return load


def _add_cell(load: Load, kind: int, body: bytes, sizes: list[int], growth: int) -> None:
    row, column = struct.unpack_from("<HH", body)
    if kind == _MANY:
        last = int.from_bytes(body[-2:], "little")
        load.cells += max(0, last - column)
        column = max(column, last)
    load.extend(row + 1, column + 1)
    load.cells += 1
    if kind == _SHARED:
        index = int.from_bytes(body[6:10], "little")
        load.text += sizes[index] if index < len(sizes) else 0
    elif kind == _FORMULA:
        load.text += len(body) * growth
    else:
        load.text += len(body) * 3


def _check_dimensions(body: bytes) -> None:
    """Raise `ValueError` for a used area that ends before it begins or is larger than a sheet."""
    if len(body) == 14:  # noqa: PLR2004 - the form of Excel 97 and later
        first, last, left, right = struct.unpack_from("<IIHH", body)
    elif len(body) == 10:  # noqa: PLR2004 - the form before
        first, last, left, right = struct.unpack_from("<HHHH", body)
    else:
        raise ValueError
    if last > _MAX_ROWS or right > _MAX_COLUMNS or (last and first >= last):
        raise ValueError
    if last and right and left > _MAX_COLUMNS:
        raise ValueError


def _string_sizes(pieces: list[bytes]) -> list[int]:
    """Return the bytes each shared text takes in memory. A text may go on in the next piece."""
    sizes: list[int] = []
    piece, at = 0, 8
    while piece < len(pieces):
        body = pieces[piece]
        if at + 3 > len(body):
            piece, at = piece + 1, 0
            continue
        length, flags = struct.unpack_from("<HB", body, at)
        at += 3
        runs = extra = 0
        if flags & 8:
            runs, at = int.from_bytes(body[at : at + 2], "little") * 4, at + 2
        if flags & 4:
            extra, at = int.from_bytes(body[at : at + 4], "little"), at + 4
        sizes.append(length * 3)
        piece, at = _after_text(pieces, piece, at, length, flags & 1)
        piece, at = _after_bytes(pieces, piece, at, runs + extra)
    return sizes


def _after_text(
    pieces: list[bytes], piece: int, at: int, length: int, wide: int
) -> tuple[int, int]:
    """Return the place after ``length`` characters; each further piece says anew how wide they are."""
    while length and piece < len(pieces):
        fit = min(length, max(0, len(pieces[piece]) - at) >> wide)
        length -= fit
        at += fit << wide
        if length:
            piece, at = piece + 1, 1
            wide = pieces[piece][0] & 1 if piece < len(pieces) and pieces[piece] else 0
    return piece, at


def _after_bytes(pieces: list[bytes], piece: int, at: int, count: int) -> tuple[int, int]:
    while piece < len(pieces) and at + count > len(pieces[piece]):
        count -= max(0, len(pieces[piece]) - at)
        piece, at = piece + 1, 0
    return piece, at + count
