"""The desk's filters, comments, locks, versions, other languages and words looked up, on the real window."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from localizer.catalog import assignments, notes, queue_views, translations
from localizer.model.segment import Origin, State
from localizer.ui.dialogs.assign import AssignDialog
from localizer.ui.dialogs.keep_filter import KeepFilterDialog
from localizer.ui.dialogs.meaning import Meaning, MeaningDialog
from localizer.ui.main_window import MainWindow
from localizer.ui.panes.review import ReviewPane
from localizer.ui.panes.review.more import MoreButton

Rest = Callable[[], None]
CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(window: MainWindow, rest: Rest) -> ReviewPane:
    window.show_pane("review")
    rest()
    pane = window.panes["review"]
    assert isinstance(pane, ReviewPane)
    return pane


def current(desk: ReviewPane) -> translations.Pair:
    assert desk.pair is not None
    return translations.pair(desk.session.store.read(), desk.pair.id)


def dialog_of(desk: ReviewPane, kind: type[QDialog]) -> QDialog:
    (found,) = [one for one in desk.findChildren(kind) if one.isVisible()]
    return found


def choose(desk: ReviewPane, box_name: str, value: object, rest: Rest) -> None:
    box = getattr(desk.side.panel, box_name)
    data = [box.itemData(place) for place in range(box.count())]
    box.setCurrentIndex(data.index(value))
    box.activated.emit(box.currentIndex())
    rest()


def test_filters_open_by_key_and_narrow_with_counts(desk: ReviewPane, rest: Rest) -> None:
    everything = len(desk.side.model.ids)
    assert not desk.side.held.isVisible()
    QTest.keyClick(desk, Qt.Key.Key_F, CTRL_SHIFT)
    rest()
    assert desk.side.held.isVisible()
    panel = desk.side.panel
    words = [panel.origins.itemText(place) for place in range(panel.origins.count())]
    assert any(text.startswith("composed from facts (") for text in words)
    choose(desk, "origins", Origin.COMPOSED.value, rest)
    narrowed = len(desk.side.model.ids)
    assert 0 < narrowed < everything
    assert desk.side.counts.text().startswith(f"{narrowed} texts shown")
    panel.none.click()
    rest()
    assert len(desk.side.model.ids) == everything
    QTest.keyClick(desk, Qt.Key.Key_F, CTRL_SHIFT)
    rest()
    assert not desk.side.held.isVisible()


def test_a_filter_is_kept_chosen_and_forgotten(desk: ReviewPane, rest: Rest, qtbot: QtBot) -> None:
    desk.side.toggle_filters()
    rest()
    choose(desk, "origins", Origin.COMPOSED.value, rest)
    desk.side.panel.save.click()
    asked = dialog_of(desk, KeepFilterDialog)
    assert isinstance(asked, KeepFilterDialog)
    qtbot.waitUntil(asked.isActiveWindow)
    QTest.keyClicks(asked.name, "Composed")
    asked.go.click()
    rest()
    assert set(queue_views.saved(desk.session.store.read())) == {"Composed"}
    assert desk.side.views.currentText() == "Composed"
    assert desk.side.drop.isVisible()
    narrowed = len(desk.side.model.ids)
    desk.side.views.setCurrentIndex(0)
    desk.side.views.activated.emit(0)
    rest()
    assert len(desk.side.model.ids) > narrowed
    place = desk.side.views.findText("Composed")
    desk.side.views.setCurrentIndex(place)
    desk.side.views.activated.emit(place)
    rest()
    assert len(desk.side.model.ids) == narrowed
    desk.side.drop.click()
    rest()
    assert queue_views.saved(desk.session.store.read()) == {}


def test_clean_work_of_a_filter_is_approved(desk: ReviewPane, rest: Rest) -> None:
    desk.side.toggle_filters()
    rest()
    choose(desk, "origins", Origin.COMPOSED.value, rest)
    told = desk.side.clean.text()
    desk.approve_clean()
    rest()
    approved = [
        number
        for number in desk.side.model.ids
        if translations.pair(desk.session.store.read(), number).translation.state is State.APPROVED
    ]
    assert told == f"Approve all clean ({len(approved)})"
    desk.session.undo()
    rest()
    assert desk.side.clean.text() == told


def test_a_locked_text_cannot_be_typed_into(desk: ReviewPane, rest: Rest) -> None:
    before = current(desk)
    QTest.keyClick(desk, Qt.Key.Key_L, CTRL)
    rest()
    assert desk.target.locked.isVisible()
    QTest.keyClicks(desk.target.editor, "abc")
    desk.copy_source()
    desk.flush()
    rest()
    assert current(desk) == before
    desk.approve_and_next()
    rest()
    assert translations.pair(desk.session.store.read(), before.id) == before
    desk._go_to(desk.side.model.line_of(before.id))
    QTest.keyClick(desk, Qt.Key.Key_L, CTRL)
    rest()
    assert not desk.target.editor.isReadOnly()


def test_work_is_assigned_to_somebody(desk: ReviewPane, rest: Rest) -> None:
    number, listed = current(desk).id, list(desk.side.model.ids)
    QTest.keyClick(desk, Qt.Key.Key_G, CTRL)
    asked = dialog_of(desk, AssignDialog)
    assert isinstance(asked, AssignDialog)
    asked.person.setCurrentText("Nok")
    asked.go.click()
    rest()
    assert desk.target.assignee.text() == "Nok"
    desk.deeds.assign()
    asked = dialog_of(desk, AssignDialog)
    assert isinstance(asked, AssignDialog)
    assert asked.person.currentText() == "Nok"
    asked.all.setChecked(True)
    asked.person.setCurrentText("Mei")
    asked.go.click()
    rest()
    reader = desk.session.store.read()
    assert {assignments.of(reader, one).assignee for one in listed} == {"Mei"}
    desk.session.undo()
    rest()
    assert assignments.of(desk.session.store.read(), number).assignee == "Nok"


def test_comments_are_said_and_settled(desk: ReviewPane, rest: Rest) -> None:
    pair = current(desk)
    QTest.keyClick(desk, Qt.Key.Key_M, CTRL)
    field = desk.help.comments.field
    assert field.hasFocus()
    QTest.keyClicks(field, "Which fabric?")
    QTest.keyClick(field, Qt.Key.Key_Return, CTRL)
    rest()
    (note,) = notes.of_segment(desk.session.store.read(), pair.segment.id, "th-TH")
    assert (note.text, note.locale, note.by) == ("Which fabric?", "th-TH", "tester")
    assert current(desk).id == pair.id  # Ctrl+Enter there comments and approves nothing
    assert current(desk).translation.state is pair.translation.state
    assert desk.help.buttons["review.comments"].text() == "1"
    QTest.keyClicks(field, "begun")
    desk._move(1)
    rest()
    assert field.toPlainText() == ""
    desk._move(-1)
    rest()
    assert field.toPlainText() == "begun"
    desk.deeds.resolve(note.id, True)  # noqa: FBT003 - a button's answer
    rest()
    assert desk.help.buttons["review.comments"].text() == ""


def test_an_earlier_text_is_restored(desk: ReviewPane, rest: Rest) -> None:
    number = current(desk).id
    for text in ("one", "two"):
        desk.target.editor.replace_all(text)
        desk.flush()
        rest()
        with desk.session.store.derive() as step:
            step.write("UPDATE step SET merge_key = ''")
    desk.help.show_page("review.history")
    desk.reload()
    rest()
    desk.help.history._restore("one")
    desk.flush()
    rest()
    assert translations.pair(desk.session.store.read(), number).translation.text == "one"
    assert desk.target.text() == "one"


def test_the_other_languages_are_a_press_away(desk: ReviewPane, rest: Rest) -> None:
    pair = current(desk)
    desk._go_to_locale("de-DE")
    rest()
    other = current(desk)
    assert (other.segment.id, other.translation.locale) == (pair.segment.id, "de-DE")


def test_selected_words_are_looked_up_and_inserted(desk: ReviewPane, rest: Rest) -> None:
    for line in range(desk.side.model.rowCount()):
        desk._go_to(line)
        rest()
        if current(desk).translation.text and len(current(desk).segment.source) > 3:
            break
    source = current(desk).segment.source
    desk.source.text.setSelection(0, 3)
    QTest.keyClick(desk, Qt.Key.Key_5, CTRL | Qt.KeyboardModifier.AltModifier)
    rest()
    assert desk.help.current == "review.lookup"
    assert desk.help.lookup.field.text() == source[:3].strip()
    assert "pair" in desk.help.lookup.told.text()
    desk.help.lookup.field.setText("zzzz")
    desk.help.lookup.ask()
    rest()
    assert desk.help.lookup.told.text() == "Nothing holds these words."


def test_without_an_engine_nothing_is_told_back(desk: ReviewPane, rest: Rest) -> None:
    desk.help.show_page("review.back")
    rest()
    assert not desk.help.back.go.isVisible()
    assert "Engines" in desk.help.back.told.text()


def test_the_preview_turns_from_phone_to_desk(desk: ReviewPane, rest: Rest) -> None:
    assert "phone" in desk.preview.head.text()
    QTest.keyClick(desk, Qt.Key.Key_P, CTRL)
    rest()
    assert "large screen" in desk.preview.head.text()
    assert desk.session.settings.preview_desk


def test_changed_sources_are_decided_in_one_go(desk: ReviewPane, rest: Rest) -> None:
    store = desk.session.store
    pair = current(desk)
    desk.target.editor.replace_all("words")
    desk.flush()
    rest()
    desk.deeds.ask_meaning()
    assert not desk.findChildren(MeaningDialog)
    with store.step("Change the source") as step:
        step.write(
            "UPDATE segment_body SET previous = source, source = source || '！' WHERE id = ?",
            (pair.segment.id,),
        )
        step.write("UPDATE segment SET source_hash = 'x' WHERE id = ?", (pair.segment.id,))
    QTest.keyClick(desk, Qt.Key.Key_M, CTRL_SHIFT)
    asked = dialog_of(desk, MeaningDialog)
    assert isinstance(asked, MeaningDialog)
    assert not asked.go.isEnabled()
    asked.choose_all(Meaning.SAME)
    assert pair.id in asked.chosen(Meaning.SAME)
    asked.go.click()
    rest()
    stored = translations.pair(store.read(), pair.id)
    assert stored.translation.source_hash == "x"
    assert stored.translation.text == "words"


def test_what_else_can_be_done_is_in_a_menu(desk: ReviewPane, rest: Rest) -> None:
    (more,) = desk.findChildren(MoreButton)
    more.fill()
    words = [action.text() for action in more.list.actions()]
    assert words[2] == "Lock or unlock\tCtrl+L"
    more.list.actions()[2].trigger()
    rest()
    assert desk.target.locked.isVisible()
