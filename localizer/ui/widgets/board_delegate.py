"""Paints a cell of the launch board: the one reason in words with its mark, and how far each part is."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from localizer.catalog.board import Cell, CellState, Stage
from localizer.ui.look.tokens import RADIUS_SMALL, RING, SMALL
from localizer.ui.widgets.marks import SIDE, Mark, paint_mark
from localizer.ui.widgets.parts import palette_of

MARKS: Final = {
    CellState.READY: Mark.OK,
    CellState.REVIEW: Mark.WARN,
    CellState.BLOCKED: Mark.BLOCK,
    CellState.EMPTY: Mark.OPEN,
}
HEIGHT: Final = 50
_GAP: Final = 4
#: The marks of the parts: their side, and from one to the next.
PART: Final = 8
PART_STEP: Final = 20
_LEFT: Final = 10


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

    def stage_at(self, room: QRect, place: QPoint) -> Stage | None:
        """Return the part whose mark is under ``place`` in the cell ``room``, ``None`` beside them."""
        top = room.center().y() + 2
        if place.y() < top:
            return None
        number = (place.x() - room.left() - _LEFT - _GAP + PART_STEP // 3) // PART_STEP
        stages = tuple(Stage)
        return stages[number] if 0 <= number < len(stages) else None

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
        upper = QRectF(room.left(), room.top() + 3, room.width(), room.height() / 2)
        at = QPointF(room.left() + _LEFT, upper.center().y() - SIDE / 2)
        paint_mark(painter, mark, at, inks)
        parts = QPointF(room.left() + _LEFT + (SIDE - PART) / 2, room.bottom() - PART - 7)
        for state in cell.stages.values():
            paint_mark(painter, MARKS[state], parts, inks, PART)
            parts.setX(parts.x() + PART_STEP)
        font = QFont(option.font)
        font.setPixelSize(SMALL)
        painter.setFont(font)
        painter.setPen(mark.ink(inks))
        words = upper.adjusted(SIDE + 18, 0, -6, 0)
        text = painter.fontMetrics().elidedText(
            str(index.data(Qt.ItemDataRole.DisplayRole)),
            Qt.TextElideMode.ElideRight,
            int(words.width()),
        )
        painter.drawText(
            words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text
        )
        painter.restore()
