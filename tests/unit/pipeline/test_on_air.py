"""What the log says of a show: beats as they are read, pauses, cards, lines put in."""

from __future__ import annotations

import datetime as dt
import threading
from dataclasses import replace

import pytest

from localizer.errors import WorkspaceError
from localizer.model.launch import Target
from localizer.model.phrase import Question
from localizer.model.script import Lane
from localizer.model.show import EventKind, ShowEvent
from localizer.pipeline.on_air import FASTEST, PRICE_CARD, OnAir
from localizer.pipeline.prompt import Prompt, PromptBeat, PromptItem, PromptLine
from localizer.pipeline.run_log import RunLog
from localizer.pipeline.show_pace import measured
from localizer.pipeline.show_recorder import Recorder
from localizer.script.pace import Measured

BEGIN, END, PAUSE, RESUME = EventKind.BEGIN, EventKind.END, EventKind.PAUSE, EventKind.RESUME


class Stage:
    """A show of two items: beats of 4 and 6 seconds (8 and 12 units), then one of 10 (20)."""

    def __init__(self, *, by_hand: bool = False) -> None:
        self.now = 0.0
        self.events: list[ShowEvent] = []
        self.air = OnAir(prompt(), lambda: self.now, self.events.append, by_hand=by_hand)

    def at(self, second: float) -> None:
        """Let the clock stand at ``second``, by ticks as a screen makes them."""
        while self.now < second:
            self.now = min(self.now + 0.25, second)
            self.air.tick()

    def told(self) -> list[tuple[str, float, int | None, int | None, int]]:
        """Return kind, moment, item, place and units of the events."""
        return [(one.kind, one.after, one.item_id, one.place, one.units) for one in self.events]


def said(text: str, seconds: float, index: int) -> PromptLine:
    return PromptLine(Lane.HOST, text, text, seconds, round(seconds * 2), text, 1, index)


def prompt(*, first: str = "one") -> Prompt:
    cue = PromptLine(Lane.CONTROL, "pin", "pin", 0.0, 0, "pin", 1, 1)
    beats = (
        PromptBeat(0, "hook", 4, (said(first, 4, 0), cue)),
        PromptBeat(1, "demo", 6, (said("two", 2, 2), said("three", 4, 3))),
    )
    items = (
        PromptItem(7, "dress", 0, 10, 70, beats=beats),
        PromptItem(
            8, "bottle", 10, 10, 80, beats=(PromptBeat(0, "hook", 10, (said("x", 10, 0),)),)
        ),
    )
    return Prompt(1, "show", Target("TH", "shopee", "th-TH"), 20, items)


def test_beats_are_logged_when_the_read_line_crosses_them_and_not_at_the_frame_after() -> None:
    stage = Stage()
    stage.now = 3.0
    stage.air.start()
    stage.now = 14.9
    stage.air.tick()
    stage.now = 40
    stage.air.tick()
    assert stage.air.end() == 40
    assert stage.told() == [
        (BEGIN, 3.0, 7, 0, 0),
        (END, 7.0, 7, 0, 8),
        (BEGIN, 7.0, 7, 1, 0),
        (END, 13.0, 7, 1, 12),
        (BEGIN, 13.0, 8, 0, 0),
        (END, 23.0, 8, 0, 20),
    ]


def test_nothing_is_logged_before_the_start_or_after_the_end() -> None:
    stage = Stage()
    stage.air.jump(3)
    stage.air.mark("early")
    stage.air.set_speed(2)
    assert stage.events == []
    stage.air.start()
    stage.air.end()
    count = len(stage.events)
    stage.air.mark("late")
    stage.air.jump(0)
    stage.air.start()
    assert len(stage.events) == count


def test_a_pause_stands_still_and_speed_counts_from_where_the_text_is() -> None:
    stage = Stage()
    stage.air.start()
    stage.at(2)
    stage.air.pause()
    stage.at(10)
    assert stage.air.spot.share == 0.5
    stage.air.start()
    stage.air.set_speed(2)
    stage.at(11)
    assert stage.told() == [
        (BEGIN, 0, 7, 0, 0), (PAUSE, 2, 7, 0, 0), (RESUME, 10, 7, 0, 0),
        (END, 11, 7, 0, 8), (BEGIN, 11, 7, 1, 0),
    ]  # fmt: skip
    assert stage.air.left() == 8
    assert dict(stage.air.spent) == {7: 3}
    stage.air.set_speed(99)
    assert stage.air.speed == FASTEST


def test_units_of_a_beat_that_is_left_are_those_that_were_read() -> None:
    stage = Stage()
    stage.air.start()
    stage.at(1)
    stage.air.next_beat()
    stage.at(3)
    stage.air.back_beat()
    stage.air.jump(3)
    ends = [one for one in stage.told() if one[0] is END]
    assert ends == [(END, 1, 7, 0, 2), (END, 3, 7, 1, 4)], (
        "of the beat left at once nothing was said"
    )
    stage.at(5)
    stage.air.end()
    assert stage.told()[-1] == (END, 5, 7, 1, 4), "entered in its middle"


def test_a_beat_that_is_gone_to_in_a_pause_is_measured_from_when_the_text_goes_on() -> None:
    stage = Stage()
    stage.air.start()
    stage.at(1)
    stage.air.pause()
    stage.at(2)
    stage.air.next_beat()
    stage.at(9)
    stage.air.start()
    stage.at(16)
    assert list(measured(stage.events))[1:] == [Measured(12, 6.0)]


def test_a_text_moved_by_hand_was_read_to_the_end_of_its_beat() -> None:
    stage = Stage(by_hand=True)
    stage.air.start()
    stage.at(5)
    assert stage.air.spot.line == 0
    stage.air.next_beat()
    stage.at(8)
    stage.air.next_line(1)
    stage.air.next_line(1)
    assert stage.told() == [
        (BEGIN, 0, 7, 0, 0), (END, 5, 7, 0, 8), (BEGIN, 5, 7, 1, 0),
        (END, 8, 7, 1, 12), (BEGIN, 8, 8, 0, 0),
    ]  # fmt: skip
    assert list(measured(stage.events)) == [Measured(8, 5.0), Measured(12, 3.0)]


def test_cards_marks_and_lines_put_in_are_logged_where_they_happen() -> None:
    stage = Stage()
    stage.air.start()
    stage.at(5)
    stage.air.mark("laugh")
    stage.air.show_card(Question.RETURNS)
    stage.air.show_card(None)
    spot = stage.air.spot
    stage.air.insert(PromptLine(Lane.HOST, "hi Anna", "hi Anna", 2, 4, inserted=True))
    assert stage.air.spot == spot
    assert stage.air.lines[spot.line + 1].line.text == "hi Anna"
    noted = [
        (one.kind, one.note, one.item_id, one.place, one.product_id) for one in stage.events[3:]
    ]
    assert noted == [
        (EventKind.MARK, "laugh", 7, 1, 70),
        (EventKind.CARD, "returns", 7, 1, 70),
        (EventKind.CARD, PRICE_CARD, 7, 1, 70),
        (EventKind.INSERT, "hi Anna", 7, 1, 70),
    ]
    stage.at(11.75)
    assert stage.told()[-1] == (EventKind.INSERT, 5, 7, 1, 0), "the beat is two seconds longer"
    stage.at(12.25)
    assert stage.told()[-2:] == [(END, 12, 7, 1, 16), (BEGIN, 12, 8, 0, 0)]


def test_another_wording_elsewhere_changes_neither_place_nor_log() -> None:
    stage = Stage()
    stage.air.start()
    stage.at(5)
    count, spot = len(stage.events), stage.air.spot
    stage.air.take(prompt(first="quite another"))
    assert (len(stage.events), stage.air.spot) == (count, spot)
    assert stage.air.lines[0].line.text == "quite another"


def test_an_item_that_is_taken_out_while_it_runs_ends_there() -> None:
    stage = Stage()
    stage.air.start()
    stage.at(2)
    whole = prompt()
    stage.air.take(Prompt(1, "show", whole.target, 20, whole.items[1:]))
    assert stage.told()[-2:] == [(END, 2, 7, 0, 4), (BEGIN, 2, 8, 0, 0)]
    stage.air.take(Prompt(1, "show", whole.target, 20, ()))
    stage.air.tick()
    assert stage.air.line is None
    stage.air.next_beat()
    stage.air.end()


def test_a_beat_only_the_control_room_has_is_passed_on_and_back() -> None:
    whole = prompt()
    cue = PromptLine(Lane.CONTROL, "pin", "pin", 0.0, 0, "pin", 1, 9)
    first, last = whole.items[0].beats
    item = replace(whole.items[0], beats=(first, PromptBeat(5, "cta", 2, (cue,)), last))
    stage = Stage()
    stage.air.take(replace(whole, items=(item, whole.items[1])))
    stage.air.start()
    assert stage.air.next_beat_at() == (0, 2)
    stage.air.next_beat()
    assert stage.air.here == (0, 2)
    stage.air.back_beat()
    assert stage.air.here == (0, 0)
    stage.at(5)
    assert [one[3] for one in stage.told() if one[0] is BEGIN] == [0, 1, 0, 5, 1]


class Disk:
    """Stands for a recorder, and for what begins it: the first times it fails."""

    run_id = 5

    def __init__(self, failures: int = 0) -> None:
        self.failures = failures
        self.let_begin = threading.Event()
        self.notes: list[object] = []
        self.waiting, self.problem = 0, ""

    def begin(self) -> Recorder:
        self.let_begin.wait(5)
        if self.failures:
            self.failures -= 1
            raise WorkspaceError("the disk is full")
        return self  # type: ignore[return-value] # stands for one

    def note(self, event: ShowEvent) -> None:
        self.notes.append(event)

    end = note

    def close(self) -> int:
        return 0


def test_events_wait_until_the_log_is_begun() -> None:
    disk = Disk(failures=1)
    log = RunLog(disk.begin, retry=0.01)
    one, two = (ShowEvent(after, EventKind.MARK) for after in (1, 2))
    log.note(one)
    assert (log.waiting, log.run_id) == (1, None)
    disk.let_begin.set()
    assert log.close(3.5) == 0
    assert disk.notes == [one, 3.5]
    assert log.run_id == 5
    log.note(two)
    assert disk.notes[-1] == two


def test_a_log_that_can_not_be_begun_is_told_and_counted() -> None:
    disk = Disk(failures=99)
    disk.let_begin.set()
    log = RunLog(disk.begin, retry=5)
    log.note(ShowEvent(1, EventKind.MARK))
    assert log.close(2) == 1
    assert log.problem == "the disk is full"


def test_the_moment_of_an_event_is_written_in_thousandths() -> None:
    stage = Stage()
    stage.air.start()
    stage.now = 1 / 3
    stage.air.mark()
    assert stage.events[-1].after == pytest.approx(0.333, abs=1e-9)
    assert dt.timedelta(seconds=stage.events[-1].after)
