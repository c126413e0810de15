"""Events are written in their order behind the back of whoever notes them, and not lost to a failure."""

from __future__ import annotations

import datetime as dt
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing

import pytest

from localizer.catalog import show_log, shows
from localizer.errors import WorkspaceError
from localizer.model.launch import Target
from localizer.model.show import EventKind, RunKind, ShowEvent
from localizer.pipeline.show_recorder import Recorder, record
from localizer.store.database import Store

STARTS = dt.datetime(2026, 11, 26, 13, tzinfo=dt.UTC)


@pytest.fixture
def show(store: Store) -> int:
    with store.step("Show") as step:
        return shows.create(step, "Show", Target("TH", "shopee", "th-TH"), STARTS, 60)


def mark(number: int) -> ShowEvent:
    return ShowEvent(float(number), EventKind.MARK, note=str(number))


def soon(holds: Callable[[], bool]) -> bool:
    """Wait until something holds, ten seconds at most."""
    until = time.monotonic() + 10
    while not holds() and time.monotonic() < until:
        time.sleep(0.005)
    return holds()


class Failing(show_log.Log):
    """A log whose disk is full for a number of writes."""

    def __init__(self, log: show_log.Log, times: int) -> None:
        super().__init__(log._lane, log.run_id)
        self.times = times

    def append(self, event: ShowEvent) -> None:
        """Fail, or write."""
        self.times -= 1
        if self.times >= 0:
            raise WorkspaceError("The disk is full.")
        super().append(event)


def test_all_notes_are_written_in_their_order(store: Store, show: int) -> None:
    with record(store, show, RunKind.LIVE, STARTS) as recorder:
        for number in range(50):
            recorder.note(mark(number))
        recorder.end(50.5)
    run = show_log.load(store.read(), recorder.run_id)
    assert run.events == tuple(mark(number) for number in range(50))
    assert run.ended_after == 50.5


def test_what_does_not_wait_is_on_the_disk(store: Store, show: int) -> None:
    with record(store, show, RunKind.LIVE, STARTS) as recorder:
        recorder.note(mark(1))
        assert soon(lambda: recorder.waiting == 0)
        assert show_log.load(store.read(), recorder.run_id).events == (mark(1),)


def test_nobody_waits_while_other_work_writes(store: Store, show: int) -> None:
    with (
        record(store, show, RunKind.LIVE, STARTS) as recorder,
        closing(sqlite3.connect(store.path, isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        begun = time.monotonic()
        recorder.note(mark(1))
        assert time.monotonic() - begun < 0.5
        assert recorder.waiting == 1
        other.execute("ROLLBACK")
        assert soon(lambda: recorder.waiting == 0)


def test_a_write_that_fails_is_tried_again_and_told_meanwhile(store: Store, show: int) -> None:
    log = show_log.begin(store, shows.load(store.read(), show), RunKind.LIVE, STARTS)
    failing = Failing(log, 10**9)
    with Recorder(failing, retry=0.01) as recorder:
        recorder.note(mark(1))
        recorder.note(mark(2))
        assert soon(lambda: recorder.problem == "The disk is full.")
        assert recorder.waiting == 2
        failing.times = 0
        assert soon(lambda: recorder.waiting == 0)
        assert recorder.problem == ""
    assert show_log.load(store.read(), recorder.run_id).events == (mark(1), mark(2))


def test_closing_tells_what_could_not_be_written(store: Store, show: int) -> None:
    log = show_log.begin(store, shows.load(store.read(), show), RunKind.LIVE, STARTS)
    recorder = Recorder(Failing(log, 10**9), retry=60)
    recorder.note(mark(1))
    recorder.note(mark(2))
    assert soon(lambda: bool(recorder.problem))
    assert recorder.close() == 2
