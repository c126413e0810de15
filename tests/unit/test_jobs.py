"""Progress reports, pauses, cancels and shares itself out."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localizer.jobs import (
    LEAST_S,
    SILENT,
    Cancelled,
    Outcome,
    Part,
    Progress,
    chunked,
    seconds_left,
    unbroken,
)

PATIENCE_S = 10


class Worker:
    """A thread that takes one step whenever it is told to, and tells how it ended."""

    def __init__(self, progress: Progress, step: Callable[[int, int], None] | None = None) -> None:
        self.progress = progress
        self.taken = 0
        self.outcome: Outcome | None = None
        self._step = step or progress.step
        self._orders = threading.Semaphore(0)
        self._answers = threading.Semaphore(0)
        self._thread = threading.Thread(target=self._work)
        self._thread.start()

    def _work(self) -> None:
        try:
            for number in range(1, 4):
                self._orders.acquire(timeout=PATIENCE_S)
                self._step(number, 3)
                self.taken = number
                self._answers.release()
            self.outcome = Outcome.DONE
        except Cancelled:
            self.outcome = Outcome.STOPPED

    def order(self) -> None:
        self._orders.release()

    def take_one(self) -> None:
        self.order()
        assert self._answers.acquire(timeout=PATIENCE_S)

    def stands(self) -> None:
        """Order a step and see it wait."""
        self.order()
        end = time.monotonic() + PATIENCE_S
        while not self.progress.is_waiting:
            assert time.monotonic() < end
            time.sleep(0.001)

    def answered(self) -> None:
        assert self._answers.acquire(timeout=PATIENCE_S)

    def join(self) -> None:
        self._thread.join(PATIENCE_S)
        assert not self._thread.is_alive()


def test_the_last_step_is_always_reported() -> None:
    seen: list[tuple[int, int]] = []
    progress = Progress(lambda done, total: seen.append((done, total)))
    for done in range(1, 1001):
        progress.step(done, 1000)
    assert seen[-1] == (1000, 1000)
    assert len(seen) < 100


def test_a_cancelled_work_stops_at_its_next_step() -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        progress.step(0, 1)


def test_a_part_reports_its_share_and_hears_the_whole() -> None:
    seen: list[tuple[int, int]] = []
    whole = Progress(lambda done, total: seen.append((done, total)))
    Part(whole, 0.5, 1).step(1, 1)
    assert seen == [(1000, 1000)]
    whole.cancel()
    with pytest.raises(Cancelled):
        Part(whole, 0, 0.5).step(0, 0)


def test_the_silent_one_cannot_be_cancelled_for_all() -> None:
    SILENT.cancel()
    SILENT.step(1, 1)


def test_paused_work_waits_at_its_next_step_and_goes_on() -> None:
    worker = Worker(Progress())
    worker.take_one()
    worker.progress.pause()
    assert worker.progress.is_paused
    assert not worker.progress.is_waiting  # it has not come to a step yet
    worker.stands()
    assert worker.taken == 1
    worker.progress.resume()
    worker.answered()
    worker.take_one()
    worker.join()
    assert (worker.taken, worker.outcome) == (3, Outcome.DONE)
    assert not worker.progress.is_waiting
    assert worker.progress.stood > 0


def test_a_cancel_ends_paused_work_at_once() -> None:
    worker = Worker(Progress())
    worker.progress.pause()
    worker.stands()
    worker.progress.cancel()
    worker.join()
    assert (worker.taken, worker.outcome) == (0, Outcome.STOPPED)


def test_work_that_was_asked_to_stop_cannot_be_paused() -> None:
    progress = Progress()
    progress.cancel()
    progress.pause()
    assert not progress.is_paused
    with pytest.raises(Cancelled):
        progress.step(0, 1)


def test_a_pause_of_the_whole_holds_its_parts() -> None:
    whole = Progress()
    worker = Worker(whole, Part(whole, 0, 0.5).step)
    whole.pause()
    worker.stands()
    whole.resume()
    worker.answered()
    worker.take_one()
    worker.take_one()
    worker.join()
    assert worker.outcome is Outcome.DONE


def test_no_pause_falls_into_a_block_that_must_not_break_but_a_stop_does() -> None:
    progress = Progress()
    progress.pause()
    with unbroken():
        with unbroken():
            progress.step(1, 3)
        progress.step(2, 3)
        progress.cancel()
        with pytest.raises(Cancelled):
            progress.step(3, 3)


def test_an_unbroken_block_counts_for_its_own_thread() -> None:
    with unbroken():
        worker = Worker(Progress())
        worker.progress.pause()
        worker.stands()
        worker.progress.cancel()
        worker.join()
    assert worker.outcome is Outcome.STOPPED


def test_the_silent_one_cannot_be_paused_for_all() -> None:
    SILENT.pause()
    SILENT.step(1, 1)


@pytest.mark.parametrize(
    ("done", "total", "seconds", "left"),
    [
        (50, 100, 10.0, 10.0),
        (100, 100, 10.0, 0.0),
        (120, 100, 10.0, 0.0),  # more was found than was counted
        (50, 100, LEAST_S - 0.1, None),
        (1, 100, 10.0, None),
        (0, 0, 10.0, None),
    ],
)
def test_the_time_left_is_told_when_enough_is_behind(
    done: int, total: int, seconds: float, left: float | None
) -> None:
    assert seconds_left(done, total, seconds) == left


@given(st.integers(0, 200), st.integers(1, 30), st.integers(1, 10))
def test_chunks_grow_up_to_the_most_and_hold_everything_once(
    number: int, most: int, first: int
) -> None:
    found = chunked(range(number), most, first)
    assert [one for chunk in found for one in chunk] == list(range(number))
    sizes = list(map(len, found))
    assert all(0 < size <= most for size in sizes)
    assert sizes[:1] == [min(first, most, number)][: len(sizes)]
    assert all(after <= 2 * before for before, after in pairwise(sizes))
