"""Cells of workbooks that hold an error are told, not passed over as blank ones."""

from __future__ import annotations

import struct
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from localizer.intake import sheet_errors
from localizer.intake.issues import IssueLog
from localizer.intake.opening import known_table
from localizer.intake.sheet_errors import error_cells, tell_errors


def _workbook(folder: Path) -> Path:
    path = folder / "goods.xlsx"
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("说明").write_formula(0, 0, "=1/0", value="#DIV/0!")
    sheet = book.add_worksheet("商品")
    for column, header in enumerate(("商品标题", "售价", "链接"), start=1):
        sheet.write(1, column, header)
    sheet.write(2, 1, "杯子")
    sheet.write_formula(2, 2, "=B9/0", book.add_format({"bold": True}), "#DIV/0!")
    sheet.write_formula(2, 3, "=NA()", value="#N/A")
    sheet.write(3, 1, "碗")
    sheet.write_formula(3, 2, '=IF(B4<"x",A1&"<",1)', value="9")
    book.close()
    return path


def test_errors_are_told_by_sheet_and_place(tmp_path: Path) -> None:
    path = _workbook(tmp_path)
    assert list(error_cells(path, "xlsx", "商品")) == [(3, 2, "#DIV/0!"), (3, 3, "#N/A")]
    assert list(error_cells(path, "xlsx", "说明")) == [(1, 0, "#DIV/0!")]
    assert list(error_cells(path, "xlsx", "nowhere")) == []


def test_only_columns_in_use_are_reported(tmp_path: Path) -> None:
    found = known_table(_workbook(tmp_path), sheet="商品")
    log = IssueLog()
    tell_errors(found.table, found.columns, log)
    (issue,) = log.issues
    assert (issue.row, issue.column, issue.treatment) == (3, "售价", "repaired")
    assert "#DIV/0!" in issue.reason


def test_errors_above_the_header_do_not_matter(tmp_path: Path) -> None:
    found = known_table(_workbook(tmp_path), sheet="商品")
    log = IssueLog()
    tell_errors(replace(found.table, header_row=3), found.columns, log)
    assert log.issues == ()


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods", "xlsb"])
def test_what_is_no_workbook_has_no_errors(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04 no archive" * 40)
    assert list(error_cells(path, kind, "S")) == []


def _record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


class _Stream:
    """Stands for a compound file with this one stream."""

    def __init__(self, data: bytes) -> None:
        self.find = lambda *_names: data
        self.read = bytes


def test_errors_in_old_workbooks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    formula = struct.pack("<HHH", 4, 1, 0) + b"\x02\x00\x17\x00\x00\x00\xff\xff"
    cells = (
        _record(0x0205, struct.pack("<HHHBB", 2, 3, 0, 0x2A, 1))
        + _record(0x0205, struct.pack("<HHHBB", 3, 3, 0, 1, 0))
        + _record(0x06, formula + bytes(8))
        + _record(0x06, struct.pack("<HHHd", 5, 1, 0, 1.5) + bytes(8))
    )
    sheet = _record(0x0809, bytes(16)) + cells + _record(0x0A)
    head = _record(0x0809, bytes(16))
    size = len(head) + 4 + 8 + len("商品") * 2 + 4
    name = struct.pack("<IBBBB", size, 0, 0, 2, 1) + "商品".encode("utf-16-le")
    data = head + _record(0x85, name) + _record(0x0A) + sheet
    path = tmp_path / "a.xls"
    path.write_bytes(data)
    monkeypatch.setattr(sheet_errors, "Compound", _Stream)
    assert list(error_cells(path, "xls", "商品")) == [(3, 3, "#N/A"), (5, 1, "#REF!")]
    assert list(error_cells(path, "xls", "other")) == []


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (b'<c r="C2"><f>D2*2</f></c>', True),
        (b'<c r="C2" s="1"><f>D2*2</f><v></v></c>', True),
        (b'<c r="C2"><f t="shared" si="0"/><v/></c>', True),
        (b'<c r="C2" t="str"><f>""</f><v></v></c>', False),
        (b'<c r="C2"><f>D2*2</f><v>4</v></c>', False),
        (b'<c r="C2"><v>4</v></c>', False),
    ],
)
def test_a_formula_without_its_result_is_told(tmp_path: Path, cell: bytes, told: bool) -> None:  # noqa: FBT001
    path = tmp_path / "goods.xlsx"
    plain = tmp_path / "plain.xlsx"
    book = xlsxwriter.Workbook(plain)
    sheet = book.add_worksheet("S")
    sheet.write_row(0, 0, ["货号", "商品标题", "售价(元)", "库存"])
    sheet.write_row(1, 0, ["A", "尺子", 777, 5])
    book.close()
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            body = old.read(name).replace(b'<c r="C2"><v>777</v></c>', cell)
            new.writestr(name, body)
    found = known_table(path)
    log = IssueLog()
    tell_errors(found.table, found.columns, log)
    assert [(issue.row, issue.column) for issue in log.issues] == [(2, "售价(元)")] * told
