"""Paints a row of a list in two lines: a mark, what it is, where it belongs, and a word at the right end."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from localizer.ui.look.tokens import BODY, ROW_TALL, SMALL, Palette
from localizer.ui.widgets.marks import Mark, paint_mark
from localizer.ui.widgets.parts import palette_of

_TEXT_LEFT = 38
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_ELIDE = Qt.TextElideMode.ElideRight


@dataclass(frozen=True, slots=True)
class RowWords:
    """What a row shows: ``head`` above, ``place`` below it, ``end`` at the right in the mark's colour."""

    mark: Mark
    head: str
    place: str
    end: str


class RowDelegate(QStyledItemDelegate):
    """One painter for every row of a list; a subclass says what a row shows."""

    def __init__(self, view: QWidget, row_role: int) -> None:
        """Paint in the colours of ``view``; the model gives the row's value under ``row_role``."""
        super().__init__(view)
        self._view = view
        self._role = row_role

    def words(self, value: object) -> RowWords | None:
        """Return what the row of ``value`` shows, ``None`` for a row that is gone."""
        raise NotImplementedError

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the one height of all rows."""
        del index
        return QSize(200, max(ROW_TALL, option.fontMetrics.height() * 2 + 18))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one row; a row that is gone stays blank."""
        words = self.words(index.data(self._role))
        if words is None:
            return
        inks, room = palette_of(self._view), option.rect
        painter.save()
        _paint_ground(painter, option, inks)
        middle = room.center().y()
        left, width = room.left() + _TEXT_LEFT, room.width() - _TEXT_LEFT - 10
        upper = QRect(left, room.top() + 7, width, middle - room.top() - 6)
        lower = QRect(left, middle + 1, width, room.bottom() - middle - 7)
        at = QPointF(room.left() + 14, upper.center().y() - 6)
        paint_mark(painter, words.mark, at, inks)
        font = QFont(option.font)
        font.setPixelSize(max(BODY, font.pixelSize()))
        painter.setFont(font)
        painter.setPen(QColor(inks.text))
        head = painter.fontMetrics().elidedText(words.head, _ELIDE, upper.width())
        painter.drawText(upper, int(_LEFT), head)
        font.setPixelSize(SMALL)
        painter.setFont(font)
        _paint_lower(painter, lower, words, inks)
        painter.setPen(QColor(inks.line))
        painter.drawLine(room.left(), room.bottom(), room.right(), room.bottom())
        painter.restore()


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem, inks: Palette) -> None:
    room = option.rect
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(room, QColor(inks.tint))
        painter.fillRect(QRect(room.left(), room.top(), 3, room.height()), QColor(inks.accent))
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(room, QColor(inks.hover))


def _paint_lower(painter: QPainter, room: QRect, words: RowWords, inks: Palette) -> None:
    metrics = painter.fontMetrics()
    end = metrics.elidedText(words.end, _ELIDE, room.width() * 3 // 5)
    painter.setPen(words.mark.ink(inks))
    painter.drawText(room, int(_RIGHT), end)
    left = room.width() - metrics.horizontalAdvance(end) - 8
    painter.setPen(QColor(inks.muted))
    painter.drawText(room, int(_LEFT), metrics.elidedText(words.place, _ELIDE, left))
