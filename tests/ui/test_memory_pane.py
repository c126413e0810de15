"""The Memory pane: pairs are found by words and filters, mended, deleted and brought back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from localizer.catalog import memory, memory_browse
from localizer.catalog.memory_browse import FROM_ENGINE, MemoryFilter
from localizer.model.changes import Changes
from localizer.model.segment import FROM_IMPORT, FROM_PERSON, MemoryUnit
from localizer.settings import Settings
from localizer.store.database import create
from localizer.ui.actions.session import Session
from localizer.ui.jobs import Jobs
from localizer.ui.main_window import MainWindow
from localizer.ui.models.memory_table import LANGUAGE, PLACE, SOURCE, TARGET, WHEN, WHO
from localizer.ui.panes.memory import MemoryPane
from localizer.ui.panes.memory.pair import HINT, PAIR, SEVERAL

Rest = Callable[[], None]
NOW = dt.datetime.now(dt.UTC)
UNITS = (
    MemoryUnit("保温杯 500毫升", "zh-Hans", "Isolierbecher 500 ml", "de-DE", "title", "Mei",
               (NOW - dt.timedelta(days=90)).isoformat()),
    MemoryUnit("连衣裙", "zh-Hans", "Kleid", "de-DE", "bullet", "Ana",
               (NOW - dt.timedelta(days=20)).isoformat(), FROM_IMPORT, "DR-1"),
    MemoryUnit("杯子", "zh-Hans", "แก้ว", "th-TH", "option_value", "",
               (NOW - dt.timedelta(days=2)).isoformat(), "deepl"),
)  # fmt: skip
CUP, DRESS, MUG = 1, 2, 3


@pytest.fixture
def pane(window: MainWindow, rest: Rest) -> MemoryPane:
    """Return the pane in front, over a memory of three pairs."""
    with window.session.store.step("Remember") as step:
        memory.remember(step, UNITS)
    window.show_pane("memory")
    rest()
    found = window.panes["memory"]
    assert isinstance(found, MemoryPane)
    return found


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Return another workspace that remembers one pair."""
    path = tmp_path / "winter.localizer"
    with create(path, person="Ana") as store, store.step("Remember") as step:
        memory.remember(step, [MemoryUnit("羽绒服", "zh-Hans", "Daunenjacke", "de-DE", "title")])
    return path


def shown(pane: MemoryPane) -> list[int]:
    return list(pane.model.ids)


def choose(pane: MemoryPane, number: int) -> None:
    index = pane.model.index(pane.model.line_of(number), 0)
    flag = QItemSelectionModel.SelectionFlag
    pane.view.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
    pane.view.setFocus()


def pick(one: QComboBox, value: object) -> None:
    one.setCurrentIndex(one.findData(value))
    one.activated.emit(one.currentIndex())


def stored(window: MainWindow, number: int) -> MemoryUnit | None:
    return memory.by_ids(window.session.store.read(), [number]).get(number)


def said(window: MainWindow) -> str:
    return window.messages.sentence.text()


def cells(pane: MemoryPane, line: int) -> list[str]:
    return [pane.model.index(line, place).data() for place in range(pane.model.columnCount())]


def test_pairs_stand_newest_first_with_where_and_who(pane: MemoryPane) -> None:
    assert shown(pane) == [MUG, DRESS, CUP]
    assert cells(pane, 0)[:5] == ["杯子", "แก้ว", "Thai (TH)", "Option value", "deepl"]
    assert cells(pane, 1)[:5] == [
        "连衣裙",
        "Kleid",
        "German (DE)",
        "Bullet · DR-1",
        "Ana, imported",
    ]
    assert cells(pane, 2)[WHO] == "Mei"
    assert pane.filters.counted.text() == "3 pairs"
    told = pane.model.index(2, SOURCE).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "保温杯 500毫升, Isolierbecher 500 ml, German (DE)"


def test_the_pair_in_hand_is_shown_whole(pane: MemoryPane) -> None:
    choose(pane, DRESS)
    card = pane.pair
    assert (card.number, card.pages.currentIndex()) == (DRESS, PAIR)
    assert (card.source.toPlainText(), card.target.toPlainText()) == ("连衣裙", "Kleid")
    assert card.source.isReadOnly()
    assert card.who.accessibleName() == "Ana · imported"
    assert card.where.accessibleName() == "Bullet · DR-1"
    assert (
        str(NOW.year) in card.when.accessibleName()
        or str(NOW.year - 1) in card.when.accessibleName()
    )
    assert not card.save.isEnabled()


@pytest.mark.parametrize(
    ("name", "value", "numbers"),
    [
        ("target", "th-TH", [MUG]),
        ("origin", FROM_PERSON, [CUP]),
        ("origin", FROM_IMPORT, [DRESS]),
        ("origin", FROM_ENGINE, [MUG]),
        ("person", "Mei", [CUP]),
        ("age", 7, [MUG]),
        ("age", 30, [MUG, DRESS]),
    ],
)
def test_filters_narrow_and_are_cleared(
    name: str, value: object, numbers: list[int], pane: MemoryPane, rest: Rest
) -> None:
    filters = pane.filters
    pick(getattr(filters, name), value)
    rest()
    assert shown(pane) == numbers
    assert filters.counted.text() == f"{len(numbers)} of 3 pairs"
    assert not filters.clear_all.isHidden()
    filters.clear_all.click()
    rest()
    assert shown(pane) == [MUG, DRESS, CUP]
    assert filters.clear_all.isHidden()


def test_typing_searches_both_sides_and_down_goes_to_what_is_found(
    pane: MemoryPane, rest: Rest
) -> None:
    pane.filters.search.setFocus()
    QTest.keyClicks(pane.filters.search, "becher")
    QTest.keyClick(pane.filters.search, Qt.Key.Key_Down)
    rest()
    assert shown(pane) == [CUP]
    assert pane.view.hasFocus()
    assert pane.pair.number == CUP
    QTest.keyClick(pane.view, Qt.Key.Key_Return)
    assert pane.pair.target.hasFocus()
    QTest.keyClick(pane.pair.target, Qt.Key.Key_Escape)
    assert pane.view.hasFocus()
    QTest.keyClick(pane.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert pane.filters.search.hasFocus()
    assert pane.filters.search.selectedText() == "becher"


def test_what_is_not_found_offers_the_way_back(pane: MemoryPane, rest: Rest) -> None:
    pane.filters.search.setText("zelt")
    rest()
    pane.filters._ask()
    rest()
    assert pane.pages.currentWidget() is pane.empty
    assert pane.empty.sentence.text() == "No pair is as you ask for it."
    assert pane.pair.pages.currentIndex() == HINT
    pane.empty.go.click()
    rest()
    assert shown(pane) == [MUG, DRESS, CUP]


def test_an_empty_memory_says_how_it_fills(window: MainWindow, rest: Rest) -> None:
    window.show_pane("memory")
    rest()
    found = window.panes["memory"]
    assert isinstance(found, MemoryPane)
    assert "comes here" in found.empty.sentence.text()
    assert found.empty.go.text() == "Import …"
    assert found.filters.source.isHidden()
    assert found.filters.person.isHidden()


def test_a_new_question_stops_the_one_before(
    pane: MemoryPane, rest: Rest, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    ids = memory_browse.ids

    def slow(reader: object, wanted: MemoryFilter, progress: object) -> object:
        asked.append(wanted.text)
        if wanted.text == "first":
            while True:  # until the next question
                progress.step(0, 1)  # type: ignore[attr-defined]
        return ids(reader, wanted, progress)  # type: ignore[arg-type]

    monkeypatch.setattr(memory_browse, "ids", slow)
    pane.filters.search.setText("first")
    pane.filters._ask()
    pane.filters.search.setText("Kleid")
    pane.filters._ask()
    rest()
    assert asked[-1] == "Kleid"
    assert shown(pane) == [DRESS]


def test_a_slow_search_says_so(
    pane: MemoryPane, rest: Rest, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(_reader: object, _wanted: object, progress: object) -> None:
        while True:
            progress.step(0, 1)  # type: ignore[attr-defined]

    with monkeypatch.context() as patch:
        patch.setattr(memory_browse, "ids", slow)
        pane.filters.search.setText("x")
        pane.filters._ask()
        qtbot.waitUntil(lambda: pane.filters.counted.text() == "Searching …")
    pane.filters.clear()
    rest()
    assert pane.filters.counted.text() == "3 pairs"


def test_a_translation_is_mended_and_undo_brings_it_back(
    pane: MemoryPane, window: MainWindow, rest: Rest
) -> None:
    choose(pane, MUG)
    pane.pair.target.setPlainText("ถ้วย")
    assert pane.pair.save.isEnabled()
    assert not pane.pair.unsaved.isHidden()
    QTest.keyClick(pane.pair.target, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    rest()
    unit = stored(window, MUG)
    assert unit is not None
    assert (unit.target, unit.origin, unit.created_by) == ("ถ้วย", FROM_PERSON, "tester")
    assert said(window) == "Saved. Ctrl+Z takes it back."
    assert cells(pane, 0)[TARGET] == "ถ้วย"
    assert pane.pair.who.accessibleName() == "tester · approved by a person"
    assert pane.pair.unsaved.isHidden()
    window.session.undo()
    rest()
    assert stored(window, MUG) == UNITS[2]
    assert pane.pair.target.toPlainText() == "แก้ว"
    assert not pane.pair.is_changed


def test_undo_takes_back_typing_first_and_then_what_was_saved(
    pane: MemoryPane, window: MainWindow, rest: Rest
) -> None:
    control, target = Qt.KeyboardModifier.ControlModifier, pane.pair.target
    choose(pane, CUP)
    target.setFocus()
    QTest.keyClicks(target, "X")
    QTest.keyClick(target, Qt.Key.Key_Z, control)
    rest()
    assert target.toPlainText() == "Isolierbecher 500 ml"
    QTest.keyClicks(target, "Y")
    QTest.keyClick(target, Qt.Key.Key_Return, control)
    rest()
    unit = stored(window, CUP)
    assert unit is not None
    assert unit.target == "YIsolierbecher 500 ml"
    assert target.hasFocus()
    QTest.keyClick(target, Qt.Key.Key_Z, control)
    rest()
    assert stored(window, CUP) == UNITS[0]
    assert target.toPlainText() == "Isolierbecher 500 ml"
    QTest.keyClick(target, Qt.Key.Key_Y, control)
    rest()
    assert target.toPlainText() == "YIsolierbecher 500 ml"


def test_what_is_typed_stays_with_its_pair(
    pane: MemoryPane, window: MainWindow, rest: Rest
) -> None:
    choose(pane, MUG)
    pane.pair.target.setPlainText("ถ้วย")
    choose(pane, CUP)
    assert not pane.pair.is_changed
    window.show_pane("terms")
    assert "not saved yet" in said(window)
    window.show_pane("memory")
    rest()
    choose(pane, MUG)
    assert pane.pair.target.toPlainText() == "ถ้วย"
    pane.pair.discard.click()
    assert pane.pair.target.toPlainText() == "แก้ว"
    choose(pane, CUP)
    assert not pane._drafts
    assert stored(window, MUG) == UNITS[2]


def test_a_blank_translation_is_not_saved(pane: MemoryPane, window: MainWindow) -> None:
    choose(pane, CUP)
    pane.pair.target.setPlainText("  \n")
    assert not pane.pair.save.isEnabled()
    pane._save()
    assert not window.session.jobs.live


def test_one_pair_is_deleted_and_the_next_is_in_hand(
    pane: MemoryPane, window: MainWindow, rest: Rest
) -> None:
    choose(pane, DRESS)
    QTest.keyClick(pane.view, Qt.Key.Key_Delete)
    rest()
    assert shown(pane) == [MUG, CUP]
    assert pane.pair.number == CUP
    assert said(window) == "1 pair deleted. Ctrl+Z takes it back."
    window.session.undo()
    rest()
    assert shown(pane) == [MUG, DRESS, CUP]
    assert stored(window, DRESS) == UNITS[1]


def test_several_are_deleted_together(pane: MemoryPane, window: MainWindow, rest: Rest) -> None:
    choose(pane, MUG)
    pane.pair.target.setPlainText("ถ้วย")
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    pane.view.selectionModel().select(pane.model.index(2, 0), flags)
    assert pane.view.ranges() == [(0, 0), (2, 2)]
    assert pane.pair.pages.currentIndex() == SEVERAL
    assert pane.pair.several.text() == "2 pairs are chosen"
    pane.pair.delete_all.click()
    assert not pane.pair.delete_all.isEnabled()
    rest()
    assert shown(pane) == [DRESS]
    assert said(window) == "2 pairs deleted. Ctrl+Z takes it back."
    assert pane.pair.delete.isEnabled()
    assert not pane._drafts
    window.session.undo()
    rest()
    assert shown(pane) == [MUG, DRESS, CUP]


def test_another_memory_is_added_looked_at_weighed_and_removed(
    pane: MemoryPane, window: MainWindow, rest: Rest, other: Path
) -> None:
    assert pane.filters.shelf.isHidden()
    pane.work.attach(other)
    rest()
    (line,) = pane.shelves.lines
    assert (line.name.accessibleName(), line.said.accessibleName()) == (
        "winter.localizer",
        "1 pair",
    )
    assert said(window).startswith("Matches can come from winter.localizer now.")
    assert not pane.filters.shelf.isHidden()
    line.look.click()
    rest()
    assert cells(pane, 0)[:3] == ["羽绒服", "Daunenjacke", "German (DE)"]
    assert not pane.pair.locked.isHidden()
    assert pane.pair.target.isReadOnly()
    assert pane.pair.delete.isHidden()
    pane._delete()
    line.points.setValue(12)
    rest()
    assert memory_browse.attached(window.session.store.read())[0].penalty == 12
    line.remove.click()
    rest()
    assert not pane.shelves.lines
    assert pane.filters.path is None
    assert shown(pane) == [MUG, DRESS, CUP]
    assert not pane.pair.target.isReadOnly()
    window.session.undo()
    rest()
    assert len(pane.shelves.lines) == 1
    with memory_browse.opened(other) as reader:
        assert memory.size(reader) == 1


def test_what_can_be_chosen_follows_the_memory_shown(
    pane: MemoryPane, rest: Rest, other: Path
) -> None:
    def offered(one: QComboBox) -> list[str]:
        return [one.itemData(place) for place in range(one.count())]

    filters = pane.filters
    assert offered(filters.target) == ["", "de-DE", "th-TH"]
    assert offered(filters.person) == ["", "Ana", "Mei"]
    assert filters.source.isHidden()
    pick(filters.target, "th-TH")
    pane.work.attach(other)
    rest()
    filters.choose(other.resolve())
    rest()
    # What was chosen stays chosen, so that nobody wonders why nothing is shown.
    assert offered(filters.target) == ["", "de-DE", "th-TH"]
    assert filters.filter().target_locale == "th-TH"
    assert shown(pane) == []
    assert pane.empty.go.text() == "Clear all"
    pane.empty.go.click()
    rest()
    pane.reload()
    rest()
    assert offered(filters.target) == ["", "de-DE"]
    assert filters.person.isHidden()
    assert cells(pane, 0)[SOURCE] == "羽绒服"


def test_a_memory_whose_file_is_gone_is_told(
    pane: MemoryPane, window: MainWindow, rest: Rest, other: Path
) -> None:
    pane.work.attach(other)
    rest()
    pane.filters.choose(other.resolve())
    rest()
    assert pane._path == other.resolve()
    other.unlink()
    pane.filters._ask()
    rest()
    assert "no workspace" in said(window)
    assert pane.filters.path is None
    assert shown(pane) == [MUG, DRESS, CUP]
    pane.reload()
    rest()
    (line,) = pane.shelves.lines
    assert line.said.text() == "cannot be read"
    assert "no workspace" in line.said.toolTip()
    assert not line.look.isEnabled()
    assert pane.filters.shelf.isHidden()


def test_a_file_that_is_no_workspace_is_not_added(
    pane: MemoryPane, window: MainWindow, rest: Rest, tmp_path: Path
) -> None:
    file = tmp_path / "words.localizer"
    file.write_text("hello " * 1000)
    pane.work.attach(file)
    rest()
    assert "is not a Localizer workspace" in said(window)
    assert not pane.shelves.lines


def test_only_news_of_the_memory_is_read(pane: MemoryPane, rest: Rest) -> None:
    before = pane._question
    pane.take(Changes(7, {"price": 3}))
    pane.take(Changes(7, {"attached_memory": 1}))
    assert pane._question == before
    pane.take(Changes(7, {"memory": 1}))
    assert pane._question == before + 1
    rest()


def test_texts_get_their_room_first(pane: MemoryPane) -> None:
    pane.view.fit_languages(["Thai (TH)"])
    narrow = pane.view.columnWidth(LANGUAGE)
    pane.view.fit_languages(["Thai (TH)", "Chinese (Traditional, with a long name)"])
    assert narrow < pane.view.columnWidth(LANGUAGE) <= 144
    pane.view.fit_languages([])
    hidden = []
    for width in (1000, 560, 470, 420):
        pane.view._spare(width)
        spare = (PLACE, WHO, WHEN)
        hidden.append([place for place in spare if pane.view.isColumnHidden(place)])
        assert not pane.view.isColumnHidden(LANGUAGE)
    assert hidden[0] == []
    assert hidden[-1] == [PLACE, WHO, WHEN]
    assert sorted(hidden, key=len) == hidden


def test_the_memory_needs_no_launch(qtbot: QtBot, tmp_path: Path, window: MainWindow) -> None:
    session = Session(Jobs(), Settings())
    session.attach(tools=window.session.tools, store=create(tmp_path / "new.localizer"))
    fresh = MainWindow(session)
    qtbot.addWidget(fresh)
    fresh.show_pane("memory")
    assert fresh.current == "memory"
    assert fresh.navigation.buttons["memory"].isEnabled()
    qtbot.waitUntil(lambda: not session.jobs.live)
    fresh.close()
    session.close()
