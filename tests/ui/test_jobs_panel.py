"""The one place of long work: pause, resume, stop, what ended, the log, and calls without taking focus."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from localizer.errors import InputError
from localizer.jobs import Outcome, Progress
from localizer.model.changes import Changes
from localizer.ui.actions.session import Session
from localizer.ui.jobs import Job
from localizer.ui.main_window import MainWindow
from localizer.ui.widgets import notices
from localizer.ui.widgets.job_row import JobRow
from localizer.ui.widgets.jobs_panel import JobsPanel

Rest = Callable[[], None]


class Count:
    """Work of a hundred steps that goes on until it may end."""

    def __init__(self) -> None:
        self.may_end = threading.Event()

    def __call__(self, progress: Progress) -> None:
        while not self.may_end.is_set():
            progress.step(40, 100)
            time.sleep(0.001)


@pytest.fixture
def count(session: Session) -> Iterator[Count]:
    made = Count()
    yield made
    made.may_end.set()
    for job in session.jobs.live:
        job.cancel()


@pytest.fixture
def panel(window: MainWindow, rest: Rest) -> JobsPanel:
    """Return the panel, closed."""
    rest()
    return window.work


def row_of(panel: JobsPanel, job: Job) -> JobRow:
    (found,) = [one for one in panel.findChildren(JobRow) if one.job is job]
    return found


def ended_texts(panel: JobsPanel) -> list[str]:
    model = panel.ended.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def is_over(session: Session, job: Job) -> Callable[[], bool]:
    return lambda: job not in session.jobs.live


def test_without_work_the_panel_says_so(panel: JobsPanel) -> None:
    panel.toggle()
    assert panel.isVisible()
    assert panel.idle.isVisible()
    assert panel.none_ended.isVisible()
    assert not panel.ended.isVisible()
    panel.toggle()
    assert not panel.isVisible()


def test_it_opens_by_key_button_and_a_click_on_the_bar(
    window: MainWindow, panel: JobsPanel, session: Session, count: Count
) -> None:
    QTest.keyClick(
        window,
        Qt.Key.Key_J,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    assert panel.isVisible()
    window.navigation.work.click()
    assert not panel.isVisible()
    session.work("Counting", count)
    bar = window.navigation.jobs
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(4, 8))
    assert panel.isVisible()


def test_escape_closes_it_and_gives_the_keys_back(window: MainWindow, panel: JobsPanel) -> None:
    window.show_pane("review")
    before = window.navigation.buttons["board"]
    before.setFocus()
    panel.toggle()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert panel.isAncestorOf(focus)
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert before.hasFocus()


def test_tab_reaches_everything_in_it_and_everything_has_a_name(
    panel: JobsPanel, session: Session, count: Count, qtbot: QtBot
) -> None:
    job = session.work("Counting", count)
    panel.toggle()
    qtbot.waitUntil(row_of(panel, job).hold.isEnabled)
    reached = set()
    panel.shut.setFocus()
    for _ in range(20):
        focus = QApplication.focusWidget()
        assert focus is not None
        reached.add(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    buttons = [one for one in panel.findChildren(QPushButton) if one.isVisible()]
    assert {row_of(panel, job).hold, row_of(panel, job).stop, panel.save, panel.copy} <= reached
    assert all(one.accessibleName() for one in buttons)
    assert row_of(panel, job).hold.accessibleName() == "Pause: Counting"


def test_work_is_paused_resumed_and_done(
    panel: JobsPanel, session: Session, count: Count, qtbot: QtBot
) -> None:
    job = session.work("Counting", count, lambda _none: session.say("Counted to 40.", "ok"))
    panel.toggle()
    row = row_of(panel, job)
    qtbot.waitUntil(lambda: row.hold.isEnabled() and job.done == 40)
    row.hold.click()
    qtbot.waitUntil(lambda: row.state.text().startswith("Paused after"))
    assert row.hold.text() == "Resume"
    assert panel.window().navigation.jobs._name.accessibleName() == "Paused: Counting"  # type: ignore[attr-defined]
    row.hold.click()
    assert row.hold.text() == "Pause"
    qtbot.waitUntil(lambda: not job.control.is_waiting)
    count.may_end.set()
    qtbot.waitUntil(is_over(session, job))
    (text,) = ended_texts(panel)
    assert text.startswith("Counting · done · ")
    assert text.endswith(" · Counted to 40.")
    assert panel.idle.isVisible()


def test_the_time_left_is_told_once_it_is_known(
    panel: JobsPanel, session: Session, count: Count, qtbot: QtBot
) -> None:
    job = session.work("Counting", count)
    panel.toggle()
    row = row_of(panel, job)
    qtbot.waitUntil(lambda: job.done == 40)
    assert "left" not in row.state.text()
    assert job._begun is not None
    job._begun -= 60  # as if it had begun a minute ago
    row.follow()
    assert row.state.text() == "1:00 · about 1:30 left"


def test_paused_work_is_stopped_at_once(
    panel: JobsPanel, session: Session, count: Count, qtbot: QtBot
) -> None:
    job = session.work("Counting", count)
    panel.toggle()
    row = row_of(panel, job)
    qtbot.waitUntil(row.hold.isEnabled)
    row.hold.click()
    qtbot.waitUntil(lambda: job.control.is_waiting)
    row.stop.click()
    qtbot.waitUntil(is_over(session, job))
    assert session.news.ended[0].outcome is Outcome.STOPPED
    assert "Stopped. What was finished before is kept." in ended_texts(panel)[0]
    assert panel.shut.hasFocus()  # the row that had the keys is gone


def test_work_that_waits_for_its_turn_says_so_and_can_only_be_stopped(
    panel: JobsPanel, session: Session, count: Count, qtbot: QtBot
) -> None:
    first = session.work("Counting", count)
    second = session.work("Counting more", count)
    panel.toggle()
    row = row_of(panel, second)
    qtbot.waitUntil(lambda: first.is_begun)
    assert row.state.text() == "Waits for its turn"
    assert not row.hold.isEnabled()
    assert row.hold.toolTip()
    first_row = row_of(panel, first)
    first_row.follow()
    assert not first_row.hold.isEnabled()  # the other one waits to write
    assert "saved" in first_row.hold.toolTip()
    row.stop.click()
    count.may_end.set()
    qtbot.waitUntil(lambda: not session.jobs.live)
    assert [one.outcome for one in session.news.ended] == [Outcome.STOPPED, Outcome.DONE]


def test_an_edit_wakes_paused_work_and_it_is_told(
    window: MainWindow, session: Session, count: Count, rest: Rest, qtbot: QtBot
) -> None:
    job = session.work("Counting", count)
    qtbot.waitUntil(lambda: session.jobs.pause(job))
    qtbot.waitUntil(lambda: job.control.is_waiting)
    saved: list[Changes] = []
    session.edit(Changes, saved.append)
    assert window.messages.sentence.text().startswith("“Counting” goes on:")
    qtbot.waitUntil(lambda: not job.control.is_waiting)
    count.may_end.set()
    rest()
    assert len(saved) == 1


def test_the_panel_shows_work_that_began_before_it_was_opened(
    window: MainWindow, session: Session, count: Count, rest: Rest
) -> None:
    rest()
    names = [f"Counting {number}" for number in range(5)]
    asked = [session.work(name, count) for name in names]
    window.toggle_work()
    rows = [row_of(window.work, job) for job in asked]
    assert all(one.isVisible() for one in rows)
    assert [one.job.label for one in sorted(rows, key=lambda one: one.y())] == names


def test_closing_ends_paused_work_and_saves_what_comes_after_it(
    window: MainWindow, session: Session, count: Count, qtbot: QtBot
) -> None:
    job = session.work("Counting", count)
    qtbot.waitUntil(lambda: session.jobs.pause(job))
    qtbot.waitUntil(lambda: job.control.is_waiting)
    saved = threading.Event()

    def edit() -> Changes:
        saved.set()
        return Changes()

    session.edit(edit)
    began = time.monotonic()
    window.close()
    session.close()
    assert time.monotonic() - began < 2
    assert saved.is_set()
    assert not count.may_end.is_set()  # it was ended, not waited for


def test_what_failed_says_why(panel: JobsPanel, session: Session, rest: Rest) -> None:
    def fail(_progress: Progress) -> None:
        raise InputError("The file is empty.")

    session.work("Reading a.xlsx", fail)
    session.jobs.run(fail, label="Reading b.xlsx", failed=lambda _error: None)
    rest()
    panel.toggle()
    assert [one.outcome for one in session.news.ended] == [Outcome.FAILED] * 2
    assert all(text.endswith("The file is empty.") for text in ended_texts(panel))


def test_the_newest_end_is_first_and_edits_are_not_listed(
    panel: JobsPanel, session: Session, rest: Rest
) -> None:
    for name in ("One", "Two"):
        session.work(name, lambda _progress: None)
        rest()
    session.edit(Changes)
    rest()
    panel.toggle()
    assert [text.split(" · ")[0] for text in ended_texts(panel)] == ["Two", "One"]


def test_the_panel_stays_on_the_screen_when_the_window_shrinks(
    window: MainWindow, panel: JobsPanel, session: Session, qtbot: QtBot
) -> None:
    panel.toggle()
    ground = window.centralWidget()
    assert ground is not None

    def fits() -> bool:
        corner = window.split.mapTo(ground, QPoint())
        return panel.geometry().bottom() == corner.y() + window.split.height() - 1

    qtbot.waitUntil(fits)
    window.resize(window.minimumSize())
    qtbot.waitUntil(fits)
    session.say("A problem.", "block")
    qtbot.waitUntil(lambda: window.messages.isVisible() and fits())
    assert panel.geometry().bottom() < window.messages.geometry().top()


def test_the_log_is_saved_where_the_person_says(
    window: MainWindow, panel: JobsPanel, session: Session, rest: Rest, tmp_path: Path
) -> None:
    session.work("Counting 数", lambda _progress: None)
    rest()
    session.say("Old rates.", "warn")
    panel.toggle()
    dialog = panel.choose_file()
    file = tmp_path / "log.txt"
    dialog.fileSelected.emit(str(file))
    dialog.reject()
    rest()
    lines = [line.split("  ") for line in file.read_text(encoding="utf-8").splitlines()[2:]]
    assert [line[1:] for line in lines] == [
        ["begun", "Counting 数"],
        ["done", "Counting 数 · 0:00"],
        ["warning", "Old rates."],
    ]
    assert f"The log was written to {file}." in window.messages.waiting
    panel.save_log(tmp_path / "missing" / "log.txt")
    rest()
    assert any("log.txt cannot be written" in told for told in window.messages.waiting)


def test_the_log_is_shown_and_copied(panel: JobsPanel, session: Session) -> None:
    panel.toggle()
    panel.tabs.setCurrentIndex(1)
    session.say("Old rates.", "warn")
    assert panel.log.toPlainText().endswith("warning  Old rates.\n")
    told = session.news.text()
    panel.copy.click()
    assert QGuiApplication.clipboard().text() == told


@pytest.fixture
def alerts(monkeypatch: pytest.MonkeyPatch) -> list[tuple[QWidget, int]]:
    """Return the calls for the person's eye."""
    made: list[tuple[QWidget, int]] = []
    monkeypatch.setattr(QApplication, "alert", lambda window, ms: made.append((window, ms)))
    return made


@pytest.fixture
def elsewhere(window: MainWindow, qtbot: QtBot) -> Iterator[QLineEdit]:
    """Return the field of another window the person types into."""
    assert window.isVisible()
    other = QWidget()
    field = QLineEdit()
    QVBoxLayout(other).addWidget(field)
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    yield field
    other.close()


def finish(session: Session, *, after: float) -> None:
    """Let labelled work end that took ``after`` seconds."""

    def work(_progress: Progress) -> None:
        (job,) = [one for one in session.jobs.live if one.label]
        assert job._begun is not None
        job._begun -= after

    session.work("Counting", work, lambda _none: session.say("Counted.", "ok"))


def test_long_work_that_ends_calls_without_taking_the_keys(
    window: MainWindow,
    session: Session,
    rest: Rest,
    alerts: list[tuple[QWidget, int]],
    elsewhere: QLineEdit,
) -> None:
    rest()
    finish(session, after=notices.LONG_S)
    rest()
    assert alerts == [(window, 0)]
    assert elsewhere.hasFocus()
    assert not window.isActiveWindow()
    assert window.messages.sentence.text() == "Counted."


def test_short_work_does_not_call(
    session: Session, rest: Rest, alerts: list[tuple[QWidget, int]], elsewhere: QLineEdit
) -> None:
    rest()
    finish(session, after=notices.LONG_S - 2)
    rest()
    assert elsewhere.isVisible()
    assert alerts == []


def test_nobody_is_called_who_is_here(
    window: MainWindow,
    session: Session,
    panel: JobsPanel,
    rest: Rest,
    alerts: list[tuple[QWidget, int]],
    qtbot: QtBot,
) -> None:
    finish(session, after=notices.LONG_S)
    rest()
    dialog = panel.choose_file()  # a dialog of the window
    qtbot.waitUntil(lambda: not window.isActiveWindow())
    finish(session, after=notices.LONG_S)
    rest()
    dialog.reject()
    assert alerts == []
