"""A file is looked at before it is imported, and a report goes out as a file a spreadsheet can read."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from localizer import pipeline
from localizer.errors import InputError, OutputError
from localizer.store.database import Store

TEXT = "Code,Words,Amount\nB-1,Wool jumper,30\nB-2,=Linen shirt,x\n"


def test_a_map_given_once_is_known_the_next_time(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "shop.csv"
    file.write_text(TEXT, encoding="utf-8")
    assert pipeline.preview_file(file, store=store).preview.problem
    chosen = {"Code": "sku", "Words": "title", "Amount": "cost"}
    pipeline.import_catalog(store, file, column_map=chosen)
    found = pipeline.preview_file(file, store=store).preview
    assert found.recalled
    assert [guess.role for guess in found.guesses] == ["sku", "title", "cost"]
    assert not pipeline.preview_file(file).preview.recalled


def test_hidden_sheets_are_named_and_a_missing_one_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "book.xlsx"
    book = xlsxwriter.Workbook(file)
    for name in ("Shown", "Hidden"):
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, ["SKU", "Title"])
        sheet.write_row(1, 0, [name, name])
    sheet.hide()
    book.close()
    found = pipeline.preview_file(file)
    assert (found.preview.sheet, found.hidden) == ("Shown", frozenset({"Hidden"}))
    assert pipeline.preview_file(file, sheet="Hidden").preview.sheet == "Hidden"
    with pytest.raises(InputError, match="no sheet"):
        pipeline.preview_file(file, sheet="None")


def test_a_report_is_saved_for_spreadsheets(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "shop.csv"
    file.write_text(TEXT, encoding="utf-8")
    chosen = {"Code": "sku", "Words": "title", "Amount": "cost"}
    report = pipeline.import_catalog(store, file, column_map=chosen)
    saved = pipeline.save_report(report, tmp_path / "report.csv").read_bytes()
    assert saved.startswith(b"\xef\xbb\xbf")
    assert "Amount" in saved.decode("utf-8-sig")
    with pytest.raises(OutputError, match="cannot be written"):
        pipeline.save_report(report, tmp_path / "none" / "report.csv")
