"""Which container reads a file, and which row is the header."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from localizer.errors import InputError
from localizer.intake.formats import CONTAINERS, open_table
from localizer.intake.sniff import look

KNOWN = frozenset({"title", "sku", "color", "size"})


def score(headers: Sequence[str]) -> int:
    known = sum(header in KNOWN for header in headers)
    return known if "title" in headers else 0


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"PK\x03\x04", "sheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "sheet"),
        (b' [{"title": 1}]', "json"),
        ("\ufeff{}".encode(), "json"),
        (b"<products/>", "xml"),
        ("<?xml version='1.0'?>".encode("utf-16"), "xml"),
        (b"title,price", "csv"),
        (b"{title}", "csv"),
    ],
)
def test_the_container_is_told_by_content(tmp_path: Path, content: bytes, name: str) -> None:
    path = tmp_path / "goods.dat"
    path.write_bytes(content)
    probe = look(path)
    assert next(one for one in CONTAINERS if one.recognises(probe)).name == name


@pytest.mark.parametrize(
    ("lines", "row"),
    [
        (["title,sku", "a,1"], 1),
        (["Our goods,", "title,sku", "a,1"], 2),
        (["title,,,variant", "title,sku,color,size", "a,1,x,y"], 2),
        (["title,sku,,", "color,size,,", "a,1,,"], 1),
        (["x,y", "a,1"], 1),
    ],
)
def test_the_header_is_the_row_best_known(tmp_path: Path, lines: list[str], row: int) -> None:
    path = tmp_path / "goods.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert open_table(path, score, plain=True).header_row == row


def test_a_file_without_rows_is_empty(tmp_path: Path) -> None:
    (tmp_path / "goods.csv").write_text(",,\n,,\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"goods\.csv is empty"):
        open_table(tmp_path / "goods.csv", score)
