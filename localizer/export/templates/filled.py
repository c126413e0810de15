"""One filled workbook: rows are packed as they come, and the archive is put together at the end.

A deflate stream may be made of pieces that know nothing of each other, each ended by a full flush (RFC 1951,
3.2.4). So the rows need no more memory than one of them, and the head can be written when they are counted.
"""

from __future__ import annotations

import shutil
import tempfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO, Final

from localizer.errors import InputError
from localizer.export.templates.archive import Archive, Packed, Sheet
from localizer.export.templates.cells import Cell, RowPen
from localizer.export.templates.sheet import MAX_ROW, Cut, covering, merged_to
from localizer.i18n import _

LEVEL: Final = 6
#: Characters that wait before they are packed.
_WAIT: Final = 1 << 18
_CHUNK: Final = 1 << 20
_RAW: Final = -zlib.MAX_WBITS
_POLYNOMIAL: Final = 0xEDB8_8320


class Rows:
    """Packed rows of one file on their way; they wait in a file in ``folder``."""

    def __init__(self, cut: Cut, folder: Path) -> None:
        """Begin at the first free row."""
        self._cut = cut
        self._pen = RowPen(cut.prefix, cut.styles, cut.own)
        self._stream: BinaryIO = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115
        self._packer = zlib.compressobj(LEVEL, zlib.DEFLATED, _RAW)
        self._waiting: list[str] = []
        self._wait = 0
        self.size = self.crc = self.number = self.right = 0

    def add(self, cells: Mapping[int, Cell]) -> None:
        """Write one row below the last one."""
        place = self._cut.free + self.number
        if place > MAX_ROW:
            raise InputError(_("The sheet has no room for more rows. Fill fewer products at once."))
        text = self._pen.row(place, cells)
        self._waiting.append(text)
        self._wait += len(text)
        self.number += 1
        self.right = max(self.right, max(cells, default=0))
        if self._wait > _WAIT:
            self._pack()

    def finish(self, archive: Archive, sheet: Sheet, path: Path) -> None:
        """Write the workbook to ``path``. Raises `InputError` where cells are merged under the rows."""
        with self._stream:
            self._finish(archive, sheet, path)

    def _finish(self, archive: Archive, sheet: Sheet, path: Path) -> None:
        self._pack()
        self._stream.write(self._packer.flush(zlib.Z_FULL_FLUSH))
        last = self._cut.free + self.number - 1
        if self.number and merged_to(self._cut.tail) >= self._cut.free:
            problem = _(
                "{file}, sheet {sheet}: cells are merged in the rows of data. Part them first."
            )
            raise InputError(problem.format(file=archive.path.name, sheet=sheet.name))
        head = covering(self._cut.head, last, self.right) if self.number else self._cut.head
        after = b"".join(row for number, row in self._cut.after if number > last)
        tail = after + self._cut.tail
        crc = joined_crc(
            joined_crc(zlib.crc32(head), self.crc, self.size), zlib.crc32(tail), len(tail)
        )
        with tempfile.TemporaryFile(dir=path.parent) as whole, path.open("wb") as out:
            whole.write(_packed(head, zlib.Z_FULL_FLUSH))
            self._stream.seek(0)
            shutil.copyfileobj(self._stream, whole, _CHUNK)
            whole.write(_packed(tail, zlib.Z_FINISH))
            size = len(head) + self.size + len(tail)
            archive.copy(out, sheet.part, Packed(whole, whole.tell(), size, crc))

    def close(self) -> None:
        """Let go of the waiting rows."""
        self._stream.close()

    def _pack(self) -> None:
        data = "".join(self._waiting).encode()
        self._waiting, self._wait = [], 0
        self.size += len(data)
        self.crc = zlib.crc32(data, self.crc)
        self._stream.write(self._packer.compress(data))


def _packed(data: bytes, ending: int) -> bytes:
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, _RAW)
    return packer.compress(data) + packer.flush(ending)


def joined_crc(first: int, second: int, size: int) -> int:
    """Return the CRC-32 of two pieces together; the second has ``size`` bytes.

    A byte of zeros is a linear map over bits; its powers move the first checksum past the second piece.
    """
    if not size:
        return first
    power = [_POLYNOMIAL, *(1 << bit for bit in range(31))]  # one zero bit
    for _step in range(3):  # one zero byte
        power = [_apply(power, row) for row in power]
    moved = first
    while size:
        if size & 1:
            moved = _apply(power, moved)
        size >>= 1
        power = [_apply(power, row) for row in power]
    return moved ^ second


def _apply(matrix: list[int], vector: int) -> int:
    total = 0
    for row in matrix:
        if vector & 1:
            total ^= row
        vector >>= 1
        if not vector:
            break
    return total
