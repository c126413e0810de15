"""Old workbooks: sound ones are read, tampered ones refused before the reader sees them."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from localizer.errors import InputError
from localizer.intake import sheet_load, xls_scan
from localizer.intake.compound import Compound
from localizer.intake.sheet_table import read
from localizer.intake.sniff import OLE2, look

FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
BOF_BOOK = struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 6)
BOF_SHEET = struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 6)


def record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def label(row: int, column: int, text: str) -> bytes:
    body = struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le")
    return record(0x0204, body)


def shared(row: int, column: int, index: int) -> bytes:
    return record(0xFD, struct.pack("<HHHI", row, column, 0, index))


CELLS = (
    label(0, 0, "title")
    + label(0, 1, "颜色")
    + label(1, 0, "Shirt")
    + label(1, 1, "red")
    + label(2, 1, "blue")
)
MERGED = record(0xE5, struct.pack("<HHHHH", 1, 1, 2, 0, 0))


def stream(cells: bytes, *, before: bytes = b"", sheets: int = 1) -> bytes:
    """Return a workbook with one sheet's records under as many names as asked for."""
    names = [f"S{n}".encode() for n in range(sheets)]
    size = sum(len(record(0x85, b"\0" * 8 + name)) for name in names)
    place = len(record(0x0809, BOF_BOOK)) + len(before) + size + len(record(0x0A))
    bound = b"".join(
        record(0x85, struct.pack("<IBBBB", place, 0, 0, len(name), 0) + name) for name in names
    )
    sheet = record(0x0809, BOF_SHEET) + cells + record(0x0A)
    return record(0x0809, BOF_BOOK) + before + bound + record(0x0A) + sheet


def compound(content: bytes, *, name: str = "Workbook", circle: bool = False) -> bytes:
    """Return a compound file with one stream: header, table of sectors, folder, then the stream."""
    content = content.ljust(max(4096, -(-len(content) // 512) * 512), b"\0")
    count = len(content) // 512
    tables = -(-(count + 2) // 128) + 1
    fat = [FAT] * tables + [END] + [tables + 2 + n for n in range(count - 1)] + [END]
    if circle:
        fat[tables] = tables
    fat += [FREE] * (tables * 128 - len(fat))
    head = OLE2 + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 10
    head += struct.pack("<IIIIIIII", tables, tables, 0, 4096, END, 0, END, 0)
    head += struct.pack("<109I", *range(tables), *[FREE] * (109 - tables))
    return (
        head + struct.pack(f"<{len(fat)}I", *fat) + folder(name, tables + 1, len(content)) + content
    )


def folder(name: str, start: int, size: int) -> bytes:
    entries = b""
    for text, kind, first, length in (("Root Entry", 5, END, 0), (name, 2, start, size)):
        raw = (text + "\0").encode("utf-16-le")
        entry = raw.ljust(64, b"\0") + struct.pack("<HBBIII", len(raw), kind, 1, FREE, FREE, FREE)
        entries += entry.ljust(116, b"\0") + struct.pack("<IQ", first, length)
    return entries.ljust(512, b"\0")


def workbook(folder_: Path, data: bytes) -> Path:
    path = folder_ / "goods.xls"
    path.write_bytes(data)
    return path


def test_a_sound_workbook_is_read(tmp_path: Path) -> None:
    book = read(look(workbook(tmp_path, compound(stream(CELLS + MERGED)))))
    assert (book.format, [grid.name for grid in book.grids]) == ("xls", ["S0"])
    rows = [cells for _number, cells in book.grids[0].rows()]
    assert rows == [["title", "颜色"], ["Shirt", "red"], ["Shirt", "blue"]]


def test_content_decides_when_the_ending_lies(tmp_path: Path) -> None:
    path = tmp_path / "goods.xlsx"
    path.write_bytes(compound(stream(CELLS)))
    assert read(look(path)).format == "xls"


def _texts(text: bytes, *rest: bytes) -> bytes:
    first = struct.pack("<IIHB", 1, 1, 2000, 0) + text
    return record(0xFC, first) + b"".join(record(0x3C, piece) for piece in rest)


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (compound(stream(label(65535, 65535, "x"))), "has a sheet of 65536 rows and 65536 columns"),
        (compound(stream(record(0x0200, struct.pack("<IIHHH", 0, 2**31, 0, 200, 0)))), "damaged"),
        (compound(stream(record(0x0200, struct.pack("<IIHHH", 9, 3, 0, 2, 0)))), "damaged"),
        (compound(stream(CELLS, sheets=2)), "damaged"),
        (compound(stream(CELLS, before=record(0x2F, b"\1".ljust(52)))), "protected by a password"),
        (compound(b"", name="EncryptedPackage"), "protected by a password"),
        (compound(b"", name="WordDocument"), "a Word document"),
        (compound(b"", name="Something"), "a document of an old Office program"),
        (compound(stream(CELLS), circle=True), "damaged"),
        (compound(stream(CELLS))[:1500], "damaged"),
        (OLE2, "damaged"),
        (OLE2.ljust(5000, b"\xff"), "damaged"),
    ],
)  # fmt: skip
def test_a_tampered_workbook_is_refused(tmp_path: Path, data: bytes, word: str) -> None:
    with pytest.raises(InputError, match=rf"goods\.xls .*{word}"):
        read(look(workbook(tmp_path, data)))


def test_a_shared_text_counts_for_every_cell_that_shows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = _texts(b"x" * 1500, b"\0" + b"x" * 500)
    cells = b"".join(shared(row, 0, 0) for row in range(200))
    path = workbook(tmp_path, compound(stream(cells, before=text)))
    (grid,) = read(look(path)).grids
    assert [len(cells[0]) for _number, cells in grid.rows()] == [2000] * 200
    monkeypatch.setattr(sheet_load, "MAX_MEMORY", 1_000_000)
    with pytest.raises(InputError, match="unpacks to more"):
        read(look(path))


def test_a_large_old_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xls_scan, "MAX_FILE_BYTES", 1000)
    with pytest.raises(InputError, match="unpacks to more"):
        read(look(workbook(tmp_path, compound(stream(CELLS)))))


def test_streams_are_found_by_name() -> None:
    found = Compound(compound(b"content"))
    entry = found.find("Nothing", "Workbook")
    assert entry is not None
    assert found.read(entry).startswith(b"content\0")
    assert found.find("Nothing") is None
