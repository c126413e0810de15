"""All terms: found in any language, narrowed, described in full, and written down anew."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from localizer.catalog import own_terms
from localizer.model.own_term import Scope, ScopeKind
from localizer.ui.actions.term_words import Detail
from localizer.ui.main_window import MainWindow
from localizer.ui.panes.terms import TermsPane

Rest = Callable[[], None]


@pytest.fixture
def pane(window: MainWindow, rest: Rest) -> TermsPane:
    """Return the pane in front."""
    window.show_pane("terms")
    rest()
    found = window.panes["terms"]
    assert isinstance(found, TermsPane)
    return found


def write(pane: TermsPane, tag: str, text: str) -> None:
    field = pane.editor.lines[tag].field
    field.selectAll()
    field.insert(text)


def find(pane: TermsPane, text: str, rest: Rest, tag: str = "de") -> None:
    pane._go_search()
    pane.search.languages.setCurrentIndex(pane.search.languages.findData(tag))
    pane.search.search.setText(text)
    pane.search._timer.stop()
    pane.search.wanted.emit()
    rest()


def said(window: MainWindow) -> str:
    return window.messages.sentence.text()


def test_what_more_there_is_to_a_term_is_saved_with_it(
    pane: TermsPane, window: MainWindow, rest: Rest
) -> None:
    find(pane, "连衣裙", rest)
    line = pane.editor.lines["de"]
    assert line.details.isHidden()
    line.more.click()
    gender, plural = line._fields[Detail.GENDER], line._fields[Detail.PLURAL]
    assert isinstance(gender, QComboBox)
    assert isinstance(plural, QLineEdit)
    assert (gender.currentData(), plural.text()) == ("n", "Kleider")
    write(pane, "de", "Robe")
    assert (gender.currentData(), plural.text()) == ("", "")
    gender.setCurrentIndex(gender.findData("f"))
    gender.activated.emit(gender.currentIndex())
    plural.insert("Roben")
    assert line.hint.isHidden()
    pane.editor.save.click()
    rest()
    (own,) = own_terms.terms(window.session.store.read())
    assert (own.term.gender, own.term.plural) == ("f", "Roben")
    assert Detail.CLASSIFIER not in line._fields
    thai = pane.editor.lines["th"]
    thai.more.click()
    assert Detail.CLASSIFIER in thai._fields
    assert Detail.GENDER not in thai._fields


def test_a_word_typed_back_is_as_before(pane: TermsPane, rest: Rest) -> None:
    find(pane, "连衣裙", rest)
    write(pane, "de", "Robe")
    assert pane.editor.save.isEnabled()
    write(pane, "de", "Kleid")
    assert not pane.editor.save.isEnabled()
    assert pane.editor.unsaved.isHidden()
    write(pane, "de", "")
    assert pane.editor.lines["de"].hint.text() == "An empty term is not saved."
    assert not pane.editor.save.isEnabled()


def test_a_market_has_its_own_languages(pane: TermsPane, rest: Rest) -> None:
    find(pane, "连衣裙", rest)
    scope = pane.editor.scope
    scope.kind.setCurrentIndex(scope.kind.findData(ScopeKind.MARKET.value))
    scope.kind.activated.emit(scope.kind.currentIndex())
    rest()
    assert scope.scope == Scope(ScopeKind.MARKET, "TH")
    assert list(pane.editor.lines) == ["th"]
    assert scope.market.itemData(1) == "DE"


def test_a_new_term_of_one_s_own(pane: TermsPane, window: MainWindow, rest: Rest) -> None:
    find(pane, "玲珑布", rest)
    assert pane.search.pages.currentIndex() == 1
    assert pane.search.empty.sentence.text() == "No term has “玲珑布”."
    pane.search.empty.go.click()
    rest()
    editor = pane.editor
    assert editor.source.text() == "玲珑布"
    editor.domain.setCurrentIndex(editor.domain.findData("material"))
    editor.domain.activated.emit(editor.domain.currentIndex())
    write(pane, "de", "Linglong-Stoff")
    editor.save.click()
    rest()
    (concept,) = own_terms.concepts(window.session.store.read())
    assert (concept.domain, concept.forms) == ("material", ("玲珑布",))
    assert said(window) == "Saved. No text had to be written anew. Ctrl+Z takes it back."
    assert editor.remove.isVisible()
    editor.remove.click()
    rest()
    assert not own_terms.concepts(window.session.store.read())
    assert pane.search.pages.currentIndex() == 1


def test_a_new_term_stays_in_hand_once_it_is_kept(
    pane: TermsPane, window: MainWindow, rest: Rest
) -> None:
    find(pane, "dress", rest)
    rows = pane.search.model.rowCount()
    QTest.keyClick(pane.search.view, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    rest()
    assert pane.editor.source.text() == ""
    pane.editor.source.insert("玲珑裙 | 玲珑连衣裙")
    assert not pane.editor.save.isEnabled(), "a new word needs a term"
    write(pane, "de", "Linglong-Kleid")
    pane.editor.save.click()
    rest()
    assert pane.editor.title.toolTip() == "玲珑裙"
    assert pane.editor.whose.text() == "yours"
    assert pane.search.model.rowCount() == rows
    (concept,) = own_terms.concepts(window.session.store.read())
    assert concept.forms == ("玲珑裙", "玲珑连衣裙")
    window.session.refresh()
    rest()
    assert pane.editor.title.toolTip() == "玲珑裙", "no other term comes in its place"
    find(pane, "玲珑", rest)
    assert pane.search.row is not None
    assert pane.search.row.concept.id == concept.id


@pytest.mark.parametrize("text", ["เดรส", "连衣裙", "KLEID", "dréss"])
def test_a_term_is_found_by_any_of_its_words(text: str, pane: TermsPane, rest: Rest) -> None:
    find(pane, text, rest)
    assert "dress" in {one.concept.id for one in pane.search.model.rows}


def test_the_table_is_narrowed_by_domain_and_owner(pane: TermsPane, rest: Rest) -> None:
    find(pane, "", rest)
    model = pane.search.model
    every = model.rowCount()
    assert every > 1000
    assert model.headerData(2, Qt.Orientation.Horizontal) == "German"
    pane.search.domains.setCurrentIndex(pane.search.domains.findData("colour"))
    pane.search.domains.activated.emit(0)
    rest()
    assert 0 < model.rowCount() < every
    assert {one.concept.domain for one in model.rows} == {"colour"}
    pane.search.own.setChecked(True)
    rest()
    assert model.rowCount() == 0
    assert pane.search.empty.sentence.text() == "You have no terms of your own yet."
    assert pane.editor.entry is None


def test_typing_asks_once_it_pauses(pane: TermsPane, rest: Rest, qtbot: QtBot) -> None:
    find(pane, "", rest)
    before = pane.search.model.rowCount()
    QTest.keyClicks(pane.search.search, "dress")
    assert pane.search.model.rowCount() == before
    qtbot.waitUntil(lambda: 0 < pane.search.model.rowCount() < before)


def test_all_controls_have_names_with_every_fold_open(pane: TermsPane, rest: Rest) -> None:
    find(pane, "连衣裙", rest)
    for line in pane.editor.lines.values():
        line.more.click()
    nameless = [
        one
        for kind in (QAbstractButton, QComboBox, QLineEdit)
        for one in pane.editor.findChildren(kind)
        if one.isVisible() and not one.accessibleName() and not one.objectName().startswith("qt_")
    ]
    assert not nameless
