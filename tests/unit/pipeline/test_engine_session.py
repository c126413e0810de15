"""A sitting keeps the pace, comes back after failures, and ends when it is asked to."""

from __future__ import annotations

import threading

import pytest

from localizer.catalog import engine_runs
from localizer.catalog.engine_runs import RunState
from localizer.jobs import Progress
from localizer.model.launch import Target
from localizer.model.product import Product
from localizer.pipeline import engine_queue, engine_run, engine_session
from localizer.pipeline.engine_run import RunReport
from localizer.pipeline.engine_session import ATTEMPTS, Control, Ways
from localizer.pipeline.tools import Tools
from localizer.store.database import Store
from localizer.translate.engines.base import Cause, EngineError, Limits, Reply
from tests.support.fake_engine import FakeClock, FakeEngine, fill, shown

THAI = Target("TH", "shopee", "th-TH")


class Desk:
    """A workspace with texts that wait, an engine, and a clock that tells when requests started."""

    def __init__(self, store: Store, tools: Tools) -> None:
        self.store = store
        self.tools = tools
        self.clock = FakeClock()
        self.engine = FakeEngine(limits=Limits(texts=1), before=self._note)
        self.control = Control()
        self.progress = Progress()
        self.starts: list[float] = []

    def _note(self) -> None:
        self.starts.append(self.clock.time - 1000.0)

    def fill(self, count: int) -> None:
        bullets = tuple(f"说明文字第{number}条" for number in range(count - 1))
        fill(self.store, [Product(key="A", title="连衣裙", variants=(), bullets=bullets)])

    def limits(self, limits: Limits) -> None:
        self.engine.limits = limits

    def fail(self, *causes: Cause, retry_after: float | None = None) -> None:
        self.engine.faults += [EngineError(cause, retry_after=retry_after) for cause in causes]

    def run(self) -> RunReport:
        plan = engine_queue.plan(self.store, self.tools, [THAI], self.engine.info)
        return engine_run.start(
            *(self.store, self.tools, self.engine, plan),
            progress=self.progress,
            control=self.control,
            ways=Ways(self.clock.now, self.clock.sleep, lambda: 1.0),
        )


@pytest.fixture
def desk(store: Store, tools: Tools) -> Desk:
    return Desk(store, tools)


def near(*seconds: float) -> object:
    """Return moments as the sitting sees them, which looks up ten times a second."""
    return pytest.approx(seconds, abs=0.11)


def test_requests_start_a_pause_apart(desk: Desk) -> None:
    desk.fill(4)
    desk.limits(Limits(texts=1, pause=2.0))
    assert desk.run().answered == 4
    assert desk.starts == near(0, 2, 4, 6)


def test_a_passing_failure_is_tried_again_after_longer_and_longer(desk: Desk) -> None:
    desk.fill(1)
    desk.fail(Cause.TIMEOUT, Cause.NETWORK, Cause.SERVER)
    report = desk.run()
    assert (report.answered, report.failed) == (1, {})
    assert desk.starts == near(0, 1, 3, 7)
    attempts = desk.store.read().value("SELECT attempts FROM engine_job")
    assert attempts == 4


def test_nothing_is_tried_more_than_so_often(desk: Desk) -> None:
    desk.fill(1)
    desk.fail(*[Cause.SERVER] * 20)
    report = desk.run()
    assert (report.state, report.failed) == (RunState.DONE, {Cause.SERVER: 1})
    assert len(desk.engine.requests) == ATTEMPTS
    assert shown(desk.store)["连衣裙"] == ("", "untranslated", "engine:server")


def test_other_texts_go_on_while_one_waits(desk: Desk) -> None:
    desk.fill(3)
    desk.fail(Cause.TIMEOUT)
    desk.run()
    sent = [request[0].text for request in desk.engine.requests]
    assert sent == ["连衣裙", "说明文字第0条", "说明文字第1条", "连衣裙"]


def test_a_service_that_asks_to_wait_is_left_alone_so_long(desk: Desk) -> None:
    desk.fill(3)
    desk.fail(Cause.RATE, retry_after=45)
    assert desk.run().answered == 3
    assert desk.starts == near(0, 45, 45, 45)


def test_too_many_requests_hold_all_of_them(desk: Desk) -> None:
    desk.fill(2)
    desk.fail(Cause.RATE)
    desk.run()
    assert desk.starts == near(0, 1, 1)


def test_a_service_that_asks_for_too_long_is_asked_another_day(desk: Desk) -> None:
    desk.fill(3)
    desk.fail(Cause.RATE, retry_after=3600)
    report = desk.run()
    assert (report.state, report.cause) == (RunState.STOPPED, Cause.RATE)
    assert (report.waiting, report.failed, report.requests) == (3, {}, 1)
    assert desk.clock.slept < 1


def test_after_failures_in_a_row_the_engine_rests(desk: Desk) -> None:
    desk.fill(9)
    desk.fail(*[Cause.SERVER] * 5)
    report = desk.run()
    assert (report.answered, report.failed) == (9, {})
    assert desk.starts[:5] == near(0, 0, 0, 0, 0)
    assert desk.starts[5] == pytest.approx(30, abs=0.2)


def test_an_engine_that_stays_away_stops_the_run_and_loses_nothing(desk: Desk) -> None:
    desk.fill(40)
    desk.fail(*[Cause.NETWORK] * 99)
    report = desk.run()
    assert (report.state, report.cause) == (RunState.STOPPED, Cause.NETWORK)
    assert report.requests == 8  # five, and one after each of three rests
    assert report.waiting == 40
    assert desk.clock.slept == pytest.approx(90, abs=1)


def test_only_one_request_tries_whether_a_resting_engine_is_back(desk: Desk) -> None:
    desk.fill(30)
    desk.limits(Limits(texts=1, parallel=4))
    beside_the_first: list[int] = []
    flying = [0]
    lock = threading.Lock()
    pause = threading.Event()

    def down_for_a_while() -> None:
        if desk.clock.time < 1020.0:
            raise EngineError(Cause.SERVER)
        with lock:
            flying[0] += 1
        if not beside_the_first:
            pause.wait(0.3)  # longer than the sitting takes to look up
            beside_the_first.append(flying[0] - 1)

    desk.engine.before = down_for_a_while
    report = desk.run()
    assert (report.state, report.answered, report.failed) == (RunState.DONE, 30, {})
    assert beside_the_first[0] == 0


def test_requests_fly_side_by_side_up_to_the_limit(desk: Desk) -> None:
    desk.fill(6)
    desk.limits(Limits(texts=1, parallel=3))
    together = threading.Barrier(3, timeout=20)

    def meet() -> None:
        together.wait()  # none returns before three are there

    desk.engine.before = meet
    assert desk.run().answered == 6


def test_requests_are_never_more_than_the_limit(desk: Desk) -> None:
    desk.fill(12)
    desk.limits(Limits(texts=1, parallel=2))
    flying, most = [0], [0]
    lock = threading.Lock()
    gate = threading.Event()

    def note() -> None:
        with lock:
            flying[0] += 1
            most[0] = max(most[0], flying[0])
        gate.wait(0.01)
        with lock:
            flying[0] -= 1

    desk.engine.before = note
    assert desk.run().answered == 12
    assert most[0] == 2


def test_a_paused_run_waits_for_what_is_under_way(desk: Desk) -> None:
    desk.fill(5)
    desk.engine.before = desk.control.pause
    report = desk.run()
    assert (report.state, report.answered, report.waiting) == (RunState.PAUSED, 1, 4)
    assert engine_runs.unfinished(desk.store.read())[0].state is RunState.PAUSED


@pytest.mark.parametrize("wish", [RunState.PAUSED, RunState.CANCELLED])
def test_an_answer_under_way_is_not_lost(desk: Desk, wish: RunState) -> None:
    desk.fill(5)
    late = threading.Event()

    def slow() -> None:
        (desk.control.pause if wish is RunState.PAUSED else desk.control.cancel)()
        late.wait(0.3)  # the sitting has seen the wish long before

    desk.engine.before = slow
    report = desk.run()
    assert (report.state, report.answered, report.waiting) == (wish, 1, 4)
    assert len(desk.engine.requests) == 1


@pytest.mark.parametrize("how", ["control", "progress"])
def test_a_cancelled_run_asks_nothing_more(desk: Desk, how: str) -> None:
    desk.fill(5)
    desk.engine.before = desk.control.cancel if how == "control" else desk.progress.cancel
    report = desk.run()
    assert (report.state, report.answered, report.waiting) == (RunState.CANCELLED, 1, 4)
    assert len(desk.engine.requests) == 1


def test_cancelled_before_it_began(desk: Desk) -> None:
    desk.fill(2)
    desk.progress.cancel()
    report = desk.run()
    assert (report.state, report.waiting) == (RunState.CANCELLED, 2)
    assert desk.engine.requests == []


def test_who_cancels_does_not_wait_for_a_hanging_request(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_session, "CANCEL_S", 0.2)
    desk.fill(2)
    released = threading.Event()

    def hang() -> None:
        desk.control.cancel()
        released.wait(30)

    desk.engine.before = hang
    try:
        report = desk.run()
    finally:
        released.set()
    assert (report.state, report.answered, report.waiting) == (RunState.CANCELLED, 0, 2)
    cause, answered = desk.store.read().tuples("SELECT cause, answered FROM engine_log")[0]
    assert (cause, answered) == ("stopped", 0)  # what went out is in the log all the same


def test_progress_counts_texts(store: Store, tools: Tools) -> None:
    desk = Desk(store, tools)
    told: list[tuple[int, int]] = []
    desk.progress = Progress(lambda done, total: told.append((done, total)))
    desk.fill(5)
    desk.run()
    assert told[-1] == (5, 5)


def test_a_bug_of_an_engine_comes_out_and_the_run_can_go_on(desk: Desk) -> None:
    desk.fill(2)

    def broken(_asks: object) -> list[Reply]:
        raise ZeroDivisionError

    desk.engine.faults.append(broken)
    with pytest.raises(ZeroDivisionError):
        desk.run()
    (run,) = engine_runs.unfinished(desk.store.read())
    report = engine_run.resume(desk.store, desk.tools, desk.engine, run.id)
    assert (report.state, report.answered) == (RunState.DONE, 2)


def test_languages_nobody_can_are_failures_without_requests(desk: Desk) -> None:
    desk.fill(3)
    desk.engine.knows = lambda _locale: False
    report = desk.run()
    assert (report.state, report.failed) == (RunState.DONE, {Cause.LANGUAGES: 3})
    assert report.requests == 0
    assert shown(desk.store)["连衣裙"][2] == "engine:languages"


def test_a_cancel_overrules_a_pause() -> None:
    control = Control()
    wishes = [control.wish]
    for say in (control.pause, control.cancel, control.pause):
        say()
        wishes.append(control.wish)
    assert wishes == [None, RunState.PAUSED, RunState.CANCELLED, RunState.CANCELLED]
