"""A list of one column over a million rows."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyledItemDelegate
from pytestqt.qtbot import QtBot

from localizer.ui.models.paged import Index, Paged
from localizer.ui.widgets.tables import LongList

ROWS = 1_000_000
HEIGHT = 52


class Names(Paged[str]):
    def cell(self, row: str, column: int, role: int) -> object:
        del column
        return row if role == Qt.ItemDataRole.DisplayRole else None


class Tall(QStyledItemDelegate):
    def sizeHint(self, _option: object, _index: Index) -> QSize:  # noqa: N802 - Qt's
        return QSize(10, HEIGHT)


def fetch(ids: Sequence[int]) -> dict[int, str]:
    return {number: f"row {number}" for number in ids}


def test_home_and_end_go_to_the_first_and_the_last_row(qtbot: QtBot) -> None:
    view, model = LongList(), Names(fetch)
    qtbot.addWidget(view)
    view.setItemDelegate(Tall(view))
    view.setModel(model)
    model.swap(array("q", range(ROWS)))
    moved: list[int] = []
    view.moved.connect(lambda index: moved.append(index.row()))
    view.resize(200, 300)
    view.show()
    assert view.rowHeight(ROWS - 1) == HEIGHT
    view.setCurrentIndex(model.index(7, 0))
    for key in (Qt.Key.Key_End, Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_R):
        QTest.keyClick(view, key)
    assert moved == [7, ROWS - 1, 0, 1]
    assert model.line_of(ROWS - 1) == ROWS - 1
    assert model.line_of(ROWS) == -1
