"""The rundown for a spreadsheet."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from localizer.export.show.rundown_file import HEADER, rundown_table
from localizer.export.show.sheet import ShowSheet
from tests.support.show_sheet import HEAD, ITEM, PAUSE, SHEET


def read(sheet: ShowSheet) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(rundown_table(sheet), newline="")))


def test_one_row_an_item_without_formulas() -> None:
    first, second = read(SHEET)
    assert tuple(first) == HEADER
    assert first["start_clock"] == "20:00:00"
    assert (first["price"], first["was"], first["basket_number"]) == ("฿209", "฿309", "1")
    assert (first["state"], first["host"]) == ("approved", "Ploy")
    assert first["note"] == "'=SUM(1)"
    assert (second["start_second"], second["seconds"], second["product"]) == ("60", "30", "")


def test_gaps_overlaps_hard_starts_and_what_was_not_said() -> None:
    late = replace(PAUSE, gap=2.5, overlap=1.0, hard_start=90)
    first, second = read(ShowSheet(HEAD, (late, replace(ITEM, start=None, seconds=0.0))))
    assert (first["gap"], first["overlap"], first["hard_start"]) == ("2.5", "1", "90")
    assert (second["start_clock"], second["start_second"]) == ("", "")
