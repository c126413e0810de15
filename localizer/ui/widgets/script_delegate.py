"""Paints a script in the list: mark, product, style and label, time against the plan."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from localizer.catalog.views import ScriptHead
from localizer.i18n import _
from localizer.model.finding import Severity
from localizer.model.segment import State
from localizer.ui.actions.words import STATES, minutes
from localizer.ui.look.tokens import BODY, ROW_TALL, SMALL
from localizer.ui.widgets.marks import Mark, paint_mark
from localizer.ui.widgets.parts import palette_of

_TEXT_LEFT = 38
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


def mark_of(head: ScriptHead) -> Mark:
    """Return the mark of a script: what is found weighs more than how far it is."""
    if head.worst <= Severity.EVIDENCE.rank:
        return Mark.BLOCK
    if head.state is State.APPROVED:
        return Mark.OK
    return Mark.WARN if head.worst <= Severity.WARNING.rank else Mark.OPEN


class ScriptDelegate(QStyledItemDelegate):
    """One painter for every script; two lines."""

    def __init__(self, view: QWidget, row_role: int) -> None:
        """Paint in the colours of ``view``; the model gives the `ScriptHead` under ``row_role``."""
        super().__init__(view)
        self._view = view
        self._role = row_role

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
        """Paint one row."""
        head = index.data(self._role)
        if not isinstance(head, ScriptHead):
            return
        inks, room, mark = palette_of(self._view), option.rect, mark_of(head)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(room, QColor(inks.tint))
            painter.fillRect(QRect(room.left(), room.top(), 3, room.height()), QColor(inks.accent))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(room, QColor(inks.hover))
        upper = QRect(room.left() + _TEXT_LEFT, room.top() + 7, room.width() - _TEXT_LEFT - 10, 22)
        lower = QRect(upper.left(), upper.bottom() + 1, upper.width(), 20)
        paint_mark(painter, mark, QPointF(room.left() + 14, upper.center().y() - 6), inks)
        font = QFont(option.font)
        font.setPixelSize(max(BODY, font.pixelSize()))
        painter.setFont(font)
        painter.setPen(QColor(inks.text))
        elide = Qt.TextElideMode.ElideRight
        painter.drawText(
            upper, int(_LEFT), painter.fontMetrics().elidedText(head.title, elide, upper.width())
        )
        font.setPixelSize(SMALL)
        painter.setFont(font)
        painter.setPen(QColor(inks.muted))
        words = f"{head.label} · {head.style} · {_(STATES[head.state])}"
        painter.drawText(lower, int(_LEFT), words)
        time = f"{minutes(head.seconds)} / {minutes(head.planned)}"
        painter.setPen(mark.ink(inks))
        painter.drawText(lower, int(_RIGHT), time)
        painter.setPen(QColor(inks.line))
        painter.drawLine(room.left(), room.bottom(), room.right(), room.bottom())
        painter.restore()
