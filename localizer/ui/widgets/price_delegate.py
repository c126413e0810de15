"""Paints a price cell: the amount right, marks left for no price, warnings and a price fixed by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from localizer.catalog.views import PriceCell
from localizer.i18n import _
from localizer.ui.look.tokens import SMALL
from localizer.ui.widgets.marks import Mark, paint_mark
from localizer.ui.widgets.parts import palette_of

_SIDE: Final = 8
#: Width of the strip that tells the margin.
_STRIP: Final = 3
#: A margin below it deserves a look, one below nothing is a loss.
THIN_MARGIN: Final = Decimal("0.10")


class PriceDelegate(QStyledItemDelegate):
    """One painter for every price."""

    def __init__(self, view: QWidget, cell_role: int) -> None:
        """Paint in the colours of ``view``; the model gives the `PriceCell` under ``cell_role``."""
        super().__init__(view)
        self._view = view
        self._role = cell_role

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one cell."""
        price = index.data(self._role)
        inks, room = palette_of(self._view), option.rect
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(room, QColor(inks.tint))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(room, QColor(inks.hover))
        painter.setPen(QColor(inks.line))
        painter.drawLine(room.left(), room.bottom(), room.right(), room.bottom())
        known = isinstance(price, PriceCell)
        blocked = known and price.amount is None
        ink = inks.block if blocked else inks.text if known else inks.faint
        painter.setPen(QColor(ink))
        inside = room.adjusted(10, 0, -10, 0)
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        painter.drawText(
            inside, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), words
        )
        if isinstance(price, PriceCell):
            self._paint_marks(painter, price, inside)
            self._paint_margin(painter, price, room)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(inks.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(room.adjusted(1, 1, -1, -1))
        painter.restore()

    def _paint_margin(self, painter: QPainter, price: PriceCell, room: QRect) -> None:
        """Paint how much is earned as a strip at the right edge; the tip says it in words."""
        if price.margin is None:
            return
        inks = palette_of(self._view)
        ink = (
            inks.block if price.margin < 0 else inks.warn if price.margin < THIN_MARGIN else inks.ok
        )
        strip = QRect(
            room.right() - _STRIP - 1, room.top() + _STRIP, _STRIP, room.height() - 2 * _STRIP
        )
        painter.fillRect(strip, QColor(ink))

    def _paint_marks(self, painter: QPainter, price: PriceCell, inside: QRect) -> None:
        inks = palette_of(self._view)
        at = QPointF(inside.left(), inside.center().y() - _SIDE / 2 + 0.5)
        if price.amount is None:
            paint_mark(painter, Mark.BLOCK, at, inks, _SIDE)
        elif price.warnings:
            paint_mark(painter, Mark.WARN, at, inks, _SIDE)
        if price.fixed:
            font = painter.font()
            font.setPixelSize(SMALL)
            painter.setFont(font)
            painter.setPen(QColor(inks.accent))
            left = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
            painter.drawText(inside.adjusted(_SIDE + 6, 0, 0, 0), left, _("fixed"))
