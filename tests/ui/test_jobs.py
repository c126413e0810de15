"""Background jobs: lanes, outcomes, cancel, a receiver that is gone, and closing under load."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from localizer.errors import InputError
from localizer.jobs import Outcome, Progress
from localizer.ui.jobs import READERS, Job, Jobs


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    runner = Jobs(qapp)
    yield runner
    assert runner.shutdown()


def in_main_thread() -> bool:
    return threading.current_thread() is threading.main_thread()


def slow(progress: Progress) -> None:
    for i in range(10**6):
        progress.step(i, 10**6)
        time.sleep(0.001)


def test_no_result_is_lost(jobs: Jobs, qtbot: QtBot) -> None:
    got: list[int] = []
    for i in range(1000):
        jobs.run(lambda _p, i=i: i, done=got.append)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(got) == 1000, timeout=20_000)
    gc.collect()
    assert sorted(got) == list(range(1000))
    qtbot.waitUntil(lambda: not jobs.live)


def test_writers_take_turns_in_order(jobs: Jobs, qtbot: QtBot) -> None:
    got: list[int] = []
    for i in range(300):
        jobs.run(lambda _p, i=i: i, done=got.append, writes=True)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(got) == 300, timeout=20_000)
    assert got == list(range(300))


def test_a_bug_is_reported_in_the_window_thread(jobs: Jobs, qtbot: QtBot) -> None:
    got: list[tuple[object, bool]] = []
    jobs.crashed.connect(lambda error: got.append((error, in_main_thread())))
    jobs.run(lambda _p: 1 / 0, failed=lambda _e: pytest.fail("not the person's failure"))
    qtbot.waitUntil(lambda: bool(got))
    assert isinstance(got[0][0], ZeroDivisionError)
    assert got[0][1]


def test_a_problem_of_the_world_goes_to_the_caller_or_to_the_banner(
    jobs: Jobs, qtbot: QtBot
) -> None:
    def work(_progress: Progress) -> None:
        raise InputError("The file is empty.")

    caller: list[str] = []
    banner: list[str] = []
    jobs.problem.connect(lambda error: banner.append(str(error)))
    jobs.run(work, failed=lambda error: caller.append(str(error)))
    qtbot.waitUntil(lambda: bool(caller))
    jobs.run(work)
    qtbot.waitUntil(lambda: bool(banner))
    assert caller == banner == ["The file is empty."]


def test_cancel(jobs: Jobs, qtbot: QtBot) -> None:
    got: list[str] = []
    job = jobs.run(
        slow,
        writes=True,
        cancelled=lambda: got.append("cancelled"),
        ended=lambda: got.append("end"),
    )
    jobs.run(lambda _p: got.append("next"), writes=True)
    job.cancel()
    qtbot.waitUntil(lambda: len(got) == 3)
    assert sorted(got) == ["cancelled", "end", "next"]


def test_a_job_cancelled_while_it_waits_never_begins(jobs: Jobs, qtbot: QtBot) -> None:
    began: list[int] = []
    gate = threading.Event()
    jobs.run(lambda _p: gate.wait(5), writes=True)
    waiting = jobs.run(lambda _p: began.append(1), writes=True)
    waiting.cancel()
    gate.set()
    qtbot.waitUntil(lambda: not jobs.live)
    assert not began


def test_callbacks_run_in_the_window_thread(jobs: Jobs, qtbot: QtBot) -> None:
    where: list[bool] = []

    class Receiver(QObject):
        @Slot(object)
        def got(self, _result: object) -> None:
            where.append(in_main_thread())

    receiver = Receiver()
    jobs.run(lambda _p: 1, done=receiver.got)
    jobs.run(lambda _p: 1, done=lambda _r: where.append(in_main_thread()))
    qtbot.waitUntil(lambda: len(where) == 2)
    assert where == [True, True]


def test_a_receiver_that_is_gone_is_not_called(jobs: Jobs, qtbot: QtBot) -> None:
    called: list[int] = []

    class Receiver(QObject):
        @Slot(object)
        def got(self, _result: object) -> None:
            called.append(1)

    receiver = Receiver()
    jobs.run(lambda _p: time.sleep(0.05), done=receiver.got)
    receiver.deleteLater()
    del receiver
    gc.collect()
    qtbot.waitUntil(lambda: not jobs.live)
    assert not called


def test_closing_stops_readers_and_finishes_edits(qapp: QApplication) -> None:
    runner = Jobs(qapp)
    written: list[int] = []
    for _ in range(8):
        runner.run(slow)
    runner.run(slow, writes=True)
    for i in range(5):
        runner.run(lambda _p, i=i: written.append(i), writes=True, must_finish=True)  # type: ignore[misc]
    assert runner.shutdown()
    assert written == [0, 1, 2, 3, 4]
    runner.deleteLater()


def stand(jobs: Jobs, job: Job, qtbot: QtBot) -> None:
    """Pause ``job`` and wait until it stands still."""
    qtbot.waitUntil(lambda: job.is_begun)
    assert jobs.pause(job)
    qtbot.waitUntil(lambda: job.control.is_waiting)


def test_a_paused_job_stands_still_until_it_may_go_on(jobs: Jobs, qtbot: QtBot) -> None:
    held: list[bool] = []
    jobs.held.connect(lambda job: held.append(job.control.is_paused))
    job = jobs.run(slow, writes=True, label="Counting")
    stand(jobs, job, qtbot)
    standing, seconds = job.done, job.seconds
    qtbot.wait(50)
    assert job.done == standing
    assert job.seconds == pytest.approx(seconds, abs=0.02)
    jobs.resume(job)
    qtbot.waitUntil(lambda: job.done > standing)
    assert held == [True, False]
    job.cancel()
    qtbot.waitUntil(lambda: not jobs.live)


def test_work_that_waits_for_its_turn_cannot_be_paused(jobs: Jobs, qtbot: QtBot) -> None:
    first = jobs.run(slow, writes=True, label="Counting")
    waiting = jobs.run(slow, writes=True, label="Counting more")
    assert not jobs.pause(waiting)
    for job in (waiting, first):
        job.cancel()
    qtbot.waitUntil(lambda: not jobs.live)
    assert not waiting.is_begun


def test_stop_ends_a_paused_job_at_once(jobs: Jobs, qtbot: QtBot) -> None:
    ends: list[Outcome | None] = []
    jobs.ended.connect(lambda job: ends.append(job.outcome))
    job = jobs.run(slow, label="Counting")
    stand(jobs, job, qtbot)
    job.cancel()
    qtbot.waitUntil(lambda: ends == [Outcome.STOPPED])


def test_a_paused_write_makes_way_for_an_edit(jobs: Jobs, qtbot: QtBot) -> None:
    gave_way: list[Job] = []
    saved: list[object] = []
    gate = threading.Event()
    jobs.gave_way.connect(gave_way.append)

    def count(progress: Progress) -> None:
        while not gate.is_set():
            progress.step(1, 2)
            time.sleep(0.001)

    job = jobs.run(count, writes=True, label="Counting")
    stand(jobs, job, qtbot)
    jobs.run(lambda _p: "kept", done=saved.append, writes=True, must_finish=True)
    assert gave_way == [job]
    assert not job.control.is_paused
    assert not jobs.pause(job)  # the edit waits behind it
    gate.set()
    qtbot.waitUntil(lambda: saved == ["kept"])


def test_reading_does_not_wake_a_paused_write(jobs: Jobs, qtbot: QtBot) -> None:
    got: list[int] = []
    job = jobs.run(slow, writes=True, label="Counting")
    stand(jobs, job, qtbot)
    jobs.run(lambda _p: 1, done=got.append)
    qtbot.waitUntil(lambda: got == [1])
    assert job.control.is_waiting
    job.cancel()
    qtbot.waitUntil(lambda: not jobs.live)


def test_paused_readers_leave_their_threads_to_others(jobs: Jobs, qtbot: QtBot) -> None:
    got: list[int] = []
    paused = [jobs.run(slow, label="Counting") for _ in range(READERS)]
    for job in paused:
        stand(jobs, job, qtbot)
    jobs.run(lambda _p: 1, done=got.append)
    qtbot.waitUntil(lambda: got == [1])
    for job in paused:
        job.cancel()
    qtbot.waitUntil(lambda: not jobs.live)


@pytest.mark.parametrize("writes", [True, False])
def test_closing_does_not_wait_for_what_is_paused(
    qapp: QApplication, qtbot: QtBot, *, writes: bool
) -> None:
    runner = Jobs(qapp)
    job = runner.run(slow, writes=writes, label="Counting")
    stand(runner, job, qtbot)
    began = time.monotonic()
    runner.settle()
    assert time.monotonic() - began < 1
    qtbot.waitUntil(lambda: not runner.live)
    job = runner.run(slow, writes=writes, label="Counting")
    stand(runner, job, qtbot)
    assert runner.shutdown()
    runner.deleteLater()


def test_what_is_said_while_a_job_ends_is_said_of_it(jobs: Jobs, qtbot: QtBot) -> None:
    said: list[tuple[str, Job | None]] = []
    one = jobs.run(lambda _p: "one", done=lambda text: said.append((text, jobs.telling)))
    other = jobs.run(slow, cancelled=lambda: said.append(("other", jobs.telling)))
    other.cancel()
    qtbot.waitUntil(lambda: not jobs.live)
    assert sorted(said, key=lambda pair: pair[0]) == [("one", one), ("other", other)]
    assert jobs.telling is None
