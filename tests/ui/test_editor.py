"""The editor of a text: words of Thai, input methods, chips for what is kept, saving while one types."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from localizer.catalog import translations
from localizer.model.finding import Finding, Severity
from localizer.ui.main_window import MainWindow
from localizer.ui.panes.review import ReviewPane
from localizer.ui.widgets import word_places
from localizer.ui.widgets.token_editor import TextEditor
from localizer.ui.widgets.word_places import next_word, previous_word, width, word_at, word_edges

Rest = Callable[[], None]
CTRL = Qt.KeyboardModifier.ControlModifier
THAI = "เสื้อยืดผ้าฝ้าย นุ่ม"


@pytest.fixture(params=[True, False], ids=["Qt knows Thai", "Qt knows no Thai"])
def _thai(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    knows = bool(request.param)
    monkeypatch.setattr(word_places, "_knows_thai", lambda: knows)
    if not knows:
        monkeypatch.setattr(word_places, "_edges", lambda text: [0, *range(1, width(text) + 1)])


@pytest.mark.usefixtures("_thai")
def test_words_of_thai_are_told_apart() -> None:
    start, end = word_at(THAI, 6)
    assert THAI[start:end] == "ยืด"
    assert next_word(THAI, 0) == 5
    assert previous_word(THAI, len(THAI)) == THAI.index("นุ่ม")
    assert next_word(THAI, len(THAI)) == len(THAI)
    assert previous_word(THAI, 0) == 0


@given(text=st.text(alphabet="ab กาน่ 保温😀{}<>", max_size=30), place=st.integers(0, 40))
def test_word_places_stay_inside_the_text(text: str, place: int) -> None:
    last = width(text)
    at = min(place, last)
    edges = word_edges(text)
    assert edges == sorted(set(edges))
    assert (edges[0], edges[-1]) == (0, last)
    start, end = word_at(text, at)
    assert 0 <= start <= end <= last
    assert at <= next_word(text, at) <= last
    assert 0 <= previous_word(text, at) <= at


@pytest.fixture
def editor(qtbot: QtBot) -> TextEditor:
    made = TextEditor()
    qtbot.addWidget(made)
    made.resize(600, 120)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.setFocus()
    return made


def test_keys_go_by_words_of_thai(editor: TextEditor) -> None:
    editor.load(THAI)
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClick(editor, Qt.Key.Key_Right, CTRL)
    assert editor.textCursor().position() == 5
    QTest.keyClick(editor, Qt.Key.Key_Right, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert editor.textCursor().selectedText() == "ยืด"
    editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(editor, Qt.Key.Key_Backspace, CTRL)
    assert editor.text() == "เสื้อยืดผ้าฝ้าย "


def test_a_double_click_takes_a_word_of_thai(editor: TextEditor) -> None:
    editor.load(THAI)
    cursor = QTextCursor(editor.document())
    cursor.setPosition(6)
    at = editor.cursorRect(cursor).center() + QPoint(2, 0)
    QTest.mouseDClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert editor.textCursor().selectedText() == "ยืด"


def compose(editor: TextEditor, text: str, commit: str = "") -> None:
    event = QInputMethodEvent(text, [])
    event.setCommitString(commit)
    QApplication.sendEvent(editor, event)


def composes(editor: TextEditor) -> bool:
    return editor.composing


def test_tags_tokens_and_marks_are_kept_whole(editor: TextEditor) -> None:
    text = "ab <b>c</b> {price} &nbsp; ⟦0⟧ {not a token} <3"
    editor.load(text)
    assert editor.text() == text
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    for _step in range(3):
        QTest.keyClick(editor, Qt.Key.Key_Right)
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    assert editor.text() == text.replace("<b>", "", 1)


@given(
    parts=st.lists(
        st.sampled_from(
            ["a", "😀", "กา", " ", "<b>", "</b>", "{price}", "&amp;", "⟦1⟧", "\n", "{", "<"]
        ),
        max_size=12,
    )
)
def test_what_is_loaded_is_what_is_stored(parts: list[str]) -> None:
    made = TextEditor()
    text = "".join(parts)
    made.load(text)
    assert made.text() == text
    places = [made.place_of(offset) for offset in range(len(text) + 1)]
    assert places == sorted(places)
    assert places[-1] == made.document().characterCount() - 1
    made.deleteLater()


def test_findings_are_underlined_where_they_are_behind_chips(editor: TextEditor) -> None:
    text = "😀 {price} <b>best</b> cup"
    editor.load(text)
    start = text.index("best")
    editor.underline([Finding("claim:best", Severity.BLOCK, "No.", start=start, end=start + 4)])
    (shown,) = editor.extraSelections()
    assert shown.cursor.selectedText() == "best"


# -- in the window -------------------------------------------------------------------------------


@pytest.fixture
def desk(window: MainWindow, rest: Rest) -> ReviewPane:
    window.show_pane("review")
    rest()
    pane = window.panes["review"]
    assert isinstance(pane, ReviewPane)
    return pane


def stored(desk: ReviewPane, number: int) -> str:
    return translations.pair(desk.session.store.read(), number).translation.text


def test_keys_belong_to_the_input_method_while_it_composes(desk: ReviewPane, rest: Rest) -> None:
    assert desk.pair is not None
    number = desk.pair.id
    editor = desk.target.editor
    editor.setFocus()
    editor.load("")
    compose(editor, "zhong")
    assert composes(editor)
    QTest.keyClick(editor, Qt.Key.Key_Return, CTRL)
    QTest.keyClick(editor, Qt.Key.Key_1, CTRL)
    rest()
    assert desk.pair is not None
    assert desk.pair.id == number
    compose(editor, "", "中")
    assert not composes(editor)
    assert editor.text() == "中"
    desk.flush()
    rest()
    assert stored(desk, number) == "中"


def test_what_is_typed_is_saved_while_one_goes_on_typing(
    desk: ReviewPane, qtbot: QtBot, rest: Rest
) -> None:
    assert desk.pair is not None
    number = desk.pair.id
    editor = desk.target.editor
    editor.setFocus()
    editor.load("")
    QTest.keyClicks(editor, "a")
    seen = ""
    for _key in range(200):
        QTest.keyClicks(editor, "b")
        qtbot.wait(10)
        seen = stored(desk, number)
        if seen.startswith("ab"):
            break
    assert seen.startswith("ab")  # saved between keys, none of which was ever 400 ms late
    rest()


def test_an_editor_that_was_hidden_says_when_it_learns_its_width(qtbot: QtBot) -> None:
    editor = TextEditor()
    qtbot.addWidget(editor)
    heard: list[int] = []
    editor.rewrapped.connect(lambda: heard.append(editor.width()))
    editor.load(
        "Man will nur kurz was nachbestellen und stellt fest: Genau das gibt's so nicht mehr."
    )
    editor.resize(220, 60)
    editor.show()
    assert heard[-1] == 220
    editor.fit(1, 20)
    assert editor.height() > editor.fontMetrics().lineSpacing() * 3
