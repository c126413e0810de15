"""Paints a cell of the launch board: a quiet ground, a mark by shape and colour, the one reason in words."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from localizer.catalog.board import Cell, CellState
from localizer.ui.look.tokens import RADIUS_SMALL, RING, SMALL
from localizer.ui.widgets.marks import SIDE, Mark, paint_mark
from localizer.ui.widgets.parts import palette_of

MARKS: Final = {
    CellState.READY: Mark.OK,
    CellState.REVIEW: Mark.WARN,
    CellState.BLOCKED: Mark.BLOCK,
    CellState.EMPTY: Mark.OPEN,
}
HEIGHT: Final = 38
_GAP: Final = 4


class BoardDelegate(QStyledItemDelegate):
    """One painter for every cell; there is no widget per cell."""

    def __init__(self, view: QWidget, cell_role: int) -> None:
        """Paint in the colours of ``view``; the model gives the `Cell` under ``cell_role``."""
        super().__init__(view)
        self._view = view
        self._role = cell_role

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the room a cell would like."""
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        return QSize(option.fontMetrics.horizontalAdvance(words) + 56, HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one cell."""
        cell = index.data(self._role)
        if not isinstance(cell, Cell):
            return
        inks, mark = palette_of(self._view), MARKS[cell.state]
        room = QRectF(option.rect).adjusted(_GAP, _GAP, -_GAP, -_GAP)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mark.ground(inks))
        painter.drawRoundedRect(room, RADIUS_SMALL, RADIUS_SMALL)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(QColor(inks.accent), RING))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(room.adjusted(1, 1, -1, -1), RADIUS_SMALL, RADIUS_SMALL)
        at = QPointF(room.left() + 10, room.center().y() - SIDE / 2)
        paint_mark(painter, mark, at, inks)
        font = QFont(option.font)
        font.setPixelSize(SMALL)
        painter.setFont(font)
        painter.setPen(mark.ink(inks))
        words = room.adjusted(SIDE + 18, 0, -6, 0)
        text = painter.fontMetrics().elidedText(
            str(index.data(Qt.ItemDataRole.DisplayRole)),
            Qt.TextElideMode.ElideRight,
            int(words.width()),
        )
        painter.drawText(
            words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text
        )
        painter.restore()
