"""The review desk by keys: typing is saved, approving goes on, undo brings back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from localizer.catalog import findings, translations
from localizer.model.finding import Subject
from localizer.model.segment import State
from localizer.ui.actions.session import Session
from localizer.ui.dialogs.reason import ReasonDialog
from localizer.ui.main_window import MainWindow
from localizer.ui.panes.review import ReviewPane

Rest = Callable[[], None]


@pytest.fixture
def desk(window: MainWindow, rest: Rest) -> ReviewPane:
    window.show_pane("review")
    rest()
    pane = window.panes["review"]
    assert isinstance(pane, ReviewPane)
    assert pane.pair is not None
    return pane


def stored(desk: ReviewPane, number: int) -> translations.Pair:
    return translations.pair(desk.session.store.read(), number)


def current(desk: ReviewPane) -> int:
    assert desk.pair is not None
    return desk.pair.id


def test_typing_is_saved_after_a_rest(desk: ReviewPane, qtbot: QtBot, rest: Rest) -> None:
    number = current(desk)
    desk.target.editor.setFocus()
    QTest.keyClicks(desk.target.editor, "abc")
    assert desk.target.editor.dirty
    qtbot.waitUntil(lambda: stored(desk, number).translation.text == "abc", timeout=3000)
    rest()
    assert stored(desk, number).translation.state is State.TRANSLATED
    assert desk.target.editor.toPlainText() == "abc"


def test_typing_is_saved_on_moving_away(desk: ReviewPane, rest: Rest) -> None:
    number = current(desk)
    QTest.keyClicks(desk.target.editor, "xyz")
    QTest.keyClick(desk, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    rest()
    assert current(desk) != number
    assert stored(desk, number).translation.text == "xyz"


def test_undo_brings_the_text_back_into_the_editor(desk: ReviewPane, rest: Rest) -> None:
    number = current(desk)
    before = stored(desk, number).translation.text
    QTest.keyClicks(desk.target.editor, "changed ")
    desk.flush()
    rest()
    assert stored(desk, number).translation.text != before
    desk.session.undo()
    rest()
    assert stored(desk, number).translation.text == before
    assert desk.target.text() == before
    desk.session.redo()
    rest()
    assert "changed" in stored(desk, number).translation.text


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_approve_and_next_by_keys(key: Qt.Key, desk: ReviewPane, rest: Rest) -> None:
    number = current(desk)
    desk.target.editor.replace_all("ok")
    QTest.keyClick(desk.target.editor, key, Qt.KeyboardModifier.ControlModifier)
    rest()
    assert stored(desk, number).translation.state is State.APPROVED
    assert stored(desk, number).translation.text == "ok"
    assert current(desk) != number


def test_an_empty_text_is_not_approved(desk: ReviewPane, rest: Rest, window: MainWindow) -> None:
    number = current(desk)
    desk.target.editor.load("")
    desk.approve_and_next()
    rest()
    assert current(desk) == number
    assert window.messages.isVisible()


def test_a_rejected_approval_is_told(desk: ReviewPane, rest: Rest, window: MainWindow) -> None:
    desk.target.editor.replace_all("   ")
    desk.approve_and_next()
    rest()
    assert window.messages.isVisible()


def test_send_back_with_a_comment(desk: ReviewPane, qtbot: QtBot, rest: Rest) -> None:
    number = current(desk)
    desk.send_back()
    dialog = desk.findChild(ReasonDialog)
    assert isinstance(dialog, ReasonDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    assert not dialog.go.isEnabled()
    QTest.keyClicks(dialog.text, "too stiff")
    QTest.keyClick(dialog.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    rest()
    pair = stored(desk, number)
    assert (pair.translation.state, pair.translation.comment) == (State.SENT_BACK, "too stiff")


def test_copy_source_by_key(desk: ReviewPane, rest: Rest) -> None:
    assert desk.pair is not None
    source = desk.pair.segment.source
    desk.target.editor.setFocus()
    QTest.keyClick(desk.target.editor, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert desk.target.text() == source
    rest()


def test_flagged_work_is_found_by_f8(desk: ReviewPane, rest: Rest) -> None:
    first = current(desk)
    QTest.keyClick(desk, Qt.Key.Key_F8)
    rest()
    second = current(desk)
    QTest.keyClick(desk, Qt.Key.Key_F7)
    rest()
    assert second != first
    assert current(desk) == first


def test_a_suggestion_is_inserted_by_ctrl_digit(desk: ReviewPane, rest: Rest) -> None:
    for line in range(desk.side.model.rowCount()):
        desk._go_to(line)
        rest()
        if desk.suggestions.found:
            break
    offered = desk.suggestions.found
    assert offered
    desk.target.editor.load("")
    QTest.keyClick(desk.target.editor, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert desk.target.text() == offered[0].text
    rest()


def test_approve_all_clean_is_one_step(desk: ReviewPane, rest: Rest) -> None:
    store = desk.session.store
    before = desk.session.step_labels()[0]
    desk.approve_clean()
    rest()
    ids = list(desk.side.model.ids)
    approved = [n for n in ids if stored(desk, n).translation.state is State.APPROVED]
    assert approved
    for number in approved:
        found = findings.of_subject(store.read(), Subject.TRANSLATION, number)
        assert all(one.finding.severity.value == "info" for one in found)
    desk.session.undo()
    rest()
    assert not [n for n in ids if stored(desk, n).translation.state is State.APPROVED]
    assert desk.session.step_labels()[0] == before


def test_the_counter_counts_in_the_channels_unit(desk: ReviewPane, rest: Rest) -> None:
    for line in range(desk.side.model.rowCount()):
        row = desk.side.model.row_at(line)
        if row is not None and row.field.value == "title":
            desk._go_to(line)
            break
    rest()
    desk.target.editor.load("ab")
    desk.target._on_text()
    assert desk.target.counter.text().startswith("2 / ")
    desk.target.editor.load("x" * 5000)
    desk.target._on_text()
    assert desk.target._limit is not None
    over = "block" if desk.target._limit.hard else "warn"
    assert desk.target.counter.property("role") == over
    assert "5000 / " in desk.target.counter.text()


def test_a_finding_is_overruled_with_a_reason(desk: ReviewPane, rest: Rest) -> None:
    number = current(desk)
    found = findings.of_subject(desk.session.store.read(), Subject.TRANSLATION, number)
    assert found
    desk.deeds.overrule(found[0])
    dialog = desk.findChild(ReasonDialog)
    assert isinstance(dialog, ReasonDialog)
    dialog.text.setPlainText("the seller insists")
    dialog.go.click()
    rest()
    again = findings.of_subject(desk.session.store.read(), Subject.TRANSLATION, number)
    assert again[0].overruled == "the seller insists"


def test_typing_goes_on_while_a_save_is_on_its_way(desk: ReviewPane, rest: Rest) -> None:
    number = current(desk)
    desk.target.editor.load("")
    for piece in ("one ", "two ", "three"):
        QTest.keyClicks(desk.target.editor, piece)
        desk.flush()
        QApplication.processEvents()
    rest()
    assert desk.target.editor.toPlainText() == "one two three"
    assert stored(desk, number).translation.text == "one two three"


def test_the_keys_are_in_the_editor_once_there_is_a_text(window: MainWindow, rest: Rest) -> None:
    window.resize(window.minimumSize())
    window.navigation.buttons["review"].setFocus()
    window.show_pane("review")
    window.navigation.buttons["start"].setFocus()  # where Qt may put them while nothing is there
    rest()
    pane = window.panes["review"]
    assert isinstance(pane, ReviewPane)
    assert pane.target.editor.hasFocus()


def test_a_launch_that_was_taken_back_and_done_again_is_worked_on_again(
    window: MainWindow, session: Session, rest: Callable[[], None]
) -> None:
    window.show_pane("review")
    rest()
    desk = window.panes["review"]
    assert isinstance(desk, ReviewPane)
    for replay in (session.undo, session.undo, session.redo, session.redo):
        replay()
        rest()
    assert desk.side.target in session.targets
    assert desk.pair is not None
