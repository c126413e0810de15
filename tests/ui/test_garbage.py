"""What Python collects while the window is there is collected in the window's thread."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from localizer.jobs import Progress
from localizer.ui.garbage import Collector
from localizer.ui.jobs import Jobs


@pytest.fixture
def collector(qapp: QApplication) -> Iterator[Collector]:
    gc.enable()  # as the program finds it; the tests have it off
    made = Collector(qapp)
    yield made
    made.stop()
    assert gc.isenabled()
    gc.disable()
    made.deleteLater()


class Ring:
    """Hangs in a ring with a timer, as a dialog that was closed does, and notes who let go of it."""

    def __init__(self, threads: list[threading.Thread]) -> None:
        self.ring = self
        self.timer = QTimer()
        self.timer.start(60_000)
        self.threads = threads

    def __del__(self) -> None:
        self.threads.append(threading.current_thread())


def busy(_progress: Progress) -> None:
    kept = [[number] for number in range(200_000)]
    assert len(kept) == 200_000


def test_a_thread_of_work_collects_no_window(
    qapp: QApplication, qtbot: QtBot, collector: Collector
) -> None:
    assert not gc.isenabled()
    threads: list[threading.Thread] = []
    jobs = Jobs(qapp)
    for _number in range(20):
        Ring(threads)
    for _number in range(8):
        jobs.run(busy)
    qtbot.waitUntil(lambda: not jobs.live)
    for _number in range(30):
        collector.look()
        [[number] for number in range(2_000)]
        gc.collect(0)
    gc.collect()
    assert len(threads) == 20
    assert set(threads) == {threading.main_thread()}
    assert jobs.shutdown()


def test_everything_is_looked_through_now_and_then_only(
    collector: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    counts = (1_000_000, 1_000_000, 1_000_000)
    monkeypatch.setattr(gc, "get_count", lambda: counts)
    monkeypatch.setattr(gc, "collect", asked.append)
    moment = 100.0
    monkeypatch.setattr("time.monotonic", lambda: moment)
    collector._whole_at = 0.0
    collector.look()
    assert asked == [2]
    collector._whole_at = moment + 1
    collector.look()
    assert asked == [2, 1]
    moment += 2
    collector.look()
    assert asked == [2, 1, 2]
    counts = (0, 1_000_000, 1_000_000)
    collector.look()
    assert asked == [2, 1, 2]


def test_work_is_let_go_of_in_the_windows_thread(qapp: QApplication, qtbot: QtBot) -> None:
    jobs = Jobs(qapp)
    threads: list[threading.Thread] = []

    class Held(QObject):
        def __del__(self) -> None:
            threads.append(threading.current_thread())

    def start() -> None:
        held = Held()
        jobs.run(lambda _progress: held.objectName())

    for _number in range(50):
        start()
    qtbot.waitUntil(lambda: not jobs.live)
    gc.collect()
    assert threads == [threading.main_thread()] * 50
    assert jobs.shutdown()
