"""When each line is said: by the plan, and as it was logged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest

from localizer.catalog.scripts import StoredScript
from localizer.model.launch import Target
from localizer.model.script import Beat, BeatPlan, Lane, Script, ScriptLine
from localizer.model.segment import State
from localizer.model.show import (
    EventKind,
    ItemKind,
    RundownLine,
    RunKind,
    ShowEvent,
    ShowItem,
    ShowRun,
)
from localizer.pipeline.show_times import (
    NO_PLACE,
    Span,
    line_seconds,
    lines_in,
    logged_times,
    planned_times,
)
from localizer.pipeline.shows import ItemView

THAI = Target("TH", "shopee", "th-TH")
ITEM = ShowItem(7, ItemKind.SCRIPT, 1)
HOOK = ScriptLine(Beat.HOOK, Lane.HOST, "a", units=10, seconds=4.0)
CUE = ScriptLine(Beat.HOOK, Lane.CONTROL, "b")
HANDS = ScriptLine(Beat.REVEAL, Lane.ACTION, "c", seconds=1.0)
REVEAL = ScriptLine(Beat.REVEAL, Lane.HOST, "d", units=10, seconds=5.0)


def view() -> ItemView:
    plan = (BeatPlan(Beat.HOOK, 4.0), BeatPlan(Beat.REVEAL, 6.0))
    script = Script("th-TH", "warm", 10, "syllable", 150, plan, (HOOK, CUE, HANDS, REVEAL))
    stored = StoredScript(1, 1, THAI, "A", State.DRAFT, False, "", script)  # noqa: FBT003 - a value
    return ItemView(ITEM, "x", script=stored)


def run(*events: tuple[float, EventKind, int | None], ended: float | None = None) -> ShowRun:
    noted = tuple(ShowEvent(after, kind, 7, 1, place) for after, kind, place in events)
    starts = dt.datetime(2026, 11, 2, tzinfo=dt.UTC)
    return ShowRun(1, 1, RunKind.LIVE, starts, "x", THAI, ended_after=ended, events=noted)


@pytest.mark.parametrize(
    ("seconds", "until", "spans"),
    [
        (10.0, float("inf"), [(20, 24), (24, 30)]),
        (30.0, float("inf"), [(20, 24), (24, 30)]),  # what is left is silence
        (5.0, float("inf"), [(20, 22), (22, 25)]),  # said twice as fast
        (10.0, 25.0, [(20, 22), (22, 25)]),  # the next one cuts it short
        (10.0, 20.0, [(20, 20), (20, 20)]),
    ],
)
def test_no_line_runs_past_its_item(
    seconds: float, until: float, spans: Sequence[tuple[float, float]]
) -> None:
    times = planned_times(view(), RundownLine(ITEM, 20.0, seconds), until, None)
    assert [(one.start, one.end) for (one,) in times.values()] == spans


def test_a_hosts_pace_counts_for_what_is_said() -> None:
    assert line_seconds(HOOK, 300) == 2.0
    assert line_seconds(HANDS, 300) == 1.0
    assert line_seconds(CUE, 300) == 0.0
    times = planned_times(view(), RundownLine(ITEM, 0.0, 60.0), float("inf"), 300)
    assert times == {0: (Span(0.0, 2.0),), 1: (Span(2.0, 5.0),)}


def test_a_break_has_no_times() -> None:
    pause = ItemView(ShowItem(8, ItemKind.BREAK, title="x"), "x")
    assert planned_times(pause, RundownLine(pause.item, 0.0, 30.0), 30.0, None) == {}


BEGIN, END, PAUSE, MARK = EventKind.BEGIN, EventKind.END, EventKind.PAUSE, EventKind.MARK


@pytest.mark.parametrize(
    ("logged", "found"),
    [
        (run((1, BEGIN, 0), (3, PAUSE, None), (9, END, 0)), {7: {0: [Span(1, 9)]}}),
        (
            run((1, BEGIN, 0), (4, BEGIN, 1), (9, END, 1), (10, BEGIN, 0), (11, END, 0)),
            {7: {0: [Span(1, 4), Span(10, 11)], 1: [Span(4, 9)]}},
        ),
        (run((1, BEGIN, 1), ended=8.0), {7: {1: [Span(1, 8)]}}),
        (run((1, BEGIN, 1), (6, MARK, None)), {7: {1: [Span(1, 6)]}}),  # broke off
        (run((1, BEGIN, None), (6, END, None)), {7: {NO_PLACE: [Span(1, 6)]}}),
        (run((1, END, 0)), {}),
        (run(), {}),
    ],
)
def test_beats_last_from_begin_to_end(logged: ShowRun, found: dict[int, Any]) -> None:
    assert logged_times(logged) == found


def test_lines_share_the_time_of_their_beat() -> None:
    parts = dict(lines_in(Span(10.0, 22.0), (HANDS, REVEAL, CUE), None))
    assert parts == {HANDS: Span(10.0, 12.0), REVEAL: Span(12.0, 22.0), CUE: Span(22.0, 22.0)}
    assert list(lines_in(Span(0.0, 1.0), (CUE,), None)) == []
