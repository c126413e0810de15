"""The launch board in the window: parts of a cell, where it opens, progress, what narrows it."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from localizer.catalog import board
from localizer.catalog.board import Cell, CellState, Stage
from localizer.catalog.export_records import Exported
from localizer.jobs import Progress
from localizer.ui.main_window import MainWindow
from localizer.ui.models.board_table import CELL_ROLE, PROGRESS_ROLE
from localizer.ui.panes.board import BoardPane
from localizer.ui.panes.prices import PricesPane
from localizer.ui.widgets.board_delegate import BoardDelegate

Rest = Callable[[], None]
COUNT = st.integers(0, 2)
SENT = {
    Exported.NEVER: CellState.EMPTY,
    Exported.CHANGED: CellState.REVIEW,
    Exported.DRAFT: CellState.REVIEW,
    Exported.SAME: CellState.READY,
}


@pytest.fixture
def pane(window: MainWindow, rest: Rest) -> BoardPane:
    window.show_pane("board")
    rest()
    found = window.panes["board"]
    assert isinstance(found, BoardPane)
    return found


@given(
    cell=st.builds(
        lambda variants, lacking, **counts: Cell(
            variants=variants, priced=max(variants - lacking, 0), **counts
        ),
        variants=COUNT,
        lacking=COUNT,
        untranslated=COUNT,
        to_review=COUNT,
        approved=COUNT,
        scripts=COUNT,
        scripts_to_review=COUNT,
        blocks=COUNT,
        warnings=COUNT,
        moved=COUNT,
        exported=st.sampled_from(Exported),
    )
)
def test_the_parts_of_a_cell_agree_with_the_whole(cell: Cell) -> None:
    parts = [state for stage, state in cell.stages.items() if stage is not Stage.EXPORT]
    assert tuple(cell.stages) == tuple(Stage)
    if cell.state is CellState.READY:
        assert cell.stages[Stage.EXPORT] is SENT[cell.exported]
    else:
        assert cell.stages[Stage.EXPORT] is cell.state
    if cell.state is CellState.EMPTY:
        assert set(parts) == {CellState.EMPTY}
        return
    behind = [state for state in parts if state is not CellState.READY]
    assert (cell.state is CellState.READY) is (not behind)
    assert (cell.state is CellState.BLOCKED) is (CellState.BLOCKED in parts)
    message, _args = cell.reason
    assert bool(message) is bool(behind)
    assert cell.stages[cell.stage] is not CellState.READY or not behind


def test_a_mark_is_found_under_the_pointer(qtbot: QtBot) -> None:
    view = QTableView()
    qtbot.addWidget(view)
    delegate = BoardDelegate(view, CELL_ROLE)
    room = QRect(100, 40, 140, 50)
    found = [delegate.stage_at(room, QPoint(100 + x, 78)) for x in (18, 40, 58, 78, 98)]
    assert found == list(Stage)
    assert delegate.stage_at(room, QPoint(118, 50)) is None  # the words
    assert delegate.stage_at(room, QPoint(230, 78)) is None  # beside the marks


def test_a_cell_opens_where_its_reason_is(window: MainWindow, pane: BoardPane, rest: Rest) -> None:
    cells = {
        (row, column): pane.model.index(row, column).data(CELL_ROLE)
        for row in range(pane.model.rowCount())
        for column in range(pane.model.columnCount())
    }
    unpriced = next(at for at, cell in cells.items() if cell.stage is Stage.PRICE)
    pane.table.setCurrentIndex(pane.model.index(*unpriced))
    pane.table.setFocus()
    QTest.keyClick(pane.table, Qt.Key.Key_Return)
    rest()
    assert window.current == "prices"
    prices = window.panes["prices"]
    assert isinstance(prices, PricesPane)


def test_what_stops_a_cell_is_opened_at_its_place(
    window: MainWindow, pane: BoardPane, rest: Rest
) -> None:
    for row in range(pane.model.rowCount()):
        for column in range(pane.model.columnCount()):
            index = pane.model.index(row, column)
            if index.data(CELL_ROLE).blocks:
                pane._open_block(pane.model.id_at(row) or 0, pane.model.targets[column])
                rest()
                assert window.current in {"review", "prices", "scripts", "show"}
                return
    pytest.fail("nothing stops a cell here")


def test_progress_stands_above_each_target(pane: BoardPane) -> None:
    words, share = pane.model.headerData(0, Qt.Orientation.Horizontal, PROGRESS_ROLE)
    assert words == "0 of 3 ready"
    assert share == 0.0
    assert pane.rates.text().startswith("Rates: ")
    assert pane.rules.text().startswith("Rules: ")


def test_states_and_words_narrow_the_board(pane: BoardPane, rest: Rest) -> None:
    reader, targets = pane.session.store.read(), pane.model.targets
    whole = pane.model.rowCount()
    for state, made in pane.filters.buttons.items():
        made.click()
        rest()
        rows = board.board_rows(reader, targets, board.board_ids(reader, pane.session.products))
        wanted = [one for one, row in rows.items() if state in {cell.state for cell in row.cells}]
        assert sorted(pane.model.ids) == sorted(wanted), state
        assert pane.empty.isVisible() is not bool(wanted)
    pane.filters.all.click()
    rest()
    assert pane.model.rowCount() == whole
    pane.filters.search.setText("保温杯")
    pane.filters._timer.timeout.emit()
    rest()
    assert pane.model.rowCount() == 1
    pane.filters.search.setText("100%")
    pane.filters._timer.timeout.emit()
    rest()
    assert pane.model.rowCount() == 0


def test_a_ready_cell_is_counted(pane: BoardPane, rest: Rest) -> None:
    store = pane.session.store
    with store.step("Ready") as step:
        step.write("UPDATE translation SET state = 'approved'")
        step.write("UPDATE translation_body SET text = 'x' WHERE text = ''")
        step.write("UPDATE script SET state = 'approved'")
    with store.derive() as step:
        step.write("DELETE FROM finding")
    pane.reload()
    rest()
    ready = [
        pane.model.index(row, 0).data(CELL_ROLE).state is CellState.READY
        for row in range(pane.model.rowCount())
    ]
    words, share = pane.model.headerData(0, Qt.Orientation.Horizontal, PROGRESS_ROLE)
    assert any(ready)
    assert words == f"{sum(ready)} of 3 ready"
    assert share == sum(ready) / 3


def test_a_search_that_waits_asks_nothing_of_a_closed_workspace(
    window: MainWindow, pane: BoardPane, rest: Rest
) -> None:
    pane.filters.search.setText("x")
    rest()
    window.close()
    pane.session.close()
    pane.filters._timer.timeout.emit()
    assert pane.session.path is None


def test_products_are_there_before_all_is_counted(
    window: MainWindow, rest: Rest, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    asked: list[Progress] = []

    def endless(_reader: object, _targets: object, _products: object, progress: Progress) -> object:
        asked.append(progress)
        while True:
            progress.step(0, 1)
            time.sleep(0.001)

    with monkeypatch.context() as patch:
        patch.setattr(board, "board_counts", endless)
        window.show_pane("board")
        found = window.panes["board"]
        assert isinstance(found, BoardPane)
        qtbot.waitUntil(lambda: window.session.jobs.at_rest and found.model.rowCount() == 3)
        assert found.ready.text() == "Counting …"
        assert not any("(" in made.text() for made in found.filters.buttons.values())
        assert not found.next.isVisible()
        assert found.model.row_at(0) is not None
        qtbot.waitUntil(lambda: len(asked) == 1)
        found.reload()
        qtbot.waitUntil(lambda: len(asked) == 2)
        qtbot.waitUntil(lambda: [one.is_stopped for one in asked] == [True, False])
    found.reload()
    rest()
    assert all(one.is_stopped for one in asked)
    assert "ready" in found.ready.text()
