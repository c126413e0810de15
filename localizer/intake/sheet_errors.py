"""Cells of workbooks that hold an error (``#REF!``, ``#N/A``): the reader gives them as blank ones.

They are looked for in the file itself, in XLSX and old XLS workbooks, and only where there are any. What
cannot be followed is passed over: the sheet has been read by then, and without this it is only told less.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import IO, Final

from defusedxml import DefusedXmlException, ElementTree

from localizer.i18n import _
from localizer.intake.compound import Compound
from localizer.intake.issues import IssueLog
from localizer.intake.mapping import Columns
from localizer.intake.table import ErrorCell, Table
from localizer.intake.xlsx_scan import column_number

#: Cells told of one sheet; where there are more, the whole column is broken.
MAX_TOLD: Final = 1000
#: Stands for the error of a formula that was never computed.
NO_VALUE: Final = ""
_CHUNK: Final = 1 << 20
_MAX_TAIL: Final = 1 << 16
_BOOK: Final = "xl/workbook.xml"
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MARKS: Final = (b't="e"', b"t='e'")
_CELL: Final = re.compile(
    rb"<(?:\w{1,20}:)?c\s(?=[^<>]{0,200}\bt=[\"']e[\"'])[^<>]{0,200}?\br=[\"']([A-Za-z]{1,3})(\d{1,7})[\"']"
    rb"[^<>]{0,200}(?<!/)>"
    rb"(?:<(?:\w+:)?f\b[^<>]*(?:/>|>[^<]*</(?:\w+:)?f>))?<(?:\w+:)?v>([^<]{1,20})<"
)
#: A formula nobody has computed: no value stands beside it. One that gives an empty text is of type ``str``.
_FORMULA_CELL: Final = re.compile(
    rb"<(?:\w{1,20}:)?c\s(?![^<>]{0,200}\bt=[\"']str[\"'])(?=[^<>]{0,200}\br=[\"']([A-Za-z]{1,3})(\d{1,7})[\"'])"
    rb"[^<>]{0,200}(?<!/)>"
    rb"<(?:\w{1,20}:)?f\b(?:[^<>]*/>|[^<>]*>[^<]*</(?:\w{1,20}:)?f>)\s*"
    rb"(?:<(?:\w{1,20}:)?v\s*/>|<(?:\w{1,20}:)?v></(?:\w{1,20}:)?v>)?\s*</(?:\w{1,20}:)?c>"
)
_FORMULAS: Final = (b"<f", b":f>", b":f ")
_BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError,
    ElementTree.ParseError, DefusedXmlException, OSError, struct.error, LookupError,
)  # fmt: skip
#: Codes of errors in old workbooks ([MS-XLS] 2.5.10, BErr).
_CODES: Final = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!",
    0x2A: "#N/A",
}  # fmt: skip
_BOUNDSHEET, _BOF, _EOF, _FORMULA, _BOOL_OR_ERROR = 0x85, 0x0809, 0x0A, 0x06, 0x0205


def tell_errors(table: Table, columns: Columns, log: IssueLog) -> frozenset[int]:
    """Report every cell in use that shows an error of its formula instead of a value.

    Return the rows whose title is one.
    """
    used = {column.header for column in columns.by_role.values()}
    title = columns.header("title") if "title" in columns else None
    broken: set[int] = set()
    for row, header, error in table.errors():
        if row > table.header_row and header in used and error == NO_VALUE:
            reason = _(
                "The cell holds a formula without its result and was read as blank. Open the workbook in "
                "Excel, save it and import it again."
            )
            log.repaired(row, reason, header)
        elif row > table.header_row and header in used:
            reason = _(
                "The cell shows {error}, an error of its formula, and was read as blank. Mend it in the "
                "workbook and import it again."
            )
            log.repaired(row, reason.format(error=error), header)
            if header == title:
                broken.add(row)
    return frozenset(broken)


def error_cells(path: Path, kind: str, sheet: str) -> Iterator[ErrorCell]:
    """Yield the cells of a sheet that hold an error: row from 1, column from 0, the error as shown.

    Among them, with `NO_VALUE`, those with a formula nobody has computed.

    The first `MAX_TOLD` of them; nothing for kinds of workbooks that are not looked into.
    """
    finders = {"xlsx": _in_xlsx, "xls": _in_xls}
    if kind not in finders:
        return
    try:
        yield from islice(finders[kind](path, sheet), MAX_TOLD)
    except _BROKEN:
        return


def _in_xlsx(path: Path, sheet: str) -> Iterator[ErrorCell]:
    with zipfile.ZipFile(path) as archive:
        part = _part_of(archive, sheet)
        if part:
            with archive.open(part) as stream:
                yield from _cells(stream)


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str:
    """Return the part of the archive that holds a sheet, empty where that cannot be told."""
    names = {name.replace("\\", "/").lstrip("/").lower(): name for name in archive.namelist()}
    relations = str(PurePosixPath(_BOOK).parent / "_rels" / "workbook.xml.rels")
    if _BOOK not in names or relations not in names:
        return ""
    book = ElementTree.fromstring(archive.read(names[_BOOK]), forbid_dtd=True)
    found = (one for one in book.iter() if one.tag.endswith("}sheet") and one.get("name") == sheet)
    number = next((one.get(_RELATION) or "" for one in found), "")
    listed = ElementTree.fromstring(archive.read(names[relations]), forbid_dtd=True)
    target = next((one.get("Target") or "" for one in listed if one.get("Id") == number), "")
    whole = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return names.get(whole.lower(), "")


def _cells(stream: IO[bytes]) -> Iterator[ErrorCell]:
    tail = b""
    while chunk := stream.read(_CHUNK):
        window = tail + chunk
        cut = window.rfind(b"</")
        cut = len(window) if cut < 0 or len(window) - cut > _MAX_TAIL else cut
        start = window.rfind(b"<c", 0, cut)
        cut = start if start >= 0 and cut - start < _MAX_TAIL else cut
        yield from _cells_of(window[:cut])
        tail = window[cut:]
    yield from _cells_of(tail)


def _cells_of(body: bytes) -> Iterator[ErrorCell]:
    found: list[ErrorCell] = []
    if any(mark in body for mark in _MARKS):
        found += [
            (int(cell[2]), column_number(cell[1]) - 1, cell[3].decode("ascii", "replace"))
            for cell in _CELL.finditer(body)
        ]
    if any(mark in body for mark in _FORMULAS):
        found += [
            (int(cell[2]), column_number(cell[1]) - 1, NO_VALUE)
            for cell in _FORMULA_CELL.finditer(body)
        ]
    yield from sorted(found)


def _in_xls(path: Path, sheet: str) -> Iterator[ErrorCell]:
    compound = Compound(path.read_bytes())
    book = compound.find("Workbook", "Book", "WORKBOOK", "BOOK")
    stream = compound.read(book) if book is not None else b""
    for kind, body in _records(stream, 0):
        if kind == _BOUNDSHEET and _sheet_name(body) == sheet:
            for inner, cell in _records(stream, int.from_bytes(body[:4], "little")):
                if (code := _error_code(inner, cell)) is not None:
                    row, column = struct.unpack_from("<HH", cell)
                    yield row + 1, column, _CODES.get(code, "#?")


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Yield type and body of the records of the substream at ``at``."""
    depth = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + size]
        depth += (kind == _BOF) - (kind == _EOF)
        if kind == _EOF and depth <= 0:
            return
        at += 4 + size


def _sheet_name(body: bytes) -> str:
    length, flags = body[6], body[7]
    if flags & 1:
        return body[8 : 8 + 2 * length].decode("utf-16-le")
    return body[8 : 8 + length].decode("latin-1")


def _error_code(kind: int, body: bytes) -> int | None:
    """Return the error a cell holds by itself or as the result of its formula ([MS-XLS] 2.4.24, 2.5.133)."""
    if kind == _BOOL_OR_ERROR and body[7:8] == b"\x01":
        return body[6]
    is_error = kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6:7] == b"\x02"
    return body[8] if is_error else None
