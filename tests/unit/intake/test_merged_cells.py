"""What stands in a merged range stands in each of its rows, and a wide header in each of its columns."""

from __future__ import annotations

import pytest

from localizer.intake.merged_cells import Fill, Merge


def _filled(rows: list[list[str]], *merges: Merge) -> list[list[str]]:
    fill = Fill(merges)
    made = [list(row) for row in rows]
    for number, row in enumerate(made):
        fill.into(number, row)
    return made


@pytest.mark.parametrize(
    ("rows", "merges", "made"),
    [
        ([["t", "c"], ["a", "x"], ["", "y"]], [Merge(1, 2, 0, 0)], [["t", "c"], ["a", "x"], ["a", "y"]]),
        ([["t", "c"], ["x", "a"], ["y"]], [Merge(1, 2, 1, 1)], [["t", "c"], ["x", "a"], ["y", "a"]]),
        ([["t", "c"], ["a", "x"], ["", ""]], [Merge(1, 2, 0, 0)], [["t", "c"], ["a", "x"], ["", ""]]),
        ([["t", "c"], ["a", "x"], ["b", "y"]], [Merge(1, 2, 0, 0)], [["t", "c"], ["a", "x"], ["b", "y"]]),
        ([["t", "p", "", ""]], [Merge(0, 0, 1, 3)], [["t", "p", "p", "p"]]),
        ([["t", "p"]], [Merge(0, 0, 1, 2)], [["t", "p", "p"]]),
        ([["Goods"], ["t", "p", ""]], [Merge(0, 0, 0, 9), Merge(1, 1, 1, 2)], [["Goods"], ["t", "p", "p"]]),
        ([["t", "u"], ["a", "x", ""]], [Merge(1, 1, 1, 2)], [["t", "u"], ["a", "x", ""]]),
        ([["a", "5", ""]], [Merge(0, 0, 0, 2)], [["a", "5", ""]]),
        ([["t", "u"]], [Merge(0, 0, 9, 12)], [["t", "u"]]),
    ],
)  # fmt: skip
def test_ranges(rows: list[list[str]], merges: list[Merge], made: list[list[str]]) -> None:
    assert _filled(rows, *merges) == made


def test_blank_rows_may_be_left_out() -> None:
    fill = Fill([Merge(1, 5, 0, 0)])
    first, later = ["Shirt", "red"], ["", "blue"]
    fill.into(1, first)
    fill.into(4, later)
    assert later == ["Shirt", "blue"]
