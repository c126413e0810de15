"""OpenDocument spreadsheets: what repeats is counted as often as it repeats."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from localizer.errors import InputError
from localizer.intake import ods_scan, sheet_guard
from localizer.intake.sheet_table import read
from localizer.intake.sniff import look

_MANIFEST = (
    '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{}</m:manifest>'
)
_SPACES = 'xmlns:office="o" xmlns:table="t" xmlns:text="x"'
TEXT = '<table:table-cell office:value-type="string"{}><text:p>{}</text:p></table:table-cell>'


def document(folder: Path, rows: str, *, before: str = "", manifest: str = "") -> Path:
    path = folder / "goods.ods"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", ods_scan.MIME)
        archive.writestr("META-INF/manifest.xml", _MANIFEST.format(manifest))
        archive.writestr(
            "content.xml",
            f'{before}<office:document-content {_SPACES}><table:table table:name="S">{rows}</table:table>'
            "</office:document-content>",
        )
    return path


ROWS = ' table:number-rows-repeated="{}"'
COLUMNS = ' table:number-columns-repeated="{}"'


def row(*cells: str, times: str = "") -> str:
    return f"<table:table-row{times}>{''.join(cells)}</table:table-row>"


HEADER = row(TEXT.format("", "title"), TEXT.format("", "color"))


def test_rows_and_merged_cells_are_read(tmp_path: Path) -> None:
    path = document(
        tmp_path,
        HEADER
        + row(TEXT.format(' table:number-rows-spanned="2"', "Shirt"), TEXT.format("", "red"))
        + row("<table:covered-table-cell/>", TEXT.format("", "blue"))
        + row(f"<table:table-cell{COLUMNS.format(16384)}/>", times=ROWS.format(1048573)),
    )  # fmt: skip
    book = read(look(path))
    assert (book.format, [grid.name for grid in book.grids]) == ("ods", ["S"])
    rows = [cells for _number, cells in book.grids[0].rows()]
    assert rows == [["title", "color"], ["Shirt", "red"], ["Shirt", "blue"]]
    checked = sheet_guard.check(look(path))
    assert (checked.rows, checked.merges) == (3, {"S": [(1, 2, 0, 0)]})


@pytest.mark.parametrize(
    "rows",
    [
        row(TEXT.format(COLUMNS.format(16384), "x"), times=ROWS.format(9999)),
        row("<table:table-cell/>", times=ROWS.format(1000000))
        + row(f"<table:table-cell{COLUMNS.format(9999)}/>", TEXT.format("", "x")),
        row(TEXT.format("", '<text:s text:c="2000000000"/>')),
        row(TEXT.format("", "x" * 9999), times=ROWS.format(1000000)),
    ],
)  # fmt: skip
def test_what_grows_too_far_is_refused(tmp_path: Path, rows: str) -> None:
    with pytest.raises(InputError, match=r"goods\.ods (?:has a sheet of|unpacks to more)"):
        sheet_guard.check(look(document(tmp_path, HEADER + rows)))


@pytest.mark.parametrize(
    ("before", "rows", "manifest", "word"),
    [
        ('<!DOCTYPE a [<!ENTITY b "c">]>', HEADER, "", "not allowed"),
        ("", HEADER, "<m:encryption-data/>", "protected by a password"),
        ("", "<table:table-row>", "", "damaged"),
        ("", row(times=ROWS.format("many")), "", "damaged"),
    ],
)
def test_what_cannot_be_opened_is_told(
    tmp_path: Path, before: str, rows: str, manifest: str, word: str
) -> None:
    with pytest.raises(InputError, match=rf"goods\.ods .*{word}"):
        sheet_guard.check(look(document(tmp_path, rows, before=before, manifest=manifest)))


def test_too_many_merged_ranges_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ods_scan, "MAX_MERGES", 1)
    merged = row(TEXT.format(' table:number-rows-spanned="2"', "x"))
    with pytest.raises(InputError, match="merged ranges"):
        sheet_guard.check(look(document(tmp_path, merged * 2)))
