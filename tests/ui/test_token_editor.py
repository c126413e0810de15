"""The editor with tokens as chips: what is stored is what was there, and a chip is one thing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from localizer.ui.widgets.parts import palette_of
from localizer.ui.widgets.token_chips import pieces
from localizer.ui.widgets.token_editor import TokenEditor

#: Signs that Qt's documents take for the end of a paragraph or of a frame; no stored text has them.
_ENDS = "\r\u2028\u2029\ufdd0\ufdd1"
LETTERS = st.characters(exclude_characters=_ENDS, exclude_categories=["Cs", "Cc"])
PARTS = st.one_of(
    st.text(LETTERS | st.just("\n"), max_size=12),
    st.sampled_from(
        ["{price}", "{bundle:2}", "{foo}", "{", "}", "{{n}}", "{}", "{ n}", "ค่ะ", "😀"]
    ),
)


@pytest.fixture(scope="module")
def shared(qapp: QApplication) -> Iterator[TokenEditor]:
    assert qapp is not None
    made = TokenEditor()
    yield made
    made.deleteLater()


@pytest.fixture
def editor(qtbot: QtBot) -> TokenEditor:
    made = TokenEditor()
    qtbot.addWidget(made)
    made.resize(400, 80)
    made.show()
    made.show_values({"price": "฿299", "n": "3", "was": "฿399"}, frozenset({"was"}))
    return made


@given(parts=st.lists(PARTS, max_size=8))
def test_a_text_comes_back_as_it_was(shared: TokenEditor, parts: list[str]) -> None:
    text = "".join(parts)
    shared.load(text)
    assert shared.text() == text
    assert "".join(f"{{{one}}}" if token else one for one, token in pieces(text)) == text


def test_a_chip_is_stepped_over_and_removed_whole(editor: TokenEditor) -> None:
    editor.load("a {price}{n} b")
    for _letter in range(2):
        QTest.keyClick(editor, Qt.Key.Key_Left)
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    assert editor.text() == "a {price} b"
    editor.undo()
    assert editor.text() == "a {price}{n} b"


def test_a_chip_is_copied_as_its_token(editor: TokenEditor) -> None:
    editor.load("😀 jetzt {price}!")
    editor.selectAll()
    data = editor.createMimeDataFromSelection()
    assert data.text() == "😀 jetzt {price}!"
    editor.insertFromMimeData(data)
    editor.insertFromMimeData(data)
    assert editor.text() == "😀 jetzt {price}!" * 2
    assert "{" not in editor.toPlainText()


def test_what_is_loaded_cannot_be_undone(editor: TokenEditor) -> None:
    editor.load("{price}")
    assert not editor.document().isUndoAvailable()
    assert not editor.dirty


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_token_written_out_becomes_a_chip(editor: TokenEditor) -> None:
    QTest.keyClicks(editor, "now {price}!")
    assert editor.text() == "now {price}!"
    assert "{" not in editor.toPlainText()
    assert not editor.offering


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_known_tokens_are_offered_after_a_brace(editor: TokenEditor) -> None:
    editor.load("😀 ")
    QTest.keyClicks(editor, "{p")
    assert editor.offering
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert editor.text() == "😀 {price}"
    assert not editor.offering


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_another_letter_ends_the_offer(editor: TokenEditor) -> None:
    QTest.keyClicks(editor, "{p rice")
    assert not editor.offering
    assert editor.text() == "{p rice"


def ink(editor: TokenEditor, colour: str) -> int:
    """Return how many pixels of ``colour`` the editor shows."""
    image = editor.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    wanted = QColor(colour).rgb()
    return memoryview(image.constBits()).cast("B").cast("I").tolist().count(wanted)


@pytest.mark.parametrize(
    ("token", "ground"),
    [("price", "tint"), ("was", "warn_ground"), ("foo", "block_ground")],
)
def test_a_chip_has_the_colour_of_its_state(
    editor: TokenEditor, light: object, token: str, ground: str
) -> None:
    assert light is not None
    editor.load("")
    colour = getattr(palette_of(editor), ground).lower()
    assert not ink(editor, colour)
    editor.load(f"{{{token}}}")
    assert ink(editor, colour) > 50


def test_a_new_value_changes_the_width_of_a_chip(editor: TokenEditor) -> None:
    editor.load("{price}")
    QApplication.processEvents()
    before = editor.cursorRect().left()
    editor.show_values({"price": "฿1,299.00"}, frozenset())
    QApplication.processEvents()
    assert editor.cursorRect().left() > before
    assert editor.text() == "{price}"
