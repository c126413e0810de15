"""Files of shows come into their place whole, or the person is told why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from localizer.errors import OutputError
from localizer.export.show.sheet import ShowFormat
from localizer.export.show.writing import document_bytes, put
from tests.support.show_sheet import SHEET


def test_a_file_takes_the_place_of_an_older_one(tmp_path: Path) -> None:
    path = tmp_path / "show.txt"
    path.write_text("old")
    assert put(path, b"new") == path
    assert path.read_bytes() == b"new"
    assert [one.name for one in tmp_path.iterdir()] == ["show.txt"]


def test_a_folder_that_is_missing_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="There is no folder"):
        put(tmp_path / "away" / "show.txt", b"")
    assert not (tmp_path / "away").exists()


def test_a_folder_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "show.txt").mkdir()
    with pytest.raises(OutputError, match="no file that could be written over"):
        put(tmp_path / "show.txt", b"")


def test_spreadsheets_are_told_that_it_is_utf8() -> None:
    assert document_bytes(SHEET, ShowFormat.CSV).startswith(b"\xef\xbb\xbfn,start_clock")
