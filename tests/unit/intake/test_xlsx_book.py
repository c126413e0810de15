"""The small parts of a workbook: sheets in order, shared texts packed, odd ones left to another reader."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from localizer.intake.xlsx_book import (
    OtherwiseError,
    Strings,
    open_book,
    plain_text,
    without_phonetic,
)


def _texts(xml: str) -> list[str]:
    strings = Strings.read(io.BytesIO(xml.encode()))
    return [strings.text(index) for index in range(len(strings))]


@pytest.mark.parametrize(
    ("xml", "texts"),
    [
        ("<sst><si><t>a</t></si><si><t xml:space='preserve'> b </t></si></sst>", ["a", " b "]),
        ("<sst><si><r><t>a</t></r><r><rPr><b/></rPr><t>b</t></r></si></sst>", ["ab"]),
        ("<sst><si><t>漢</t><rPh sb='0' eb='1'><t>かん</t></rPh></si></sst>", ["漢"]),
        ("<sst><si/><si><t/></si><si><t a='b'/></si><si><t>x</t></si></sst>", ["", "", "", "x"]),
        ("<sst><si><t>a &amp; b &#10;c _x000D_</t></si></sst>", ["a & b \nc \r"]),
        ("<sst><si><t>key:t is a text :t> too</t></si></sst>", ["key:t is a text :t> too"]),
        ("<sst/>", []),
    ],
)  # fmt: skip
def test_shared_texts(xml: str, texts: list[str]) -> None:
    try:
        assert _texts(xml) == texts
    except OtherwiseError:
        assert ":t>" in xml  # looks like a name with a prefix


@pytest.mark.parametrize(
    "xml",
    [
        "<x:sst><x:si><x:t>a</x:t></x:si></x:sst>",
        "<sst><si><!-- a --><t>a</t></si></sst>",
        "<sst><si><t>a</t>",
        "<sst><si><t><b>a</b></t></si></sst>",
    ],
)
def test_odd_ones_are_left_to_the_general_reader(xml: str) -> None:
    with pytest.raises(OtherwiseError):
        _texts(xml)


@pytest.mark.parametrize("index", [-1, 1, 99])
def test_a_text_that_is_not_there(index: int) -> None:
    strings = Strings.read(io.BytesIO(b"<sst><si><t>a</t></si></sst>"))
    with pytest.raises(IndexError):
        strings.text(index)


def test_entities() -> None:
    assert plain_text("&lt;b&gt; &quot;x&quot; _x4E2D_ _x12_") == '<b> "x" 中 _x12_'


def _book(folder: Path) -> Path:
    book = openpyxl.Workbook()
    book.create_sheet("hidden").sheet_state = "hidden"
    book.create_sheet("very").sheet_state = "veryHidden"
    book.create_chartsheet("chart")
    book.save(folder / "a.xlsx")
    return folder / "a.xlsx"


def test_sheets_in_order(tmp_path: Path) -> None:
    with zipfile.ZipFile(_book(tmp_path)) as archive:
        book = open_book(archive)
    assert [(sheet.name, sheet.hidden) for sheet in book.sheets] == [
        ("Sheet", False), ("hidden", True), ("very", True),
    ]  # fmt: skip
    assert not book.since_1904


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("xl/workbook.xml", lambda data: data.replace(b'"rId2"', b'"rId1"')),
        ("xl/workbook.xml", lambda data: data.replace(b'"rId2"', b'"rId99"')),
        ("xl/workbook.xml", lambda data: data[:100]),
        ("xl/styles.xml", lambda data: data[:100]),
        ("_rels/.rels", lambda _data: b"<a/>"),
    ],
)
def test_a_workbook_that_cannot_be_followed(
    tmp_path: Path, part: str, change: Callable[[bytes], bytes]
) -> None:
    with zipfile.ZipFile(_book(tmp_path)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        for name, data in parts.items():
            target.writestr(name, change(data) if name == part else data)
    with zipfile.ZipFile(made) as archive, pytest.raises(OtherwiseError):
        open_book(archive)


def test_half_a_character_is_no_text() -> None:
    assert plain_text("a_xD83D_b_x000D_") == "a\ufffdb\r"


def test_hints_of_pronunciation_are_left_out_in_one_go() -> None:
    assert without_phonetic("a<rPh x>b</rPh>c<rPh y/></rPh>d") == "acd"
    began = time.process_time()
    with pytest.raises(OtherwiseError):
        without_phonetic("</rPh>" * 50_000 + "<rPh " * 50_000)
    assert time.process_time() - began < 1
