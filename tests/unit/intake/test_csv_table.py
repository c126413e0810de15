"""Delimiters, quotes, blank lines and row numbers of text tables."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from localizer.errors import InputError
from localizer.intake import csv_table
from localizer.intake.csv_table import sniff_delimiter
from localizer.intake.formats import open_table


def score(headers: Sequence[str]) -> int:
    return 2 if "title" in headers else 0


@pytest.mark.parametrize(
    ("sample", "delimiter"),
    [
        ("sku,title,price\n1,a;b;c,2\n", ","),
        ("sku;title;price\n1;a,b;2,50\n2;c,d;3,50\n", ";"),
        ("sku\ttitle\n1\ta, b, c\n", "\t"),
        ("sku|title\n1|a, b\n2|c\n", "|"),
        ('title,body\n"a; b","x;y;z\n;;"\n', ","),
        ("title\na\nb\n", ","),
        ("", ","),
    ],
)
def test_the_delimiter_is_the_one_that_cuts_evenly(sample: str, delimiter: str) -> None:
    assert sniff_delimiter(sample) == delimiter


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path: Path, newline: str) -> None:
    path = tmp_path / "goods.csv"
    text = newline.join(
        ["List of May", "", "sku,title", "1,one", "", '2,"two\nlines"', ",,", "3,three"]
    )
    path.write_text(text, encoding="utf-8", newline="")
    table = open_table(path, score)
    assert (table.headers, table.header_row, table.format) == (("sku", "title"), 3, "csv")
    filled = [(number, cells[1]) for number, cells in table.rows if any(cells)]
    assert filled == [(4, "one"), (6, "two\nlines"), (8, "three")]


def test_tabs_make_a_tsv_whatever_the_name(tmp_path: Path) -> None:
    path = tmp_path / "goods.csv"
    path.write_text("sku\ttitle\n1\tone\n", encoding="utf-16")
    assert open_table(path, score).format == "tsv"


def test_an_open_quotation_mark_is_told(tmp_path: Path) -> None:
    path = tmp_path / "goods.csv"
    path.write_text('sku,title\n1,"one\n' + "2,two\n" * 30_000, encoding="utf-8")
    with pytest.raises(InputError, match="quotation mark"):
        list(open_table(path, score).rows)


def test_only_blank_lines_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "goods.csv"
    path.write_text("\n , ,\n\n", encoding="utf-8")
    with pytest.raises(InputError, match="is empty"):
        open_table(path, score)


def test_a_file_above_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_table, "MAX_BYTES", 10)
    path = tmp_path / "goods.csv"
    path.write_text("sku,title\n1,one\n", encoding="utf-8")
    with pytest.raises(InputError, match="Split it"):
        open_table(path, score)


def test_a_line_without_end_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_table, "ENDLESS_BYTES", 3000)
    monkeypatch.setattr(csv_table, "CHUNK_BYTES", 1000)
    path = tmp_path / "goods.csv"
    path.write_text("sku,title\n1," + "x" * 5000, encoding="utf-8")
    with pytest.raises(InputError, match="has a line of more than"):
        open_table(path, score)
    path.write_text("sku,title\n" + "1,one\n" * 1000, encoding="utf-8")
    assert open_table(path, score).headers == ("sku", "title")
