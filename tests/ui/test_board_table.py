"""The launch board over any number of products: rows by page, names and cells of what is painted."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from localizer.catalog.board import BoardRow, Cell
from localizer.model.launch import Target
from localizer.ui.models.board_table import CELL_ROLE, BoardTable
from localizer.ui.models.paged import PAGE
from localizer.ui.widgets.name_header import NameHeader
from localizer.ui.widgets.tables import KeyTable

MANY = 100_000
TARGETS = (Target("TH", "shopee", "th-TH"), Target("DE", "amazon", "de-DE"))
LABELS = ("TH/shopee", "DE/amazon")


class Pages:
    """Counts the rows that were asked for."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, ids: Sequence[int]) -> dict[int, BoardRow]:
        self.asked += len(ids)
        cells = (Cell(), Cell(approved=1, scripts=1))
        return {one: BoardRow(one, f"K-{one}", f"Dress {one}", cells) for one in ids}


def test_only_the_pages_that_are_painted_are_fetched(qtbot: QtBot) -> None:
    pages = Pages()
    model = BoardTable(pages)
    QAbstractItemModelTester(model)
    table = KeyTable()
    qtbot.addWidget(table)
    table.setModel(model)
    table.setVerticalHeader(NameHeader(table, 240, 38))
    table.show()
    model.show_board(array("q", range(1, MANY + 1)), TARGETS, LABELS)
    qtbot.waitExposed(table)
    table.grab()
    assert (model.rowCount(), model.columnCount()) == (MANY, 2)
    before = pages.asked
    assert before <= 4 * PAGE
    model.show_board(array("q", range(1, MANY + 1)), TARGETS, LABELS)
    table.grab()
    table.selectAll()
    assert pages.asked - before <= 4 * PAGE


def test_names_stand_left_and_targets_above() -> None:
    model = BoardTable(Pages())
    model.show_board(array("q", (7, 8)), TARGETS, LABELS)
    assert model.headerData(1, Qt.Orientation.Vertical) == "Dress 8"
    assert model.headerData(2, Qt.Orientation.Vertical) is None
    assert model.headerData(1, Qt.Orientation.Horizontal) == "DE/amazon"
    assert model.headerData(2, Qt.Orientation.Horizontal) is None
    cell = model.index(0, 0)
    assert model.data(cell) == "not drafted yet"
    assert isinstance(model.data(cell, CELL_ROLE), Cell)
    spoken = model.data(cell, Qt.ItemDataRole.AccessibleTextRole)
    parts = ", ".join(
        f"{name}: not drafted" for name in ("listing", "price", "script", "checks", "export")
    )
    assert spoken == f"Dress 7, TH/shopee: not drafted, not drafted yet; {parts}"
    assert "prices: 0 of 0" in model.data(cell, Qt.ItemDataRole.ToolTipRole)
