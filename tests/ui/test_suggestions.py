"""A text that came back from a translator and does not stand, at the desk: shown, counted, taken."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from localizer.catalog import queue, suggestions, translations
from localizer.catalog.queue import QueueFilter
from localizer.catalog.suggestions import NewSuggestion, TermProposal
from localizer.model.launch import Target
from localizer.model.term import fold
from localizer.ui.main_window import MainWindow
from localizer.ui.panes.review import ReviewPane
from localizer.ui.widgets.parts import Elided

Rest = Callable[[], None]
CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(window: MainWindow, rest: Rest) -> ReviewPane:
    store = window.session.store
    first = queue.queue_ids(store.read(), QueueFilter(Target("TH", "shopee", "th-TH")))[0]
    segment = translations.pair(store.read(), first).segment
    new = NewSuggestion(segment.id, "th-TH", "เดรสของ Lin", "Lin", "clash", segment.source_hash)
    with store.step("Merge") as step:
        suggestions.keep(step, [new])
        word = fold(segment.source)[:2]
        suggestions.propose(step, TermProposal(word, "th-TH", "คำใหม่", "", "Lin"))
    window.show_pane("review")
    rest()
    pane = window.panes["review"]
    assert isinstance(pane, ReviewPane)
    return pane


def test_it_is_shown_first_with_who_and_taken_by_a_key(desk: ReviewPane, rest: Rest) -> None:
    card = desk.suggestions
    assert card.found[0].text == "เดรสของ Lin"
    notes = [one.toolTip() or one.text() for one in card.findChildren(Elided)]
    assert any("from Lin" in text and "both sides changed" in text for text in notes)
    assert "เดรสของ Lin" in [one.text() for one in card.findChildren(QLabel)]
    assert desk.help.buttons["review.suggestions"].text() == "1"
    QTest.keyClick(desk.target.editor, Qt.Key.Key_1, CTRL)
    rest()
    assert desk.target.editor.toPlainText() == "เดรสของ Lin"
    desk.target.rested.emit()
    rest()
    assert desk.pair is not None
    saved = translations.pair(desk.session.store.read(), desk.pair.id)
    assert saved.translation.text == "เดรสของ Lin"


def test_the_queue_can_be_narrowed_to_it(desk: ReviewPane, rest: Rest) -> None:
    assert desk.pair is not None
    number = desk.pair.id
    QTest.keyClick(desk, Qt.Key.Key_F, CTRL_SHIFT)
    rest()
    box = desk.side.panel.suggested
    assert box.text().endswith("(1)")
    box.click()
    rest()
    assert list(desk.side.model.ids) == [number]


def test_a_proposed_term_stands_among_the_terms(desk: ReviewPane) -> None:
    (found,) = [one for one in desk.terms.found if one.target == "คำใหม่"]
    assert found.note == "proposed by Lin"
