"""The beginning of a file, as people look at it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from xlsxwriter import Workbook  # type: ignore[import-untyped]

from localizer.export.sample import MOST_CHARS, MOST_ROWS, SampleTable, sample

ROWS = [["key", "title"], *([f"P{n}", f"保温杯 {n}, «eins»\n zwei"] for n in range(MOST_ROWS + 40))]


def _delimited(path: Path, comma: str) -> Path:
    lines = (comma.join(f'"{cell}"' for cell in row) for row in ROWS)
    path.write_text("\r\n".join(lines), encoding="utf-8-sig", newline="")
    return path


@pytest.mark.parametrize(("suffix", "comma"), [(".csv", ","), (".TSV", "\t"), (".txt", "\t")])
def test_a_table_of_text_is_shown_as_a_table(tmp_path: Path, suffix: str, comma: str) -> None:
    found = sample(_delimited(tmp_path / f"x{suffix}", comma), "TH.csv", ("Prices lack.",))
    (table,) = found.tables
    assert (found.name, found.text, found.remarks) == ("TH.csv", "", ("Prices lack.",))
    assert table.rows == tuple(map(tuple, ROWS[:MOST_ROWS]))
    assert (table.name, table.columns) == ("", 2)


def test_every_sheet_of_a_workbook_is_a_table_by_its_name(tmp_path: Path) -> None:
    with Workbook(tmp_path / "x.xlsx") as book:
        first, _empty = book.add_worksheet("Listings"), book.add_worksheet("Nothing")
        for place, row in enumerate(ROWS):
            first.write_row(place, 0, row)
        first.write_row(1, 2, [3.5])
    found = sample(tmp_path / "x.xlsx", "x.xlsx")
    listings, nothing = found.tables
    assert (listings.name, len(listings.rows), listings.columns) == ("Listings", MOST_ROWS, 3)
    assert listings.rows[1] == ("P0", ROWS[1][1], "3.5")
    assert (nothing.name, nothing.rows, nothing.columns) == ("Nothing", (), 0)


def test_parquet_is_a_table_whose_names_stand_above(tmp_path: Path) -> None:
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    columns = {"key": [f"P{n}" for n in range(100)], "stock": [None, *range(99)]}
    parquet.write_table(arrow.table(columns), tmp_path / "x.parquet")
    (table,) = sample(tmp_path / "x.parquet", "x.parquet").tables
    assert table.rows[:3] == (("key", "stock"), ("P0", ""), ("P1", "0"))
    assert len(table.rows) == MOST_ROWS + 1
    parquet.write_table(arrow.table({"key": []}), tmp_path / "none.parquet")
    (empty,) = sample(tmp_path / "none.parquet", "none.parquet").tables
    assert empty.columns == len(empty.rows[0]) if empty.rows else empty == SampleTable("", ())


def test_json_in_one_line_is_laid_out_and_other_text_stays(tmp_path: Path) -> None:
    value = {"title": "保温杯", "prices": [1, 2]}
    flat = tmp_path / "flat.json"
    flat.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    shown = sample(flat, "flat.json").text
    assert json.loads(shown) == value
    assert len(shown.splitlines()) > 3
    laid = tmp_path / "laid.json"
    laid.write_text(json.dumps(value, indent=4), encoding="utf-8")
    assert sample(laid, "laid.json").text == laid.read_text()
    page = tmp_path / "page.md"
    page.write_text("\ufeff# 保温杯\r\n<b>", encoding="utf-8", newline="")
    assert sample(page, "page.md").text == "# 保温杯\n<b>"


def test_each_line_of_json_lines_is_laid_out_and_one_that_is_cut_is_left_out(
    tmp_path: Path,
) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text('{"a": 1}\n{"a": 2}\n')
    assert sample(path, "x").text == '{\n  "a": 1\n}\n{\n  "a": 2\n}'
    path.write_text("".join(f'{{"a": {n}, "text": "{"x" * 5000}"}}\n' for n in range(20)))
    shown = sample(path, "x").text
    assert 5000 < len(shown) <= MOST_CHARS
    assert shown.endswith("}")


@pytest.mark.parametrize("suffix", [".json", ".jsonl", ".md", ".html"])
def test_only_the_beginning_of_a_long_text_is_read(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"x{suffix}"
    path.write_text("[" + "1," * MOST_CHARS + "1]")
    shown = sample(path, path.name).text
    assert len(shown) == MOST_CHARS
    assert ("[" + "1," * MOST_CHARS).startswith(shown)
