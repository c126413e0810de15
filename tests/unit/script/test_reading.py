"""Where a reader is: a function of time."""

from __future__ import annotations

from localizer.script.reading import Motion, Spot, Timeline
from localizer.script.thai import breakable


def test_lines_without_time_are_passed_with_the_one_before() -> None:
    line = Timeline([0, 2, 0, 0, 4, 0])
    assert line.total == 6
    assert line.at(0) == Spot(1, 0)
    assert line.at(1) == Spot(1, 0.5)
    assert line.at(2) == Spot(4, 0)
    assert line.at(5) == Spot(4, 0.75)
    assert line.at(99) == Spot(4, 1)
    assert line.at(-1) == Spot(1, 0)


def test_nothing_to_read_is_the_beginning() -> None:
    assert Timeline([]).at(3) == Spot(0)
    assert Timeline([0, 0]).at(3) == Spot(0)


def test_a_motion_goes_on_from_where_it_is() -> None:
    going = Motion().going(10, 1.5)
    assert going.at(14) == 6
    assert going.when(6) == 14
    slower = going.going(14, 0.5)
    assert slower.at(16) == 7
    assert slower.put(16, 2).at(18) == 3
    assert slower.going(16, 0).at(99) == 7
    assert going.at(9) == 0, "a clock that stands still moves nothing back"


def test_thai_may_be_broken_between_words_and_nothing_else_changes() -> None:
    text = "สวัสดีครับ ราคา ฿409 OK"
    made = breakable(text)
    assert made.replace("\u200b", "") == text
    assert "\u200b" in made.split(" ")[0]
    assert made.split(" ")[2:] == ["฿409", "OK"]
