"""A list moved in by keys: Enter opens a line, Delete takes it away, Alt with an arrow moves it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from localizer.ui.models.listed import Index
from localizer.ui.widgets.column_view import ListTable

_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_MOVES: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class Lines(ListTable):
    """``entered``, ``deleted`` and ``shifted`` are about the line in hand; ``chosen`` is another one."""

    entered = Signal()
    deleted = Signal()
    shifted = Signal(int)
    chosen = Signal(int)

    def __init__(self, name: str) -> None:
        """Be called ``name`` by screen readers."""
        super().__init__(name)
        self.setTabKeyNavigation(False)
        self.doubleClicked.connect(lambda _index: self.entered.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the line in hand."""
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and key in _MOVES:
            self.shifted.emit(_MOVES[key])
        elif key in _ENTER and self.currentIndex().isValid():
            self.entered.emit()
        elif key == Qt.Key.Key_Delete and self.currentIndex().isValid():
            self.deleted.emit()
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which line is in hand."""
        super().currentChanged(current, previous)
        self.chosen.emit(current.row())

    def choose(self, line: int) -> None:
        """Take a line in hand, the last where there are fewer."""
        if self.model().rowCount():
            self.selectRow(min(max(line, 0), self.model().rowCount() - 1))
