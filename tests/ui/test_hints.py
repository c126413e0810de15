"""Hints: shown once, dismissed, turned off and on again; the keys in them are those of now."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from localizer.settings import changed, load
from localizer.ui.actions.command_list import BY_CODE
from localizer.ui.actions.commands import Commands
from localizer.ui.actions.hint_words import HINTS, sentence, unseen
from localizer.ui.actions.session import Session
from localizer.ui.main_window import LEAST, MainWindow
from localizer.ui.panes.screens import PANES
from localizer.ui.panes.start import StartPane


@pytest.fixture
def newcomer(qtbot: QtBot, session: Session) -> Iterator[MainWindow]:
    """Return the window as somebody sees it who has seen no hint yet."""
    session.settings = changed(session.settings, hints=True)
    made = MainWindow(session)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()


def click(made: QPushButton) -> None:
    """Click a button as a person does."""
    QTest.mouseClick(made, Qt.MouseButton.LeftButton)


def test_every_hint_has_its_own_code_a_screen_and_words_with_keys() -> None:
    screens = {pane.code for _name, pane in PANES}
    assert {one.screen for one in HINTS} == screens
    assert len({one.code for one in HINTS}) == len(HINTS)
    commands = Commands({})
    for one in HINTS:
        assert set(one.keys.values()) <= set(BY_CODE)
        words = sentence(one, commands)
        assert "{" not in words
        assert all(commands.keys_text(code) in words for code in one.keys.values())


def test_a_screen_shows_its_hints_one_by_one_and_then_no_more(newcomer: MainWindow) -> None:
    newcomer.show_pane("board")
    hints = newcomer.hints
    first, second = unseen("board", ())
    commands = newcomer.session.commands
    assert hints.isVisible()
    assert hints.sentence.text() == sentence(first, commands)
    click(hints.next)
    assert hints.sentence.text() == sentence(second, commands)
    assert not hints.next.isVisible()
    click(hints.got_it)
    assert not hints.isVisible()
    assert load().hints_seen == (first.code, second.code)
    newcomer.show_pane("prices")
    assert hints.isVisible()
    newcomer.show_pane("board")
    assert not hints.isVisible()


def test_got_it_closes_all_hints_of_this_screen(newcomer: MainWindow) -> None:
    newcomer.show_pane("review")
    click(newcomer.hints.got_it)
    assert not newcomer.hints.isVisible()
    assert load().hints_seen == tuple(one.code for one in unseen("review", ()))


def test_a_hint_leaves_the_keys_where_they_are(newcomer: MainWindow) -> None:
    newcomer.show_pane("board")
    assert not newcomer.hints.isAncestorOf(newcomer.focusWidget())
    newcomer.hints.next.setFocus()
    QTest.keyClick(newcomer.hints.next, Qt.Key.Key_Space)
    assert newcomer.focusWidget() is newcomer.hints.got_it
    QTest.keyClick(newcomer.hints.got_it, Qt.Key.Key_Space)
    pane = newcomer.panes["board"]
    assert newcomer.focusWidget() is pane.first_focus()


def test_no_more_hints_until_the_start_screen_turns_them_on(newcomer: MainWindow) -> None:
    start = newcomer.panes["start"]
    assert isinstance(start, StartPane)
    assert start.hints.isChecked()
    click(newcomer.hints.no_more)
    assert not start.hints.isChecked()
    assert not load().hints
    for code in ("board", "catalog"):
        newcomer.show_pane(code)
        assert not newcomer.hints.isVisible()
    newcomer.show_pane("start")
    start.hints.click()
    assert load().hints
    assert newcomer.hints.isVisible()


def test_changed_keys_are_named_at_once(newcomer: MainWindow) -> None:
    newcomer.show_pane("catalog")
    assert "Ctrl+F" in newcomer.hints.sentence.text()
    newcomer.session.commands.choose("catalog.find", ["Ctrl+Alt+J"])
    assert "Ctrl+Alt+J" in newcomer.hints.sentence.text()
    newcomer.session.commands.choose("catalog.find", [])
    assert BY_CODE["catalog.find"].name in newcomer.hints.sentence.text()


def test_the_smallest_window_has_room_for_every_hint(qtbot: QtBot, newcomer: MainWindow) -> None:
    newcomer.resize(*LEAST)
    for _name, pane in PANES:
        newcomer.show_pane(pane.code)
        QApplication.processEvents()
        assert newcomer.hints.isVisible(), pane.code
        assert (newcomer.width(), newcomer.height()) == LEAST, pane.code
        bottom = newcomer.split.geometry().bottom()
        assert newcomer.hints.geometry().bottom() < newcomer.split.geometry().top()
        assert bottom <= newcomer.height(), pane.code
        words = newcomer.hints.sentence  # the layout may take another turn after a longer hint
        qtbot.waitUntil(lambda it=words: it.height() >= it.heightForWidth(it.width()))  # type: ignore[misc]
