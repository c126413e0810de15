"""Paints a row of the review queue: a mark by shape and colour, the source, its place, the reason."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from localizer.catalog.queue import QueueRow
from localizer.i18n import _
from localizer.model.finding import Severity
from localizer.model.segment import Origin, State
from localizer.ui.actions.words import ORIGINS, STATES, field_name, rule_words
from localizer.ui.look.tokens import BODY, ROW_TALL, SMALL
from localizer.ui.widgets.marks import Mark, paint_mark
from localizer.ui.widgets.parts import palette_of

_TEXT_LEFT = 38
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


def mark_of(row: QueueRow) -> Mark:
    """Return the mark of a row: what is found weighs more than how far it is."""
    if row.worst <= Severity.EVIDENCE.rank:
        return Mark.BLOCK
    if row.state is State.APPROVED and not row.source_changed:
        return Mark.OK
    if row.worst <= Severity.WARNING.rank or row.state is State.SENT_BACK or row.source_changed:
        return Mark.WARN
    return Mark.OPEN


def reason_of(row: QueueRow) -> str:
    """Return in two or three words why the row stands where it stands."""
    if row.worst <= Severity.WARNING.rank and row.rule:
        return rule_words(row.rule)
    if row.source_changed:
        return _("source changed")
    if row.state is State.DRAFT and row.origin is not Origin.NONE:
        return _(ORIGINS[row.origin])
    return _(STATES[row.state])


class QueueDelegate(QStyledItemDelegate):
    """One painter for every row; two lines."""

    def __init__(self, view: QWidget, row_role: int) -> None:
        """Paint in the colours of ``view``; the model gives the `QueueRow` under ``row_role``."""
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
        """Paint one row; a row that is gone stays blank."""
        row = index.data(self._role)
        if not isinstance(row, QueueRow):
            return
        inks, mark, room = palette_of(self._view), mark_of(row), option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(room, QColor(inks.tint))
            painter.fillRect(QRect(room.left(), room.top(), 3, room.height()), QColor(inks.accent))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(room, QColor(inks.hover))
        middle = room.center().y()
        upper = QRect(
            room.left() + _TEXT_LEFT,
            room.top() + 7,
            room.width() - _TEXT_LEFT - 10,
            middle - room.top() - 6,
        )
        lower = QRect(upper.left(), middle + 1, upper.width(), room.bottom() - middle - 7)
        at = QPointF(room.left() + 14, upper.center().y() - 6)
        paint_mark(painter, mark, at, inks)
        font = QFont(option.font)
        font.setPixelSize(max(BODY, font.pixelSize()))
        painter.setFont(font)
        painter.setPen(QColor(inks.text))
        elide = Qt.TextElideMode.ElideRight
        head = painter.fontMetrics().elidedText(" ".join(row.source.split()), elide, upper.width())
        painter.drawText(upper, int(_LEFT), head)
        font.setPixelSize(SMALL)
        painter.setFont(font)
        reason = painter.fontMetrics().elidedText(reason_of(row), elide, lower.width() * 3 // 5)
        painter.setPen(mark.ink(inks))
        painter.drawText(lower, int(_RIGHT), reason)
        left = lower.width() - painter.fontMetrics().horizontalAdvance(reason) - 8
        painter.setPen(QColor(inks.muted))
        place = f"{row.product_key} · {field_name(row.field, row.position, row.name)}"
        painter.drawText(lower, int(_LEFT), painter.fontMetrics().elidedText(place, elide, left))
        painter.setPen(QColor(inks.line))
        painter.drawLine(room.left(), room.bottom(), room.right(), room.bottom())
        painter.restore()
