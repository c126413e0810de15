"""Items lie on the clock one after the other, hard starts where they are."""

from __future__ import annotations

import pytest

from localizer.model.show import ItemKind, ShowItem
from localizer.script.rundown import rundown


def item(number: int, **given: object) -> ShowItem:
    return ShowItem(id=number, kind=ItemKind.BREAK, **given)  # type: ignore[arg-type]


def test_items_follow_one_another_by_their_spoken_seconds() -> None:
    found = rundown([item(1), item(2), item(3)], {1: 60.5, 2: 30}, 100)
    assert [(line.start, line.end) for line in found.lines] == [
        (0, 60.5),
        (60.5, 90.5),
        (90.5, 90.5),
    ]
    assert found.over == pytest.approx(-9.5)
    assert dict(found.durations) == {1: 60.5, 2: 30}


def test_a_time_set_by_a_person_goes_before_the_spoken_one() -> None:
    found = rundown([item(1, seconds=0.0), item(2, seconds=90.0)], {1: 60, 2: 60}, 60)
    assert [line.seconds for line in found.lines] == [0, 90]
    assert found.over == 30
    assert found.durations[1] == 60


def test_a_hard_start_waits_or_cuts_the_one_before_short() -> None:
    items = [
        item(1, seconds=50.0),
        item(2, seconds=50.0, hard_start=80),
        item(3, seconds=10.0, hard_start=100),
        item(4, seconds=5.0),
    ]
    _first, waits, cuts, soft = rundown(items, {}, 115).lines
    assert (waits.start, waits.gap, waits.overlap) == (80, 30, 0)
    assert (cuts.start, cuts.gap, cuts.overlap, cuts.late) == (100, 0, 30, 0)
    assert (soft.start, soft.end) == (110, 115)
    assert rundown(items, {}, 115).over == 0


def test_a_hard_start_that_is_past_is_missed_and_told() -> None:
    items = [item(1, seconds=60.0), item(2, seconds=60.0), item(3, seconds=10.0, hard_start=20)]
    line = rundown(items, {}, 600).lines[-1]
    assert (line.start, line.overlap, line.late) == (60, 60, 40)


def test_a_hard_start_of_the_first_item_leaves_a_gap() -> None:
    line = rundown([item(1, seconds=5.0, hard_start=30)], {}, 60).lines[0]
    assert (line.start, line.gap) == (30, 30)


def test_an_empty_show_has_all_its_time_left() -> None:
    assert rundown([], {}, 600).over == -600
