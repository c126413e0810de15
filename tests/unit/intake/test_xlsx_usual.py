"""Rows that are like most are read as they would be cell by cell."""

from __future__ import annotations

import io
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localizer.intake import xlsx_usual
from localizer.intake.xlsx_book import OtherwiseError, Strings, XlsxBook
from localizer.intake.xlsx_formats import Shown
from localizer.intake.xlsx_rows import XlsxRows

STRINGS = b"<sst><si><t>red</t></si><si><t>a &amp; b</t></si><si><r><t>gre</t></r><r><t>en</t></r></si></sst>"
BOOK = XlsxBook(
    (), since_1904=False,
    formats=((Shown.NUMBER, 0), (Shown.PERCENT, 0), (Shown.DATE, 0), (Shown.NUMBER, 6)), strings=None,
    currencies=("", "", "", "", "CNY"),
)  # fmt: skip
NEVER = 1_000_000

INSIDES = st.sampled_from(
    [
        *(f'{{}} t="inlineStr"><is><t>{text}</t></is></c>' for text in ("", "x", "&amp;", "_x0041_", "2")),
        '{} t="inlineStr"><is><t xml:space="preserve"> y </t></is></c>',
        '{} t="inlineStr"><is><r><t>r</t></r><r><t>uns</t></r></is></c>',
        *(f"{{}}><v>{number}</v></c>" for number in ("7", "0.5", "12.50", "1E3", "123456789012345678")),
        *(f'{{}} s="{style}"><v>{n}</v></c>' for style in (1, 2, 3, 4) for n in ("0.15", "45000")),
        *(f'{{}} t="s"><v>{index}</v></c>' for index in (0, 1, 2)),
        '{} t="str"><f>A1&amp;"b"</f><v>made &lt;b&gt;</v></c>',
        "{}><f>1+1</f><v>2</v></c>",
        '{} t="b"><v>1</v></c>', '{} t="e"><v>#N/A</v></c>', '{} s="3"/>', "{}><v/></c>", "",
    ]
)  # fmt: skip
ROWS = st.lists(st.lists(INSIDES, min_size=1, max_size=4), min_size=1, max_size=12)


def _sheet(rows: list[list[str]]) -> bytes:
    def row(number: int, insides: list[str]) -> str:
        cells = "".join(
            inside.replace("{}", f'<c r="{letter}{number}"', 1)
            for letter, inside in zip("ACDF", insides, strict=False)
        )
        return f'<row r="{number}" spans="1:6">{cells}</row>'

    body = "".join(row(number, insides) for number, insides in enumerate(rows, start=1))
    return f"<worksheet><sheetData>{body}</sheetData></worksheet>".encode()


def _read(sheet: bytes, seen: int) -> list[tuple[int, list[str]]]:
    with patch.object(xlsx_usual, "_SEEN", seen):
        reader = XlsxRows(BOOK, Strings.read(io.BytesIO(STRINGS)), frozenset({2}))
        rows = [(number, list(cells)) for number, cells in reader.rows(io.BytesIO(sheet))]
    for _number, cells in rows:  # blank cells at the end of a row are not told apart
        while cells and not cells[-1]:
            cells.pop()
    return rows


@given(ROWS)
def test_rows_say_the_same_however_they_are_read(rows: list[list[str]]) -> None:
    assert _read(_sheet(rows * 2), 1) == _read(_sheet(rows * 2), NEVER)


def test_rows_like_most_are_read_by_one_match() -> None:
    row = ['{} t="s"><v>0</v></c>', "{}><v>2</v></c>", '{} t="inlineStr"><is><t>z</t></is></c>']
    usual = xlsx_usual.UsualRows()
    kinds = [(0, xlsx_usual.CellKind("s")), (2, xlsx_usual.CellKind("n"))]
    for _ in range(xlsx_usual._SEEN):
        assert usual.match('<row r="9"><c r="A9" t="s"><v>4</v></c>') is None
        usual.note(("A", "C"), (' t="s"', ""), kinds)
    layout, found = usual.match('<row r="9"><c r="A9" t="s"><v>4</v></c>') or pytest.fail("unknown")
    assert layout.placed(list(found.groups("")[1:])) == ["4", "", ""]
    assert usual.match('<row r="9"><c r="A8" t="s"><v>4</v></c>') is None, "a cell of another row"
    assert usual.match('<row r="9"/><row r="10"><c r="A10" t="s"><v>4</v></c>') is None
    assert _read(_sheet([row] * 60), 50)[-1] == (60, ["red", "", "2", "z"])


def test_only_some_kinds_of_rows_are_kept() -> None:
    usual = xlsx_usual.UsualRows()
    for width in range(1, 100):
        letters = tuple(f"A{chr(65 + place % 26)}" for place in range(width))
        for _ in range(60):
            usual.note(
                letters,
                ("",) * width,
                [(place, xlsx_usual.CellKind("n")) for place in range(width)],
            )
    assert len(usual._layouts) == xlsx_usual._MAX_LAYOUTS
    assert len(usual._noted) == xlsx_usual._MAX_NOTED


def test_rows_with_cells_far_apart_are_read_cell_by_cell() -> None:
    usual = xlsx_usual.UsualRows()
    for _ in range(60):
        usual.note(
            ("A", "XFD"),
            ("", ""),
            [(0, xlsx_usual.CellKind("n")), (16383, xlsx_usual.CellKind("n"))],
        )
    assert not usual._layouts


def test_rows_that_go_backwards_are_left_to_the_general_reader() -> None:
    sheet = (
        _sheet([["{}><v>2</v></c>"]] * 5)
        .replace(b'"A4"', b'"A2"')
        .replace(b'<row r="4"', b'<row r="2"')
    )
    with pytest.raises(OtherwiseError):
        _read(sheet, 1)
