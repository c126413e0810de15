"""Which cells are made harmless, and which are left as they are."""

from __future__ import annotations

import codecs
import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from localizer.export.csv_format import CsvWriter, as_text, neutral
from localizer.export.writer import Head
from localizer.model.launch import Target


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("http://x","y")',
        "+cmd|' /C calc'!A0",
        "-1+2",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1+1",
        "＠x",
        "-",
        "+66 81 234 5678",
        "-1e5",
        "+１",
    ],
)
def test_formulas_get_an_apostrophe(text: str) -> None:
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["", "-5", "+5", "-5.25", "12", "a=b", "'=1", " text", "ราคา", "5-6", "100%"]
)
def test_numbers_and_plain_texts_stay(text: str) -> None:
    assert neutral(text) == text


def _written(folder: Path, given: dict[str, str]) -> bytes:
    moment = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)
    writer = CsvWriter(
        Head(Target("TH", "shopee", "th-TH"), "TH/shopee", "11.11", moment, given), folder
    )
    writer._listings.write(["0012", "6901234567892", "3-6", "12", Decimal("-1.50")])
    writer.abort()
    return (folder / "listings.csv").read_bytes()


def test_codes_keep_their_digits_and_chinese_shows(tmp_path: Path) -> None:
    written = _written(tmp_path, {})
    assert written.startswith(codecs.BOM_UTF8)
    assert written.endswith(b"'0012,'6901234567892,'3-6,12,-1.50\r\n")


def test_a_program_of_ones_own_gets_codes_and_file_bare(tmp_path: Path) -> None:
    written = _written(tmp_path, {"csv_mark": "no", "codes_as_text": "No "})
    assert written.startswith(b"state,")
    assert written.endswith(b"\n0012,6901234567892,3-6,12,-1.50\r\n")


@pytest.mark.parametrize(
    ("text", "cell"), [("0012", "'0012"), ("=1+1", "'=1+1"), ("-5", "-5"), ("12", "12")]
)
def test_codes_and_formulas_are_texts(text: str, cell: str) -> None:
    assert as_text(text) == cell
