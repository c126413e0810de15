"""Descriptions as rows of cells, marked up or plain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localizer.intake.description_rows import MAX_ROWS, Row, rows_of


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a\n\nb\n", [("a",), ("b",)]),
        ("<p>a</p><p>b</p>", [("a",), ("b",)]),
        ("<ul><li>a</li><li>b<b>c</b></li></ul>d", [("a",), ("bc",), ("d",)]),
        ("a<br>b<br/>c", [("a",), ("b",), ("c",)]),
        ("<p>a\nb</p>", [("a b",)]),
        ("<b>a</b>\nb", [("a",), ("b",)]),
        ("a &amp; b &lt;i&gt;", [("a & b <i>",)]),
        ("a|b\n|---|:--|\n| c | d |", [("a", "b"), ("c", "d")]),
        ("a\tb", [("a", "b")]),
        ("<dl><dt>a</dt><dd>b</dd><dt>c</dt><dd>d</dd></dl>", [("a", "b"), ("c", "d")]),
        ("<script>a: 1</script><style>b</style>c", [("c",)]),
        ("<table><tr><th>a<th>b<tr><td>c<td>d</table>", [("a", "b"), ("c", "d")]),
        ("<table><tr><td></td><td>9</td></tr></table>", [("", "9")]),
        ("<table><tr><td><p>a</p><p>b</p></td><td>c<br>d</td></tr></table>", [("a b", "c d")]),
        ("a<b>c", [("ac",)]),
        ("5 < 6 > 4", [("5 < 6 > 4",)]),
        ("</td></table></tr>", []),
        ("", []),
    ],
)
def test_rows(text: str, rows: list[tuple[str, ...]]) -> None:
    found = rows_of(text)
    assert [row.cells for row in found] == rows
    assert [row.item for row in found] == list(range(1, len(rows) + 1))


def test_tables_are_told_apart() -> None:
    one = "<table><tr><td>a</td><td>b</td></tr></table>"
    assert rows_of(f"{one}text{one}") == (
        Row(1, ("a", "b"), 1),
        Row(2, ("text",), 0),
        Row(3, ("a", "b"), 2),
    )


def test_there_is_an_end_to_it() -> None:
    assert len(rows_of("a\n" * 50_000)) == MAX_ROWS
    assert len(rows_of("<tr><td>a" * 10_000)) == MAX_ROWS


@given(st.lists(st.sampled_from(["a", "<p>", "</p>", "<br>", "<li>", "\n", "&amp;", "<b>", "|"])))
def test_the_quick_way_gives_the_same_as_the_tables_way(pieces: list[str]) -> None:
    text = "".join(pieces)
    slow = rows_of(f"{text}<table></table>")
    assert [row.cells for row in rows_of(text)] == [row.cells for row in slow]


@given(st.lists(st.sampled_from(["<table>", "</table>", "<tr>", "<td>", "</td>", "<dt>", "<dd>", "x",
                                 "</dd>", "<th>", "<script>", "</script>", "\n"])))  # fmt: skip
def test_broken_tables_give_rows(pieces: list[str]) -> None:
    rows = rows_of("".join(pieces))
    assert [row.item for row in rows] == list(range(1, len(rows) + 1))
    assert all(any(row.cells) for row in rows)
