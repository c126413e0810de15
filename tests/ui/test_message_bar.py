"""The line under the screen: news passes, problems wait until they are read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from localizer.ui.widgets import message_bar
from localizer.ui.widgets.message_bar import MessageBar


class Place(QWidget):
    """A window with the bar and a field that has the keys."""

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.bar = MessageBar()
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addWidget(self.bar)


@pytest.fixture
def place(qtbot: QtBot) -> Iterator[Place]:
    made = Place()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.field.setFocus()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()


@pytest.fixture
def bar(place: Place) -> MessageBar:
    return place.bar


def shown(bar: MessageBar) -> tuple[str, str]:
    assert bar.isVisible()
    return bar.sentence.text(), bar.property("state")


def test_the_newest_news_wins_and_is_alone(bar: MessageBar) -> None:
    bar.show_message("one", "ok")
    bar.show_message("two")
    assert shown(bar) == ("two", "info")
    assert bar.waiting == ("two",)
    assert not bar.next.isVisible()


def test_news_waits_behind_a_problem_that_was_not_read(bar: MessageBar) -> None:
    bar.show_message("no file", "block")
    bar.show_message("saved", "ok")
    bar.show_message("saved again", "ok")
    assert shown(bar) == ("no file", "block")
    assert bar.count.text() == "1 of 2"
    bar.shut.click()
    assert shown(bar) == ("saved again", "ok")
    bar.shut.click()
    assert not bar.isVisible()


def test_a_problem_comes_before_news(bar: MessageBar) -> None:
    bar.show_message("saved", "ok")
    bar.show_message("old rates", "warn")
    assert shown(bar) == ("old rates", "warn")
    assert bar.waiting == ("old rates", "saved")


def test_problems_are_counted_and_stepped_through(bar: MessageBar) -> None:
    for number in range(3):
        bar.show_message(f"problem {number}", "warn")
    bar.show_message("problem 1", "warn")  # told already
    seen = []
    for _ in range(4):
        seen.append((bar.sentence.text(), bar.count.text()))
        bar.next.click()
    assert seen == [
        ("problem 0", "1 of 3"),
        ("problem 1", "2 of 3"),
        ("problem 2", "3 of 3"),
        ("problem 0", "1 of 3"),
    ]
    bar.shut.click()  # problem 1 is in front
    assert (bar.sentence.text(), bar.count.text()) == ("problem 2", "2 of 2")


def test_a_problem_that_was_read_gives_way_and_comes_back(
    bar: MessageBar, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(message_bar, "READ_MS", 1)
    bar.show_message("no file", "block")
    qtbot.waitUntil(lambda: not bar._timer.isActive())
    bar.show_message("undone")
    assert shown(bar) == ("undone", "info")
    assert bar.count.text() == "2 of 2"
    bar._timer.setInterval(1)
    bar._timer.start()
    qtbot.waitUntil(lambda: bar.sentence.text() == "no file")
    bar.show_message("no file", "block")  # it happened again
    monkeypatch.setattr(message_bar, "READ_MS", 60_000)
    bar.show_message("saved", "ok")
    assert bar.waiting == ("no file", "saved")


def test_news_passes_by_itself(
    bar: MessageBar, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(message_bar, "SHOWN_MS", 1)
    bar.show_message("saved", "ok")
    qtbot.waitUntil(lambda: not bar.isVisible())


def test_nothing_passes_while_the_window_is_not_active(
    place: Place, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(message_bar, "SHOWN_MS", 1)
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    place.bar.show_message("ready", "ok")
    qtbot.wait(30)
    assert shown(place.bar) == ("ready", "ok")
    assert other.isActiveWindow()  # nothing was taken from it
    other.close()
    place.activateWindow()
    qtbot.waitUntil(lambda: not place.bar.isVisible())


def test_an_empty_sentence_takes_away_what_is_shown(bar: MessageBar) -> None:
    bar.show_message("no file", "block")
    bar.show_message("no rates", "warn")
    bar.show_message("")
    assert shown(bar) == ("no rates", "warn")
    bar.show_message("")
    assert not bar.isVisible()


def test_no_more_problems_are_kept_than_somebody_reads(bar: MessageBar) -> None:
    for number in range(message_bar.MOST + 5):
        bar.show_message(f"problem {number}", "warn")
    assert len(bar.waiting) == message_bar.MOST
    assert bar.sentence.text() in bar.waiting


def test_messages_leave_the_keys_where_they_are_and_can_be_reached(place: Place) -> None:
    bar = place.bar
    bar.show_message("no file", "block")
    bar.show_message("no rates", "block")
    assert place.field.hasFocus()
    QTest.keyClick(place.field, Qt.Key.Key_Tab)
    assert bar.next.hasFocus()
    QTest.keyClick(bar.next, Qt.Key.Key_Space)
    assert bar.sentence.text() == "no rates"
    assert bar.next.accessibleName()
    assert bar.accessibleName() == "no rates"
