"""Workbooks that are refused before anything of them is used."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from localizer.errors import InputError
from localizer.export.templates import archive
from localizer.export.templates.recognise import recognise
from tests.support import templates


def spoiled(path: Path, name: str, data: bytes) -> Path:
    """Return a template with one more part."""
    templates.shopee(path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as book:
        book.writestr(name, data)
    return path


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("xl/bomb.xml", b" " * 4_000_000, "archive bomb: xl/bomb.xml"),
        ("xl/../../evil.xml", b"<a/>", "leads out"),
        ("/etc/evil.xml", b"<a/>", "leads out"),
        ("xl/a.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "not allowed .xl/a.xml"),
        ("XL/WORKBOOK.XML", b"<a/>", "damaged"),
    ],
)
def test_dangerous_parts_are_refused_by_name(
    tmp_path: Path, name: str, data: bytes, message: str
) -> None:
    with pytest.raises(InputError, match=message):
        recognise(spoiled(tmp_path / "t.xlsx", name, data))


def test_too_many_parts_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_PARTS", 3)
    with pytest.raises(InputError, match="too large"):
        recognise(templates.shopee(tmp_path / "t.xlsx"))


def test_parts_that_lie_in_one_another_are_refused(tmp_path: Path) -> None:
    path = templates.shopee(tmp_path / "t.xlsx")
    with zipfile.ZipFile(path) as book:
        second = book.infolist()[1].header_offset
    data = bytearray(path.read_bytes())
    place = data.index(b"PK\x01\x02")
    place = data.index(b"PK\x01\x02", place + 4)
    data[place + 42 : place + 46] = (second - 20).to_bytes(4, "little")
    path.write_bytes(data)
    with pytest.raises(InputError, match="damaged"):
        recognise(path)


def test_a_cut_file_is_refused_wherever_it_ends(tmp_path: Path) -> None:
    path = templates.shopee(tmp_path / "t.xlsx")
    data = path.read_bytes()
    for size in range(0, len(data), 211):
        path.write_bytes(data[:size])
        with pytest.raises(InputError):
            recognise(path)


def test_what_is_no_template_is_told(tmp_path: Path) -> None:
    plain = templates.build(tmp_path / "p.xlsx", {"A": templates.sheet_xml({1: ("name", "price")})})
    with pytest.raises(InputError, match="no template of Shopee"):
        recognise(plain)
    with pytest.raises(InputError, match="cannot be read"):
        recognise(tmp_path / "none.xlsx")
    (tmp_path / "text.xlsx").write_text("text")
    with pytest.raises(InputError, match="no workbook"):
        recognise(tmp_path / "text.xlsx")


def test_a_key_over_two_columns_is_told(tmp_path: Path) -> None:
    keys = (*templates.TIKTOK_KEYS, "price")
    with pytest.raises(InputError, match="key price stands over two columns"):
        recognise(templates.tiktok(tmp_path / "t.xlsx", keys=keys))


def test_what_is_recognised(tmp_path: Path) -> None:
    made = {
        "shopee": templates.shopee(tmp_path / "a.xlsx"),
        "lazada": templates.lazada(tmp_path / "b.xlsx"),
        "tiktok": templates.tiktok(tmp_path / "c.xlsx"),
        "amazon": templates.amazon(tmp_path / "d.xlsm"),
        "amazon-old": templates.amazon_old(tmp_path / "e.xlsm"),
    }
    found = {layout: recognise(path) for layout, path in made.items()}
    assert {layout: one.layout for layout, one in found.items()} == {one: one for one in made}
    rows = [one.data_row for one in found.values()]
    assert rows == [7, 5, 6, 7, 4]
    assert found["amazon"].columns[6].base == "item_name#1.value"
