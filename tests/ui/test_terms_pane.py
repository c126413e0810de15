"""The Terms pane: missing words are given terms, overrides come and go, trying shows what saving does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from localizer import pipeline
from localizer.catalog import own_terms, products, suggestions, translations
from localizer.catalog.suggestions import TermProposal
from localizer.model.own_term import EVERYWHERE, Scope, ScopeKind
from localizer.model.segment import Field
from localizer.pipeline.missing_terms import MissingKind
from localizer.settings import Settings
from localizer.store.database import create
from localizer.ui.actions.session import Session
from localizer.ui.actions.term_asks import Standing
from localizer.ui.jobs import Jobs
from localizer.ui.main_window import MainWindow
from localizer.ui.panes.terms import TermsPane
from localizer.ui.panes.terms.pane import QUEUE, SEARCH

Rest = Callable[[], None]
GOODS = (
    "货号,商品标题,品牌,类目,材质,颜色\n"
    "A,纯棉连衣裙,Sorvanne,女装,棉,酒红色\n"
    "B,旋风锅,Cook,厨具/旋风锅,不锈钢,月光紫\n"
    "C,旋风锅 大号,Sorvanne,厨具/旋风锅,不锈钢,黑色\n"
)
POT, VIOLET = "旋风锅", "月光紫"


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory, tools: pipeline.Tools) -> Path:
    """Return a drafted workspace with a product type and a colour nobody knows."""
    folder = tmp_path_factory.mktemp("terms")
    path = folder / "terms.localizer"
    goods = folder / "goods.csv"
    goods.write_text(GOODS, encoding="utf-8")
    with create(path, person="tester") as store:
        pipeline.import_catalog(store, goods)
        pipeline.create_launch(
            store, tools, "11.11", ["TH/shopee", "DE/amazon"], dt.date(2026, 11, 11)
        )
        pipeline.draft(store, tools)
        pipeline.check(store, tools)
    return path


@pytest.fixture
def pane(window: MainWindow, rest: Rest) -> TermsPane:
    """Return the pane in front."""
    window.show_pane("terms")
    rest()
    found = window.panes["terms"]
    assert isinstance(found, TermsPane)
    return found


def words(pane: TermsPane) -> list[str]:
    return [one.word for one in pane.queue.model.rows]


def choose(pane: TermsPane, word: str, rest: Rest) -> None:
    line = words(pane).index(word)
    pane.queue.list.setCurrentIndex(pane.queue.model.index(line, 0))
    rest()


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


def title(window: MainWindow, key: str, locale: str = "de-DE") -> str:
    reader = window.session.store.read()
    number = products.find_by_key(reader, products.catalogs(reader)[0].id, key)
    assert number is not None
    found = translations.pairs(reader, number, locale)
    return next(one.translation.text for one in found if one.segment.field is Field.TITLE)


def said(window: MainWindow) -> str:
    return window.messages.sentence.text()


def focused(window: MainWindow) -> QWidget:
    found = window.focusWidget()
    assert found is not None
    return found


def test_the_queue_says_what_is_missing_most_listings_first(pane: TermsPane) -> None:
    assert words(pane)[0] == POT
    assert VIOLET in words(pane)
    first = pane.queue.model.rows[0]
    assert first.kind is MissingKind.TYPE
    assert first.listings == 4
    assert pane.queue.sentence.text().endswith("; 4 listings wait for them.")
    assert pane.tabs.tabText(QUEUE) == f"Missing words ({len(words(pane))})"
    told = pane.queue.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "product type" in told
    assert "German" in told
    assert "4 listings" in told


def test_the_word_in_hand_is_the_source_of_the_editor(pane: TermsPane, rest: Rest) -> None:
    choose(pane, POT, rest)
    editor = pane.editor
    assert editor.source.text() == POT
    assert editor.domain.currentData() == "product_type"
    assert list(editor.lines) == ["th", "de"]
    assert {one.standing for one in editor.entry.lines if editor.entry} == {Standing.MISSING}  # type: ignore[union-attr]
    assert not editor.save.isEnabled()
    assert not editor.group.isHidden()


def test_a_missing_word_gets_its_term_and_undo_brings_it_back(
    pane: TermsPane, window: MainWindow, rest: Rest
) -> None:
    assert title(window, "B") == ""
    count = len(words(pane))
    choose(pane, POT, rest)
    write(pane, "de", "Wirbeltopf")
    write(pane, "th", "หม้อไซโคลน")
    pane.editor.save.click()
    rest()
    assert "Wirbeltopf" in title(window, "B")
    assert "หม้อไซโคลน" in title(window, "C", "th-TH")
    assert POT not in words(pane)
    assert len(words(pane)) == count - 1
    assert said(window).startswith("Saved. ")
    assert "written anew. Ctrl+Z takes it back." in said(window)
    assert pane.queue.word is not None
    assert pane.editor.source.text() == pane.queue.word.word
    window.session.undo()
    rest()
    assert title(window, "B") == ""
    assert POT in words(pane)
    assert not own_terms.terms(window.session.store.read())
    window.session.redo()
    rest()
    assert "Wirbeltopf" in title(window, "B")


def test_a_word_with_some_of_its_languages_stays_and_the_message_says_so(
    pane: TermsPane, window: MainWindow, rest: Rest
) -> None:
    choose(pane, POT, rest)
    following = pane.queue.next_word
    write(pane, "de", "Wirbeltopf")
    pane.editor.save.click()
    rest()
    assert POT in words(pane)
    assert said(window).endswith("The word still lacks Thai.")
    assert pane.queue.word == following
    choose(pane, POT, rest)
    assert pane.editor.lines["de"].text == "Wirbeltopf"
    assert pane.editor.lines["de"].standing.text() == "yours"


def test_the_program_s_term_is_overridden_and_counts_again(
    pane: TermsPane, window: MainWindow, rest: Rest
) -> None:
    before = title(window, "A")
    assert "Kleid" in before
    find(pane, "连衣裙", rest)
    assert pane.search.row is not None
    assert pane.search.row.concept.id == "dress"
    line = pane.editor.lines["de"]
    assert line.text == "Kleid"
    assert line.standing.text() == "program"
    assert line.back.isHidden()
    write(pane, "de", "Robe")
    assert "not taken over" in line.hint.text()
    term = line.term()
    assert term is not None
    assert (term.gender, term.plural) == ("", "")
    pane.editor.save.click()
    rest()
    assert "Robe" in title(window, "A")
    kept = own_terms.terms(window.session.store.read())
    assert [(own.term.concept, own.term.text) for own in kept] == [("dress", "Robe")]
    assert pane.editor.lines["de"].standing.text() == "yours"
    assert pane.search.row is not None
    assert pane.search.row.own
    back = pane.editor.lines["de"].back
    assert back.isVisible()
    assert back.text() == "Use the program's again"
    back.click()
    rest()
    assert title(window, "A") == before
    assert not own_terms.terms(window.session.store.read())
    assert pane.editor.lines["de"].text == "Kleid"


def test_a_term_for_one_brand_holds_for_that_brand(
    pane: TermsPane, window: MainWindow, rest: Rest
) -> None:
    choose(pane, POT, rest)
    write(pane, "de", "Wirbeltopf")
    write(pane, "th", "หม้อไซโคลน")
    pane.editor.save.click()
    rest()
    find(pane, POT, rest)
    scope = pane.editor.scope
    assert scope.brand.findText("Cook") >= 0
    write(pane, "de", "Cook-Topf")
    scope.kind.setCurrentIndex(scope.kind.findData(ScopeKind.BRAND.value))
    scope.kind.activated.emit(scope.kind.currentIndex())
    scope.name.setText("Cook")
    scope.name.editingFinished.emit()
    rest()
    assert pane.editor.lines["de"].text == "Cook-Topf", "what is typed goes with the scope"
    assert pane.editor.lines["th"].standing.text() == "yours, elsewhere"
    pane.editor.save.click()
    rest()
    assert "Cook-Topf" in title(window, "B")
    assert "Wirbeltopf" in title(window, "C")
    kept = own_terms.terms(window.session.store.read())
    assert Scope(ScopeKind.BRAND, "Cook") in {own.scope for own in kept}
    assert len(kept) == 3
    assert pane.search.row is not None
    assert set(pane.search.row.scopes) == {EVERYWHERE, Scope(ScopeKind.BRAND, "Cook")}
    whose = pane.search.view.currentIndex().siblingAtColumn(3).data()
    assert whose == "yours: brand Cook"


def test_trying_shows_what_saving_writes(pane: TermsPane, window: MainWindow, rest: Rest) -> None:
    choose(pane, POT, rest)
    write(pane, "de", "Wirbeltopf")
    pane.editor.preview.click()
    rest()
    shown = pane.preview.model.rows
    assert pane.preview.isVisible()
    assert shown
    assert pane.preview.counts.text() == f"{len(shown)} texts change: German {len(shown)}"
    assert not own_terms.terms(window.session.store.read())
    assert title(window, "B") == ""
    assert pane.preview.stale.isHidden()
    write(pane, "de", "Wirbeltöpfe")
    assert pane.preview.stale.isVisible()
    write(pane, "de", "Wirbeltopf")
    pane.editor.save.click()
    rest()
    assert not pane.preview.isVisible()
    reader = window.session.store.read()
    for one in shown:
        found = translations.pairs(reader, one.product_id, one.locale)
        now = {(pair.segment.field, pair.segment.name, pair.translation.text) for pair in found}
        assert (one.field, one.name, one.after) in now


def test_what_is_typed_stays_until_it_is_saved(
    pane: TermsPane, window: MainWindow, rest: Rest
) -> None:
    choose(pane, POT, rest)
    write(pane, "de", "Wirbeltopf")
    choose(pane, VIOLET, rest)
    assert pane.editor.lines["de"].text == ""
    choose(pane, POT, rest)
    assert pane.editor.lines["de"].text == "Wirbeltopf"
    assert pane.editor.unsaved.isVisible()
    window.show_pane("board")
    rest()
    assert POT in said(window)
    assert "not saved yet" in said(window)
    window.show_pane("terms")
    rest()
    assert pane.editor.lines["de"].text == "Wirbeltopf"
    pane.editor.discard.click()
    assert pane.editor.lines["de"].text == ""
    choose(pane, VIOLET, rest)
    choose(pane, POT, rest)
    assert pane.editor.lines["de"].text == ""


def test_what_is_typed_is_there_again_after_the_window_was_closed(
    pane: TermsPane, window: MainWindow, qtbot: QtBot, rest: Rest
) -> None:
    choose(pane, POT, rest)
    write(pane, "de", "Wirbeltopf")
    pane.editor.note.insert("Spinning")
    steps = window.session.step_labels()
    window.close()
    assert window.session.step_labels() == steps, "nothing is saved yet"
    told: list[str] = []
    window.session.said.connect(lambda sentence, _role: told.append(sentence))
    again = TermsPane(window.session)
    qtbot.addWidget(again)
    again.show()
    rest()
    assert any(POT in one and "not saved yet" in one for one in told)
    choose(again, POT, rest)
    assert again.editor.lines["de"].text == "Wirbeltopf"
    assert again.editor.note.text() == "Spinning"
    assert again.editor.unsaved.isVisible()
    again.editor.discard.click()
    told.clear()
    last = TermsPane(window.session)
    qtbot.addWidget(last)
    last.show()
    rest()
    assert told == []
    choose(last, POT, rest)
    assert last.editor.lines["de"].text == ""


def test_no_button_is_cut_where_the_editor_is_narrow(
    pane: TermsPane, window: MainWindow, rest: Rest
) -> None:
    choose(pane, POT, rest)
    write(pane, "de", "Wirbeltopf")
    pane.editor.save.click()
    rest()
    pane.tabs.setCurrentIndex(SEARCH)
    pane.search.search.setText(POT)
    QTest.qWait(250)
    rest()
    write(pane, "de", "Wirbelkochtopf")
    window.resize(1024, 640)
    rest()
    editor = pane.editor
    shown = [editor.save, editor.preview, editor.discard, editor.unsaved, editor.remove]
    assert all(one.isVisible() for one in shown)
    assert [one for one in shown if one.width() < one.sizeHint().width()] == []
    inside = [editor.rect().contains(one.mapTo(editor, one.rect().bottomRight())) for one in shown]
    assert all(inside)


def test_words_typed_while_trying_are_told(pane: TermsPane, rest: Rest) -> None:
    choose(pane, POT, rest)
    write(pane, "de", "Wirbeltopf")
    pane.editor.preview.click()
    assert not pane.editor.save.isEnabled()
    write(pane, "de", "Wirbeltöpfe")
    rest()
    assert pane.preview.isVisible()
    assert pane.preview.stale.isVisible()
    assert pane.editor.save.isEnabled()


def test_a_further_source_word_is_added_to_one_of_the_program_s(
    pane: TermsPane, window: MainWindow, rest: Rest
) -> None:
    find(pane, "平底锅", rest)
    assert pane.search.row is not None
    assert not pane.editor.domain.isEnabled()
    pane.editor.source.insert(POT)
    pane.editor.save.click()
    rest()
    assert title(window, "B") != ""
    pane.tabs.setCurrentIndex(QUEUE)
    rest()
    assert POT not in words(pane)


def test_all_of_it_by_keys(pane: TermsPane, window: MainWindow, rest: Rest) -> None:
    window.show_pane("terms")
    assert focused(window) is pane.queue.list
    assert pane.queue.word is not None
    assert pane.queue.word.word == POT
    QTest.keyClick(focused(window), Qt.Key.Key_Return)
    assert focused(window) is pane.editor.lines["th"].field
    pane.editor.lines["th"].field.insert("หม้อไซโคลน")
    QTest.keyClick(focused(window), Qt.Key.Key_Return)
    assert focused(window) is pane.editor.lines["de"].field
    QTest.keyClicks(focused(window), "Wirbeltopf")
    QTest.keyClick(focused(window), Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    rest()
    assert pane.preview.isVisible()
    QTest.keyClick(focused(window), Qt.Key.Key_Return)
    assert focused(window) is pane.editor.save
    QTest.keyClick(focused(window), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    rest()
    assert "Wirbeltopf" in title(window, "B")
    assert focused(window) is pane.queue.list
    QTest.keyClick(focused(window), Qt.Key.Key_Return)
    assert focused(window) is pane.editor.lines["th"].field
    QTest.keyClick(focused(window), Qt.Key.Key_Escape)
    assert focused(window) is pane.queue.list
    QTest.keyClick(focused(window), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    rest()
    assert title(window, "B") == ""
    QTest.keyClick(focused(window), Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert focused(window) is pane.search.search
    assert pane.tabs.currentIndex() == SEARCH
    QTest.keyClicks(focused(window), "dress")
    QTest.keyClick(focused(window), Qt.Key.Key_Down)
    rest()
    assert focused(window) is pane.search.view
    QTest.keyClick(focused(window), Qt.Key.Key_Return)
    assert isinstance(focused(window), QLineEdit)
    QTest.keyClick(focused(window), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    rest()
    assert focused(window) is pane.editor.source


def test_nothing_missing_is_said_in_a_sentence(
    pane: TermsPane, window: MainWindow, rest: Rest
) -> None:
    for word in words(pane):
        choose(pane, word, rest)
        for tag in pane.editor.lines:
            if not pane.editor.lines[tag].text:
                write(pane, tag, f"{tag} {word[0]}")
        pane.editor.save.click()
        rest()
    assert not words(pane)
    assert pane.queue.pages.currentIndex() == 1
    assert pane.queue.empty.sentence.text() == "Every word has its term."
    pane.queue.empty.go.click()
    rest()
    assert pane.tabs.currentIndex() == SEARCH
    assert window.current == "terms"


def test_without_a_workspace_it_says_so(qtbot: QtBot) -> None:
    session = Session(Jobs(), Settings())
    went: list[str] = []
    session.went.connect(lambda code, _place: went.append(code))
    pane = TermsPane(session)
    qtbot.addWidget(pane)
    pane.show()
    assert pane.queue.empty.sentence.text() == "No workspace is open."
    pane.queue.empty.go.click()
    assert went == ["start"]
    assert not pane.add.isEnabled()
    pane._new()
    pane._save()
    session.close()


def test_stopping_changes_nothing(pane: TermsPane, window: MainWindow, rest: Rest) -> None:
    choose(pane, POT, rest)
    write(pane, "de", "Wirbeltopf")
    window.session.jobs.started.connect(lambda job: job.cancel())
    pane.editor.save.click()
    rest()
    assert said(window) == "Stopped. Nothing was changed."
    assert not own_terms.terms(window.session.store.read())
    assert pane.editor.lines["de"].text == "Wirbeltopf"
    assert pane.editor.save.isEnabled()


def test_proposed_terms_are_shown_taken_and_declined(window: MainWindow, rest: Rest) -> None:
    session = window.session
    with session.store.step("Propose") as step:
        for word, target in ((VIOLET, "ม่วงแสงจันทร์"), (POT, "หม้อไซโคลน"), ("棉", "ฝ้ายแท้")):
            suggestions.propose(step, TermProposal(word, "th-TH", target, "", "Nok"))
    window.show_pane("terms")
    session.refresh()
    rest()
    pane = window.panes["terms"]
    assert isinstance(pane, TermsPane)
    assert pane.proposals.text() == "3 proposed terms …"
    dialog = pane.show_proposed()
    assert dialog is not None
    cotton = dialog.in_hand
    assert cotton is not None
    assert cotton.now
    assert dialog.term.text() == "ฝ้ายแท้"
    assert cotton.now[0] in dialog.told.sentence.text()
    dialog.drop.click()
    rest()
    assert [one.proposal.source for one in dialog.model.rows] == [POT, VIOLET]
    dialog.term.setText("หม้อพายุ")
    dialog.go.click()
    rest()
    assert [one.term.text for one in own_terms.terms(session.store.read())] == ["หม้อพายุ"]
    dialog.go.click()
    rest()
    assert dialog.in_hand is None
    assert not dialog.go.isEnabled()
    dialog.reject()
    rest()
    assert pane.proposals.isHidden()
