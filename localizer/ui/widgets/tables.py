"""Tables and lists moved in by keys: Enter, a double click, or one click on a cell opens it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QListView,
    QStyleOptionViewItem,
    QTableView,
)

Index = QModelIndex | QPersistentModelIndex
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class KeyTable(QTableView):
    """``opened`` tells which cell was clicked or entered; Tab leaves the table."""

    opened = Signal(QModelIndex)

    def __init__(self) -> None:
        """Set what all our tables share."""
        super().__init__()
        #: Where the mouse opened a cell, while ``opened`` is told; ``None`` for a key.
        self.pressed_at: QPoint | None = None
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the current cell on Enter."""
        index = self.currentIndex()
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if event.key() in _ENTER and plain and index.isValid():
            self.opened.emit(index)
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the cell that was clicked."""
        super().mouseReleaseEvent(event)
        self.pressed_at = event.position().toPoint()
        index = self.indexAt(self.pressed_at)
        if event.button() is Qt.MouseButton.LeftButton and index.isValid():
            self.opened.emit(index)
        self.pressed_at = None


class LongList(QTableView):
    """A list of one column for any number of rows, all of the height its delegate wants; moving selects.

    A `QListView` asks its model about every row whenever it lays out: seven seconds for a million of them.
    """

    moved = Signal(QModelIndex)

    def __init__(self) -> None:
        """Set what makes a table a list."""
        super().__init__()
        down, across = self.verticalHeader(), self.horizontalHeader()
        down.hide()
        across.hide()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def setItemDelegate(self, delegate: QAbstractItemDelegate) -> None:
        """Let ``delegate`` paint the rows, as high as it wants them."""
        super().setItemDelegate(delegate)
        self._fit_rows()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the letters."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_rows()

    def _fit_rows(self) -> None:
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        height = self.itemDelegate().sizeHint(option, QModelIndex()).height()
        self.verticalHeader().setDefaultSectionSize(height)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Go to the first and the last row by Home and End."""
        model = self.model()
        last = model.rowCount() - 1
        if last >= 0 and action is QAbstractItemView.CursorAction.MoveHome:
            return model.index(0, 0)
        if last >= 0 and action is QAbstractItemView.CursorAction.MoveEnd:
            return model.index(last, 0)
        return super().moveCursor(action, modifiers)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: it would read every row; there is a field to search in."""

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell where the person is now."""
        super().currentChanged(current, previous)
        self.moved.emit(current)


class KeyList(QListView):
    """A short list with rows of one height; moving in it selects."""

    moved = Signal(QModelIndex)

    def __init__(self) -> None:
        """Set what all our lists share."""
        super().__init__()
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell where the person is now."""
        super().currentChanged(current, previous)
        self.moved.emit(current)
