"""Files with a limit on rows or bytes: what is over it goes on in ``-2``; no product is split."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from localizer.export.remarks import Remark
from localizer.export.writer import Part

_BOM: Final = b"\xef\xbb\xbf"
#: Characters that wait before they are written together.
_CHUNK: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class Room:
    """How much one file takes: bytes with its heading, and records; ``None`` for no limit."""

    size: int | None = None
    records: int | None = None


class NumberedFile:
    """Writes pieces of bytes that must stay whole; opens the next file where the limit is reached."""

    def __init__(
        self,
        folder: Path,
        kind: str,
        suffix: str,
        *,
        head: bytes = b"",
        between: bytes = b"",
        foot: bytes = b"",
        room: Room | None = None,
    ) -> None:
        """Begin the first file; each file has ``head`` and ``foot`` and ``between`` its pieces."""
        self._folder, self._kind, self._suffix = folder, kind, suffix
        self._head, self._between, self._foot = head, between, foot
        self._room = Room() if room is None else room
        self._done: list[Part] = []
        self._stream: BinaryIO | None = None
        self._size = self._records = self._pieces = 0
        self._open()

    def takes(self, piece: bytes, records: int) -> bool:
        """Tell whether a file of its own would take the piece."""
        size, most = self._room.size, self._room.records
        alone = len(self._head) + len(piece) + len(self._foot)
        return (size is None or alone <= size) and (most is None or records <= most)

    def write(self, piece: bytes, records: int) -> None:
        """Write one piece with so many records, in the next file where this one is full."""
        if self._pieces and self._is_full(len(piece), records):
            self._finish()
            self._open()
        assert self._stream is not None  # noqa: S101 - for mypy
        if self._pieces:
            self._stream.write(self._between)
            self._size += len(self._between)
        self._stream.write(piece)
        self._size += len(piece)
        self._records += records
        self._pieces += 1

    def parts(self, remarks: tuple[Remark, ...] = ()) -> tuple[Part, ...]:
        """Finish and return the files; the first carries the remarks."""
        self._finish()
        first, *rest = self._done
        carrying = Part(first.path, first.kind, first.suffix, first.rows, first.cut, remarks)
        return (carrying, *rest)

    def abort(self) -> None:
        """Close the file that is open."""
        if self._stream is not None:
            self._stream.close()
            self._stream = None

    def _is_full(self, size: int, records: int) -> bool:
        room = self._room
        after = self._size + len(self._between) + size + len(self._foot)
        return (room.size is not None and after > room.size) or (
            room.records is not None and self._records + records > room.records
        )

    def _open(self) -> None:
        number = len(self._done) + 1
        kind = self._kind if number == 1 else f"{self._kind}-{number}"
        self._path = self._folder / f"{kind}{self._suffix}"
        self._now = kind
        self._stream = self._path.open("wb")
        self._stream.write(self._head)
        self._size, self._records, self._pieces = len(self._head), 0, 0

    def _finish(self) -> None:
        if self._stream is None:
            return
        self._stream.write(self._foot)
        self.abort()
        self._done.append(Part(self._path, self._now, self._suffix, self._records))


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a table is written as text; ``bom`` puts the mark first that Excel knows UTF-8 by."""

    delimiter: str = ","
    line_end: str = "\r\n"
    bom: bool = False


class NumberedTable:
    """Rows of text cells with a heading in each file; the rows of one product stay together."""

    def __init__(
        self,
        folder: Path,
        kind: str,
        suffix: str,
        heading: Sequence[str],
        *,
        above: str = "",
        dialect: Dialect | None = None,
        room: Room | None = None,
    ) -> None:
        """Begin with ``heading``; ``above`` are lines before it, with their ends."""
        used = Dialect() if dialect is None else dialect
        self._text = io.StringIO(newline="")
        self._csv = csv.writer(self._text, delimiter=used.delimiter, lineterminator=used.line_end)
        self._csv.writerow(heading)
        head = (_BOM if used.bom else b"") + (above + self._text.getvalue()).encode()
        self._text.seek(0)
        self._text.truncate()
        self._file = NumberedFile(folder, kind, suffix, head=head, room=room)
        # A character has four bytes at most, so that what waits always fits into a file of its own.
        size = None if room is None else room.size
        self._chunk = _CHUNK if size is None else min(_CHUNK, size // 64)
        self._waiting = 0

    def write(self, rows: Sequence[Sequence[str]]) -> bool:
        """Write the rows of one product; ``False`` where they are too much for any file."""
        before = self._text.tell()
        self._csv.writerows(rows)
        if self._text.tell() < self._chunk:
            self._waiting += len(rows)
            return True
        text = self._text.getvalue()
        self._flush(text[:before])
        piece = text[before:].encode(errors="replace")
        if not self._file.takes(piece, len(rows)):
            return False
        self._file.write(piece, len(rows))
        return True

    def parts(self, remarks: tuple[Remark, ...] = ()) -> tuple[Part, ...]:
        """Finish and return the files."""
        self._flush(self._text.getvalue())
        return self._file.parts(remarks)

    def abort(self) -> None:
        """Close the file that is open."""
        self._file.abort()

    def _flush(self, text: str) -> None:
        """Write the rows that wait and forget them."""
        if text:
            self._file.write(text.encode(errors="replace"), self._waiting)
        self._waiting = 0
        self._text.seek(0)
        self._text.truncate()
