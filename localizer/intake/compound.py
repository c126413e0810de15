"""The old compound file, a file system in a file ([MS-CFB] v11): its streams, with every chain bounded.

Chains of sectors can run in circles; what reads them after us does not look. So all of them are walked.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import Final

_HEADER: Final = 512
_FREE: Final = 0xFFFF_FFFA
_END: Final = 0xFFFF_FFFE
_ENTRY: Final = 128
_MINI: Final = 64
_MINI_BELOW: Final = 4096
_IN_HEADER: Final = 109
_MAX_ENTRIES: Final = 10_000
_SHIFTS: Final = {9: 512, 12: 4096}


@dataclass(frozen=True, slots=True)
class Entry:
    """A stream or folder: its name, first sector and size in bytes."""

    name: str
    start: int
    size: int


class Compound:
    """The streams of a compound file. Raises `ValueError` when the file is not sound."""

    def __init__(self, data: bytes) -> None:
        """Walk all chains of ``data``."""
        if len(data) < _HEADER:
            raise ValueError
        self._data = data
        self._sector = _SHIFTS.get(_u16(data, 30), 0)
        if not self._sector:
            raise ValueError
        self._count = len(data) // self._sector
        self._fat = self._read_fat()
        table = self._join(_u32(data, 48))
        if not table or len(table) > _MAX_ENTRIES * _ENTRY:
            raise ValueError
        self.entries = [
            _entry(table, at) for at in range(0, len(table) - _ENTRY + 1, _ENTRY) if table[at + 66]
        ]
        self._mini_fat, self._mini_stream = self._read_mini(table)
        for entry in self.entries[1:]:
            if entry.size:
                self.read(entry)

    def find(self, *names: str) -> Entry | None:
        """Return the first entry with one of ``names``."""
        return next((e for name in names for e in self.entries if e.name == name), None)

    def read(self, entry: Entry) -> bytes:
        """Return the bytes of a stream."""
        if entry.size >= _MINI_BELOW:
            return self._join(entry.start)[: entry.size]
        stream, chain = self._mini_stream, self._chain(entry.start, self._mini_fat)
        return b"".join(stream[at * _MINI : (at + 1) * _MINI] for at in chain)[: entry.size]

    def _read_fat(self) -> array[int]:
        data = self._data
        if _u32(data, 44) > self._count or _u32(data, 64) > self._count:
            raise ValueError
        places = [_u32(data, 76 + 4 * index) for index in range(_IN_HEADER)]
        following, seen = _u32(data, 68), 0
        while following < _FREE:
            seen += 1
            if seen > self._count:
                raise ValueError
            more = _numbers(self._at(following))
            places.extend(more[:-1])
            following = more[-1]
        fat = array("I")
        for place in dict.fromkeys(place for place in places if place < _FREE):
            fat.extend(_numbers(self._at(place)))
        return fat

    def _read_mini(self, table: bytes) -> tuple[array[int], bytes]:
        root = _entry(table, 0)
        if not _u32(self._data, 64):
            return array("I"), b""
        return _numbers(self._join(_u32(self._data, 60))), self._join(root.start)

    def _at(self, index: int) -> bytes:
        start = (index + 1) * self._sector
        if start >= len(self._data):
            raise ValueError
        return self._data[start : start + self._sector].ljust(self._sector, b"\0")

    def _join(self, start: int) -> bytes:
        return b"".join(self._at(index) for index in self._chain(start, self._fat))

    def _chain(self, start: int, fat: array[int]) -> list[int]:
        """Return the sectors of a chain. Raises `ValueError` when it leaves the table or runs in a circle."""
        found: list[int] = []
        index = start
        while index != _END:
            if index >= len(fat) or len(found) > len(fat):
                raise ValueError
            found.append(index)
            index = fat[index]
        return found


def _entry(table: bytes, at: int) -> Entry:
    length = min(_u16(table, at + 64), _MINI)
    name = table[at : at + max(0, length - 2)].decode("utf-16-le", "replace")
    return Entry(name, _u32(table, at + 116), _u32(table, at + 120))


def _numbers(data: bytes) -> array[int]:
    return array("I", [_u32(data, at) for at in range(0, len(data) - 3, 4)])


def _u16(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 2], "little")


def _u32(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 4], "little")
