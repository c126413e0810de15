"""Measure the parts of an XLSX workbook: cells and their places, shared texts, merged ranges.

A glance is enough for sheets that are read row by row. One that has to be held as a whole is measured first:
by patterns, fast, what Excel, WPS, LibreOffice and the usual libraries write; by a parser, exactly, what is
written otherwise or seems to be too much.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Final
from xml.parsers import expat

from localizer.intake.merged_cells import Merge
from localizer.intake.sheet_load import Load

_CHUNK: Final = 1 << 20
_MAX_TAG: Final = 1 << 22
_DECLARATION: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
#: Cells with something in them, and cells that only have a style.
_CELL: Final = re.compile(rb'<c r="([A-Z]{1,3})\d{1,7}"(?: (?:s|t|cm|vm)="\w{1,12}")*+ ?>')
_EMPTY: Final = re.compile(rb'<c r="[A-Z]{1,3}\d{1,7}"(?: (?:s|t|cm|vm)="\w{1,12}")*+ ?/>')
_ANY_ROW: Final = re.compile(rb'<c r="[A-Z]{1,3}(\d{1,7})"')
_CELL_ROW: Final = re.compile(
    _CELL.pattern.replace(rb"([A-Z]{1,3})\d{1,7}", rb"[A-Z]{1,3}(\d{1,7})")
)
_CELL_STARTS: Final = (b"<c ", b"<c>", b"<c/", b"<c\t", b"<c\n", b"<c\r")
_PREFIXED_CELL: Final = re.compile(rb"<[^\s<>/]{1,200}:c[\s/>]")
_STRING: Final = re.compile(rb"<(?:[^\s<>/]{1,200}:)?si[\s/>]")


#: How formulas and errors of formulas begin, each behind a letter of it that most sheets hardly have:
#: a single one is found ten times faster.
_COMPUTED: Final = (
    (b"f", (b"<f", b":f>", b":f ")),
    (b"e", (b't="e"',)),
    (b"'", (b"t='e'",)),
)
_MERGE: Final = re.compile(rb'<mergeCell ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_ROW_NUMBER: Final = re.compile(rb'<row [^<>]*?\br="(\d{1,7})"')


@dataclass(slots=True)
class Glance:
    """What is seen of a part while it is unpacked: whether it is a sheet, its last row, its merged ranges.

    ``merged`` counts all ranges, ``merges`` has those written as usual. ``computes`` tells that there may be
    formulas, or errors of formulas.
    """

    is_sheet: bool = False
    declares: bool = False
    computes: bool = False
    rows: int = 0
    merged: int = 0
    merges: list[Merge] = field(default_factory=list)

    def see(self, body: bytes, *, most: int) -> None:
        """Take in a piece of XML that ends between tags; of merged ranges ``most`` are kept."""
        if b"!" in body and b"<!" in body and _DECLARATION.search(body) is not None:
            self.declares = True
        self.is_sheet = self.is_sheet or b"sheetData" in body
        self.computes = self.computes or any(
            letter in body and any(mark in body for mark in marks) for letter, marks in _COMPUTED
        )
        last = body.rfind(b"<row ")
        if last >= 0 and (match := _ROW_NUMBER.match(body, last)):
            self.rows = max(self.rows, int(match[1]))
        if b"mergeCell " in body:
            self.merged += body.count(b"mergeCell ")
            if self.merged <= most:
                self.merges += [_merge(found) for found in _MERGE.findall(body)]


def _merge(found: tuple[bytes, bytes, bytes, bytes]) -> Merge:
    left, top, right, bottom = found
    return Merge(int(top) - 1, int(bottom) - 1, column_number(left) - 1, column_number(right) - 1)


def glance(stream: IO[bytes], *, most: int) -> Glance:
    """Unpack a part and return what is seen of it. Raises `ValueError` for a tag of megabytes."""
    seen = Glance()
    for body in _pieces(stream):
        seen.see(body, most=most)
    return seen


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield the XML in pieces that end between tags."""
    tail = b""
    while chunk := stream.read(_CHUNK):
        window = tail + chunk if tail else chunk
        cut = window.rfind(b"<")
        if cut < 0 or window.find(b">", cut) >= 0:
            cut = len(window)
        yield window[:cut]
        tail = window[cut:]
        if len(tail) > _MAX_TAG:
            raise ValueError
    yield tail


@dataclass(slots=True)
class Part:
    """What the patterns found in one part of the archive.

    ``plain`` says that every cell was written as expected, so that ``load`` is at least what is there;
    ``strings`` are the shared texts in the part and ``longest`` the bytes of the longest.
    """

    load: Load = field(default_factory=Load)
    is_sheet: bool = False
    plain: bool = True
    declares: bool = False
    shared: int = 0
    merges: int = 0
    size: int = 0
    strings: int = 0
    longest: int = 0
    _open_string: int = 0

    def see(self, body: bytes) -> None:
        """Take in a piece of XML that ends between tags."""
        self.declares = self.declares or _DECLARATION.search(body) is not None
        self.is_sheet = self.is_sheet or b"sheetData" in body
        self._see_strings(body)
        self.size += len(body)
        starts = sum(map(body.count, _CELL_STARTS))
        columns = _CELL.findall(body) if starts else []
        empty = len(_EMPTY.findall(body)) if len(columns) != starts else 0
        if len(columns) + empty != starts or (b":c" in body and _PREFIXED_CELL.search(body)):
            self.plain = False
        if columns:
            rows = set((_CELL_ROW if empty else _ANY_ROW).findall(body))
            self.load.extend(max(map(int, rows)), max(map(column_number, set(columns))))
            self.load.cells += len(columns)
            self.shared += body.count(b' t="s"')
        self.merges += body.count(b"mergeCell ")

    def _see_strings(self, body: bytes) -> None:
        if b"si" not in body:
            pieces = [body]
        elif b":si" not in body and body.count(b"<si") == body.count(b"<si>"):
            pieces = body.split(b"<si>")
        else:
            pieces = _STRING.split(body)
        self._open_string += len(pieces[0]) if self.strings else 0
        if len(pieces) > 1:
            self.longest = max(self.longest, self._open_string, *map(len, pieces[1:-1]))
            self.strings += len(pieces) - 1
            self._open_string = len(pieces[-1])

    def end(self) -> None:
        """Close the last shared text."""
        self.longest = max(self.longest, self._open_string)


def measure(stream: IO[bytes]) -> Part:
    """Return what the patterns find. Raises `ValueError` for a tag of megabytes."""
    part = Part()
    for body in _pieces(stream):
        part.see(body)
    part.end()
    return part


def column_number(letters: bytes) -> int:
    """Return the 1-based number of a column: ``A`` is 1, ``XFD`` 16384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def string_sizes(stream: IO[bytes]) -> array[int]:
    """Return the bytes of each shared text, markup included."""
    sizes = array("q")
    offset = 0
    last = -1
    tail = b""
    while chunk := stream.read(_CHUNK):
        window = tail + chunk
        cut = max(window.rfind(b"<"), 0)
        for match in _STRING.finditer(window, 0, cut):
            if last >= 0:
                sizes.append(offset + match.start() - last)
            last = offset + match.start()
        offset += cut
        tail = window[cut:]
    if last >= 0:
        sizes.append(offset + len(tail) - last)
    return sizes


class _Exact:
    """Follows a sheet cell by cell, as the reader will; cells without content count for nothing."""

    def __init__(self, sizes: array[int]) -> None:
        self.load = Load()
        self._sizes = sizes
        self._row = self._column = 0
        self._type = ""
        self._place: tuple[int, int] | None = None
        self._index: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(":")[2]
        if kind == "row":
            if "r" in attributes:
                self._row = int(attributes["r"]) - 1
        elif kind == "c":
            self._type = attributes.get("t", "")
            reference = attributes.get("r")
            if reference is not None:
                letters = reference.rstrip("0123456789")
                self._column = column_number(letters.encode()) - 1
                self._place = (int(reference[len(letters) :]), self._column + 1)
            else:
                self._place = (self._row + 1, self._column + 1)
        elif self._place is not None:
            self.load.extend(*self._place)
            if kind == "v" and self._type == "s":
                self._index = []

    def end(self, name: str) -> None:
        kind = name.rpartition(":")[2]
        if kind == "row":
            self._row += 1
            self._column = 0
        elif kind == "c":
            self.load.cells += 1
            self._column += 1
            self._place = None
        elif self._index is not None:
            self._count_shared("".join(self._index))
            self._index = None

    def characters(self, text: str) -> None:
        if self._index is not None:
            self._index.append(text)
        elif self._place is not None:
            self.load.text += len(text) * 4

    def _count_shared(self, text: str) -> None:
        index = int(text)
        if 0 <= index < len(self._sizes):
            self.load.text += self._sizes[index]


def measure_exactly(stream: IO[bytes], sizes: array[int]) -> Load:
    """Return what a sheet asks for. Raises `ValueError` or `expat.ExpatError` for what is no sheet."""
    exact = _Exact(sizes)
    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler = exact.start
    parser.EndElementHandler = exact.end
    parser.CharacterDataHandler = exact.characters
    while chunk := stream.read(_CHUNK):
        parser.Parse(chunk, False)  # noqa: FBT003 - its name is "isfinal", by place only
    parser.Parse(b"", True)  # noqa: FBT003
    return exact.load
