"""Tables and lists moved in by keys: Enter, a double click, or one click on a cell opens it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QTableView

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


class KeyList(QListView):
    """A list with rows of one height; moving in it selects."""

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
