"""A rundown never goes back in time and loses no second, whatever is put into it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localizer.model.show import ItemKind, ShowItem
from localizer.script.rundown import rundown

SECONDS = st.floats(0, 7200, allow_nan=False)
ITEMS = st.lists(
    st.tuples(st.none() | SECONDS, st.none() | st.integers(0, 20_000), SECONDS), max_size=30
)
Raw = list[tuple[float | None, int | None, float]]


def made(raw: Raw) -> tuple[list[ShowItem], dict[int, float]]:
    items = [
        ShowItem(number, ItemKind.BREAK, seconds=seconds, hard_start=hard)
        for number, (seconds, hard, _spoken) in enumerate(raw)
    ]
    return items, {number: spoken for number, (_s, _h, spoken) in enumerate(raw)}


@given(ITEMS, st.integers(1, 20_000))
def test_every_second_is_accounted_for_in_order(raw: Raw, length: int) -> None:
    items, durations = made(raw)
    found = rundown(items, durations, length)
    assert [line.item for line in found.lines] == items
    start = end = 0.0
    for line in found.lines:
        assert line.start >= start
        assert min(line.gap, line.overlap, line.late, line.seconds) >= 0
        assert line.gap == 0 or line.overlap == 0
        assert line.start == pytest.approx(end + line.gap - line.overlap)
        start, end = line.start, line.end
    total = sum(line.seconds + line.gap - line.overlap for line in found.lines)
    assert found.over == pytest.approx(total - length)


@given(ITEMS)
def test_hard_starts_are_kept_and_soft_items_follow(raw: Raw) -> None:
    items, durations = made(raw)
    begun = end = 0.0
    for line in rundown(items, durations, 60).lines:
        hard = line.item.hard_start
        if hard is None:
            assert (line.start, line.late) == (end, 0)
        elif hard >= begun:
            assert (line.start, line.late) == (hard, 0)
        else:
            assert (line.start, line.late) == (begun, begun - hard)
        begun, end = line.start, line.end


@given(st.lists(SECONDS, max_size=30))
def test_without_hard_starts_the_show_is_the_sum_of_its_items(lengths: list[float]) -> None:
    items, durations = made([(None, None, seconds) for seconds in lengths])
    assert rundown(items, durations, 100).over == pytest.approx(sum(lengths) - 100)
