"""Dangerous workbooks are refused before anything unpacks them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter  # type: ignore[import-untyped]

from localizer.errors import InputError
from localizer.intake import ods_scan, sheet_guard, sheet_load
from localizer.intake.sniff import look

Change = Callable[[str, bytes], bytes]


def _workbook(folder: Path, change: Change) -> Path:
    """Write a small workbook with every part passed through ``change``."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["title", "sku"])
    sheet.append(["one", "1"])
    book.save(folder / "plain.xlsx")
    with (
        zipfile.ZipFile(folder / "plain.xlsx") as source,
        zipfile.ZipFile(folder / "made.xlsx", "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for part in source.infolist():
            target.writestr(part.filename, change(part.filename, source.read(part.filename)))
    return folder / "made.xlsx"


def _in_sheet(old: bytes, new: bytes) -> Change:
    return lambda name, data: data.replace(old, new) if "worksheets/" in name else data


def test_an_ordinary_workbook_passes(tmp_path: Path) -> None:
    sheet_guard.check(look(_workbook(tmp_path, lambda _name, data: data)))


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (_in_sheet(b"<sheetData>", b"<sheetData>" + b" " * 2_000_000), "bomb"),
        (_in_sheet(b"<worksheet ", b"<!DOCTYPE a [<!ENTITY b 'c'>]><worksheet "), "not allowed"),
        (_in_sheet(b'r="B2"', b'r="XFD1048576"'), "1048576 rows and 16384 columns"),
        (
            _in_sheet(
                b"</sheetData>",
                b'<row r="1048576">' + b"<c><v>1</v></c>" * 60 + b"</row></sheetData>",
            ),
            "1048576 rows and 60 columns",
        ),
    ],
)
def test_a_dangerous_part_is_refused(tmp_path: Path, change: Change, word: str) -> None:
    path = _workbook(tmp_path, change)
    with pytest.raises(InputError, match=word):
        sheet_guard.check(look(path))
        sheet_guard.check_whole(look(path))


def test_too_much_in_all_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _workbook(tmp_path, lambda _name, data: data)
    monkeypatch.setattr(sheet_load, "MAX_UNPACKED_BYTES", 1000)
    with pytest.raises(InputError, match="unpacks to more"):
        sheet_guard.check(look(path))


def test_a_size_that_lies_is_found(tmp_path: Path) -> None:
    path = _workbook(tmp_path, lambda _name, data: data)
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    directory = data.rindex(b"PK\x01\x02", 0, data.rindex(b"xl/worksheets/sheet1.xml"))
    data[directory + 24 : directory + 28] = (size - 40).to_bytes(4, "little")
    path.write_bytes(data)
    with pytest.raises(InputError, match="damaged"):
        sheet_guard.check(look(path))


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("word/document.xml", "a Word document"),
        ("Index/Document.iwa", "Apple Numbers"),
        ("mimetype", "not an XLSX workbook"),
        ("../../evil.txt", "not an XLSX workbook"),
    ],
)
def test_another_kind_of_archive_is_named(tmp_path: Path, name: str, word: str) -> None:
    with zipfile.ZipFile(tmp_path / "goods.xlsx", "w") as archive:
        archive.writestr(name, "x")
    with pytest.raises(InputError, match=f"goods.xlsx is .*{word}"):
        sheet_guard.check(look(tmp_path / "goods.xlsx"))


@pytest.mark.parametrize(
    ("names", "contents"),
    [
        (("mimetype", "xl/workbook.xml"), ods_scan.MIME),
        (("xl/workbook.bin", "xl/workbook.xml"), b""),
    ],
)
def test_a_file_of_two_kinds_is_damaged(
    tmp_path: Path, names: tuple[str, ...], contents: bytes
) -> None:
    with zipfile.ZipFile(tmp_path / "goods.xlsx", "w") as archive:
        for name in names:
            archive.writestr(name, contents)
    with pytest.raises(InputError, match="damaged"):
        sheet_guard.check(look(tmp_path / "goods.xlsx"))


def test_a_cut_off_file_is_damaged(tmp_path: Path) -> None:
    path = _workbook(tmp_path, lambda _name, data: data)
    path.write_bytes(path.read_bytes()[:-60])
    with pytest.raises(InputError, match="damaged"):
        sheet_guard.check(look(path))


def test_a_picture_may_declare_what_a_sheet_may_not(tmp_path: Path) -> None:
    path = _workbook(tmp_path, lambda _name, data: data)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/media/image1.svg", "<!DOCTYPE svg><svg/>")
    assert sheet_guard.check(look(path)).kind == "xlsx"


def test_a_shared_text_counts_for_every_cell_that_shows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = xlsxwriter.Workbook(tmp_path / "goods.xlsx")
    sheet = book.add_worksheet()
    for row in range(50):
        sheet.write_string(row, 0, "x" * 10_000)
    book.close()
    assert sheet_guard.check(look(tmp_path / "goods.xlsx")).rows == 50
    monkeypatch.setattr(sheet_load, "MAX_MEMORY", 400_000)
    with pytest.raises(InputError, match="unpacks to more"):
        sheet_guard.check_whole(look(tmp_path / "goods.xlsx"))


def test_parts_in_folders_of_another_system_are_found(tmp_path: Path) -> None:
    path = _workbook(tmp_path, lambda _name, data: data)
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as target:
        for part in source.infolist():
            target.writestr(part.filename.replace("/", "\\"), source.read(part.filename))
    checked = sheet_guard.check(look(tmp_path / "b.xlsx"))
    assert (checked.kind, checked.sheets, checked.rows) == ("xlsx", 1, 2)
