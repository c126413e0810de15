"""Measuring sheets by patterns and exactly: both must see at least what the reader will."""

from __future__ import annotations

import io
from array import array

import pytest

from localizer.intake import xlsx_scan
from localizer.intake.xlsx_scan import column_number, measure, measure_exactly, string_sizes


def _sheet(inside: str) -> io.BytesIO:
    return io.BytesIO(f"<worksheet><sheetData>{inside}</sheetData></worksheet>".encode())


@pytest.mark.parametrize(
    ("inside", "plain", "exact"),
    [
        ('<row r="1"><c r="A1"><v>1</v></c><c r="C1" s="1" t="s"><v>0</v></c></row>', True, (1, 3, 2)),
        ('<row r="7"><c r="B7" s="2"/></row>', True, (0, 0, 1)),
        ('<row r="7"><c r="B7"/><c r="C7" s="2"><v>1</v></c></row><c r="Z9"/>', True, (7, 3, 3)),
        ('<row r="7"><c><v>1</v></c><c><v>1</v></c></row>', False, (7, 2, 2)),
        ("<row><c><v>1</v></c></row><row><c><v>1</v></c></row>", False, (2, 1, 2)),
        ("<row r='3'><c r='D3'><v>1</v></c></row>", False, (3, 4, 1)),
        ('<x:row r="3"><x:c r="D3"><x:v>1</x:v></x:c></x:row>', False, (3, 4, 1)),
        ('<row r="1"><c s="1" r = "XFD9"><is><t>x</t></is></c></row>', False, (9, 16384, 1)),
        ('<row r="1"><c r="A12345678"><v>1</v></c></row>', False, (12345678, 1, 1)),
    ],
)  # fmt: skip
def test_places(inside: str, plain: bool, exact: tuple[int, int, int]) -> None:  # noqa: FBT001 - a table
    part = measure(_sheet(inside))
    assert (part.is_sheet, part.plain) == (True, plain)
    load = measure_exactly(_sheet(inside), array("q"))
    assert (load.rows, load.columns, load.cells) == exact
    if plain:
        assert part.load.rows >= load.rows
        assert part.load.columns >= load.columns
        assert part.load.cells <= load.cells


@pytest.mark.parametrize("chunk", [7, 40, 1 << 20])
def test_pieces_may_be_cut_anywhere(monkeypatch: pytest.MonkeyPatch, chunk: int) -> None:
    monkeypatch.setattr(xlsx_scan, "_CHUNK", chunk)
    cells = "".join(f'<c r="{c}{r}" t="s"><v>0</v></c>' for r in range(1, 9) for c in "ABC")
    part = measure(_sheet(cells + '<mergeCell ref="A1:A2"/>'))
    assert (part.plain, part.load.rows, part.load.columns, part.load.cells) == (True, 8, 3, 24)
    assert (part.shared, part.merges) == (24, 1)
    strings = b"<sst><si><t>abc</t></si><si><t>" + b"x" * 90 + b"</t></si><x:si><t/></x:si></sst>"
    found = measure(io.BytesIO(strings))
    assert found.strings == 3
    assert 90 < found.longest < 120
    sizes = string_sizes(io.BytesIO(strings))
    assert [size > 90 for size in sizes] == [False, True, False]


def test_shared_texts_are_added_up() -> None:
    sheet = _sheet('<row><c t="s"><v>1</v></c><c t="s"><v>&#49;</v></c><c t="s"><v>7</v></c></row>')
    assert measure_exactly(sheet, array("q", [5, 100])).text == 200


def test_declarations_are_seen_across_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_scan, "_CHUNK", 5)
    assert measure(io.BytesIO(b"<?xml?><!doctype a><a/>")).declares


def test_a_tag_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_scan, "_MAX_TAG", 1000)
    monkeypatch.setattr(xlsx_scan, "_CHUNK", 100)
    with pytest.raises(ValueError, match=r"^$"):
        measure(io.BytesIO(b"<row " + b"a" * 5000))


@pytest.mark.parametrize(
    ("letters", "number"), [(b"A", 1), (b"Z", 26), (b"AA", 27), (b"xfd", 16384)]
)
def test_column_letters(letters: bytes, number: int) -> None:
    assert column_number(letters) == number
