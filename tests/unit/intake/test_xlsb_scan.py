"""XLSB: binary records are walked, cells and texts counted, cut-off ones refused."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest

from localizer.errors import InputError
from localizer.intake import sheet_guard, sheet_load
from localizer.intake.sniff import look


def record(kind: int, body: bytes = b"") -> bytes:
    """Return a record; types above 127 and sizes above 127 take more bytes."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, more = len(body), b""
    while True:
        more += bytes([size & 0x7F | (0x80 if size > 127 else 0)])
        size >>= 7
        if not size:
            return head + more + body


def row(number: int) -> bytes:
    return record(0, struct.pack("<I", number) + b"\0" * 13)


def shared(column: int, index: int) -> bytes:
    return record(7, struct.pack("<III", column, 0, index))


def number(column: int) -> bytes:
    return record(5, struct.pack("<IId", column, 0, 1.5))


def book(folder: Path, sheet: bytes, *texts: str) -> Path:
    path = folder / "goods.xlsb"
    strings = b"".join(
        record(0x13, struct.pack("<BI", 0, len(text)) + text.encode("utf-16-le")) for text in texts
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.bin", b"")
        archive.writestr("xl/sharedStrings.bin", record(0x9F, b"\0" * 8) + strings)
        archive.writestr("xl/worksheets/sheet1.bin", record(0x91) + sheet + record(0x92))
    return path


def test_rows_are_counted(tmp_path: Path) -> None:
    sheet = row(0) + shared(0, 0) + number(3) + row(41) + number(1)
    checked = sheet_guard.check(look(book(tmp_path, sheet, "title")))
    assert (checked.kind, checked.sheets, checked.rows) == ("xlsb", 1, 42)


def test_a_shared_text_counts_for_every_cell_that_shows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = b"".join(row(n) + shared(0, 0) for n in range(100))
    path = book(tmp_path, sheet, "x" * 1000)
    assert sheet_guard.check(look(path)).rows == 100
    monkeypatch.setattr(sheet_load, "MAX_MEMORY", 100_000)
    with pytest.raises(InputError, match="unpacks to more"):
        sheet_guard.check(look(path))


@pytest.mark.parametrize(
    ("sheet", "word"),
    [
        (row(0) + number(0) + row(1_000_000) + number(16_000), "1000001 rows and 16001 columns"),
        (record(5, b"\0")[:-1], "damaged"),
        (record(7, struct.pack("<I", 1)), "damaged"),
    ],
)
def test_a_tampered_sheet_is_refused(tmp_path: Path, sheet: bytes, word: str) -> None:
    with pytest.raises(InputError, match=rf"goods\.xlsb .*{word}"):
        sheet_guard.check(look(book(tmp_path, sheet)))
