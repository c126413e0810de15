"""The People pane on the real window: the name, the figures, the history, and what is taken along."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from localizer import i18n, pipeline, settings
from localizer.catalog.activity import Kind
from localizer.model.segment import State
from localizer.pipeline.statistics_sheet import By
from localizer.review import decisions
from localizer.store.database import create
from localizer.ui.actions.session import Session
from localizer.ui.actions.work_bars import Measure, Stack
from localizer.ui.main_window import MainWindow
from localizer.ui.models.activity_table import WHAT, WHO
from localizer.ui.panes.people import PeoplePane
from localizer.ui.panes.people.head import Scope, choose

Rest = Callable[[], None]
TODAY = dt.datetime.now().astimezone().date()


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the names that are set here from other tests."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))


@pytest.fixture
def texts(session: Session) -> list[int]:
    """Let two people work: one writes two texts, the other approves one and sends one back."""
    i18n.activate("en")
    store = session.store
    rows = store.read().rows(
        "SELECT id FROM translation WHERE state = 'draft' AND locale = 'th-TH' ORDER BY id"
    )
    found = [row["id"] for row in rows][:3]
    store.person = "Nok"
    decisions.edit_text(store, found[0], "หนึ่ง")
    decisions.edit_text(store, found[1], "สอง")
    store.person = "Mei"
    decisions.approve(store, [found[0]])
    decisions.send_back(store, found[1], "Shorter.")
    return found


@pytest.fixture
def pane(window: MainWindow, texts: list[int], rest: Rest) -> PeoplePane:
    assert texts
    window.show_pane("people")
    rest()
    found = window.panes["people"]
    assert isinstance(found, PeoplePane)
    return found


def cells(pane: PeoplePane, table: str) -> list[list[str]]:
    model = (pane.by_state if table == "state" else pane.by_person).model
    return [
        [model.index(line, column).data() for column in range(model.columnCount())]
        for line in range(model.rowCount())
    ]


def listed(pane: PeoplePane) -> list[tuple[str, str]]:
    model = pane.steps.model
    return [
        (model.index(line, WHO).data(), model.index(line, WHAT).data())
        for line in range(model.rowCount())
    ]


def turn(pane: PeoplePane, rest: Rest, **chosen: object) -> None:
    """Choose in the lists as the person does."""
    for name, value in chosen.items():
        box = getattr(pane.counted, name)
        choose(box, value)
        box.activated.emit(box.currentIndex())
    rest()


def test_it_shows_who_did_how_much(pane: PeoplePane) -> None:
    assert {one[0] for one in cells(pane, "person")} == {"Nok", "Mei"}
    texts = {one.deed.value: one.count.texts for one in pane.done.cells}
    assert texts == {"written": 2, "approved": 1, "sent_back": 1}
    assert pane.chart.bars.total == sum(one.count.words for one in pane.done.cells)
    assert [one[0] for one in cells(pane, "state")] == ["TH/shopee", "DE/amazon"]
    assert len(pane.chart.bars.bars) == 30
    assert pane.counted.note.text().startswith("The history begins on ")


def test_in_texts_and_by_person(pane: PeoplePane, rest: Rest) -> None:
    turn(pane, rest, measure=Measure.TEXTS.value, stack=Stack.PERSON.value)
    assert sorted(cells(pane, "person")) == [["Mei", "0", "1", "1"], ["Nok", "2", "0", "0"]]
    assert set(pane.chart.bars.names) == {"Mei", "Nok"}
    assert pane.chart.bars.bars[-1].total == 4
    assert pane.by_person.heading.text() == "Texts by person"
    thai = next(one for one in pane.states if one.locale == "th-TH")
    assert cells(pane, "state")[0][4] == str(thai.states[State.APPROVED].texts) == "1"


def test_a_bar_chosen_by_keys_narrows_the_history(pane: PeoplePane, rest: Rest) -> None:
    every = len(pane.steps.model.ids)
    pane.chart.setFocus()
    for key in (Qt.Key.Key_End, Qt.Key.Key_Left, Qt.Key.Key_Return):
        QTest.keyClick(pane.chart, key)
    rest()
    assert pane.reading.text().endswith(": 0 words")
    assert listed(pane) == []
    assert pane.steps.nothing.isVisible()
    QTest.keyClick(pane.chart, Qt.Key.Key_Right)
    QTest.keyClick(pane.chart, Qt.Key.Key_Return)
    rest()
    assert len(pane.steps.model.ids) == every
    assert pane.steps.days.isVisible()
    QTest.mouseClick(pane.steps.days, Qt.MouseButton.LeftButton)
    rest()
    assert pane.chart.held is None
    assert not pane.steps.days.isVisible()


def test_days_that_are_not_shown_any_more_narrow_nothing(pane: PeoplePane, rest: Rest) -> None:
    pane.chart.setFocus()
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Return):
        QTest.keyClick(pane.chart, key)
    rest()
    assert listed(pane) == []
    turn(pane, rest, span=14)
    assert listed(pane) != []
    assert not pane.steps.days.isVisible()


def test_the_history_by_person_and_kind(pane: PeoplePane, rest: Rest) -> None:
    assert listed(pane)[:3] == [
        ("Mei", "Send a translation back"), ("Mei", "Approve 1 translations"),
        ("Nok", "Edit a translation"),
    ]  # fmt: skip
    choose(pane.steps.person, "Nok")
    pane.steps.person.activated.emit(0)
    rest()
    assert listed(pane) == [("Nok", "Edit a translation")] * 2
    assert pane.steps.counted.text() == "2 steps"
    choose(pane.steps.kind, Kind.PRICES.value)
    pane.steps.kind.activated.emit(0)
    rest()
    assert listed(pane) == []
    pane.reload()
    rest()
    assert pane.steps.person.currentData() == "Nok"


def test_what_is_undone_says_so_and_does_not_count(
    pane: PeoplePane, session: Session, rest: Rest
) -> None:
    session.undo()
    rest()
    assert listed(pane)[0] == ("Mei", "Send a translation back (undone)")
    font = pane.steps.model.index(0, WHAT).data(Qt.ItemDataRole.FontRole)
    assert font.strikeOut()
    assert {one.deed.value for one in pane.done.cells} == {"written", "approved"}


def test_another_name_holds_from_the_next_step_on(
    pane: PeoplePane, session: Session, texts: list[int], rest: Rest
) -> None:
    pane.name.setFocus()
    QTest.keyClicks(pane.name, "  Somchai   S. ")
    QTest.keyClick(pane.name, Qt.Key.Key_Return)
    assert session.settings.person == settings.load().person == "Somchai S."
    assert pane.name.text() == "Somchai S."
    store = session.store
    session.edit(lambda: decisions.edit_text(store, texts[2], "สาม"))
    rest()
    assert listed(pane)[0] == ("Somchai S.", "Edit a translation")
    assert "Somchai S." in [pane.steps.person.itemText(n) for n in range(pane.steps.person.count())]


def test_a_name_is_kept_when_one_leaves_and_taken_back_when_emptied(
    pane: PeoplePane, session: Session, window: MainWindow, rest: Rest
) -> None:
    pane.name.setText("Ann")
    window.show_pane("catalog")
    rest()
    assert (session.store.person, session.settings.person) == ("Ann", "Ann")
    window.show_pane("people")
    rest()
    pane.name.setText("")
    pane.flush()
    assert session.settings.person == ""
    assert session.store.person == settings.person_name(settings.Settings())
    assert pane.name.placeholderText() == session.store.person


def test_the_whole_workspace_and_a_span(pane: PeoplePane, rest: Rest) -> None:
    turn(pane, rest, scope=Scope.WORKSPACE.value, span=14)
    assert pane.launch is None
    assert len(pane.chart.bars.bars) == 14
    assert [one[0] for one in cells(pane, "state")] == ["German", "Thai"]
    assert len(listed(pane)) > 4
    assert pane.chart.accessibleName().endswith("the whole workspace")
    turn(pane, rest, span=0)
    assert pane.chart.bars.bars[0].first == TODAY


@pytest.mark.parametrize("by", list(By))
def test_the_figures_as_csv(pane: PeoplePane, tmp_path: Path, rest: Rest, by: By) -> None:
    dialog = pane.choose_file(by)
    assert dialog.selectedFiles()[0].endswith(f"work-{by.value}.csv")
    dialog.reject()
    out = tmp_path / "out.csv"
    pane.save_csv(out, by)
    rest()
    data = out.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(data.decode("utf-8-sig").splitlines()))
    if by is By.STATE:
        assert sum(int(row["texts"]) for row in rows) == sum(one.total.texts for one in pane.states)
    else:
        assert {row["person"]: row["written_texts"] for row in rows} == {"Mei": "0", "Nok": "2"}


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_menu_offers_every_table(pane: PeoplePane) -> None:
    pane.save.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [one.text() for one in menu.actions()] == [
        "By target and state …", "By person …", "By day and person …",
    ]  # fmt: skip
    menu.close()


def test_the_chart_goes_into_the_clipboard(pane: PeoplePane) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    pane.copy.click()
    assert clipboard.image().width() == 2 * pane.chart.width()


def test_without_work_it_says_so(window: MainWindow, rest: Rest) -> None:
    i18n.activate("en")
    window.show_pane("people")
    rest()
    pane = window.panes["people"]
    assert isinstance(pane, PeoplePane)
    assert pane.by_person.nothing.isVisible()
    assert not pane.copy.isEnabled()
    assert pane.chart.accessibleDescription().startswith("Nothing was written")


def test_without_a_launch_it_is_the_workspace(
    window: MainWindow, session: Session, tmp_path: Path, rest: Rest
) -> None:
    i18n.activate("en")
    session.attach(store=create(tmp_path / "empty.localizer"))
    rest()
    assert window.navigation.buttons["people"].isEnabled()
    window.show_pane("people")
    rest()
    pane = window.panes["people"]
    assert isinstance(pane, PeoplePane)
    assert pane.counted.scope.count() == 1
    assert pane.by_state.nothing.isVisible()
    assert pane.steps.nothing.isVisible()


def test_another_launch_is_counted_at_once(
    pane: PeoplePane, session: Session, rest: Rest, tools: pipeline.Tools
) -> None:
    pipeline.create_launch(session.store, tools, "second", ["DE/amazon"], dt.date(2026, 12, 1), [1])
    session.find_launch("second")
    rest()
    assert pane.chart.accessibleName() == "What was done, in words · second"
    assert [one[0] for one in cells(pane, "state")] == ["DE/amazon"]
    assert pane.done.cells == ()


def test_the_models_keep_qts_rules(pane: PeoplePane) -> None:
    for model in (pane.steps.model, pane.by_state.model, pane.by_person.model):
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_everything_is_reached_by_tab_and_has_a_name(pane: PeoplePane) -> None:
    wanted = [
        pane.name, pane.copy, pane.save, pane.counted.scope, pane.counted.span, pane.chart,
        pane.by_state.table, pane.by_person.table, pane.steps.person, pane.steps.view,
    ]  # fmt: skip
    assert all(one.accessibleName() for one in wanted)
    seen: list[QWidget] = [pane.name]
    while (one := seen[-1].nextInFocusChain()) is not None and one is not pane.name:
        seen.append(one)
    places = [seen.index(one) for one in wanted]
    assert places == sorted(places)
