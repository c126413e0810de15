"""The names left of a grid, written as plain text and not as headings; they stay while the grid scrolls."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from localizer.ui.look.tokens import SMALL
from localizer.ui.widgets.parts import palette_of


class NameHeader(QHeaderView):
    """A vertical header of one width; a name of two lines has the second one smaller."""

    def __init__(self, parent: QWidget, width: int, height: int) -> None:
        """Names ``width`` wide, rows ``height`` high."""
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setDefaultSectionSize(height)
        self.setFixedWidth(width)
        self.setSectionsClickable(False)
        self._name_font = parent.font()

    def sizeHint(self) -> QSize:
        """Return its one width; the names of hundreds of rows need not be fetched to measure them."""
        return QSize(self.minimumWidth(), super().minimumSizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's name
        """Paint one name, elided where the room ends."""
        inks = palette_of(self)
        painter.save()
        painter.fillRect(rect, QColor(inks.surface))
        painter.setFont(self._name_font)
        painter.setPen(QColor(inks.text))
        room = rect.adjusted(12, 0, -8, 0)
        model = self.model()
        name = model.headerData(logicalIndex, Qt.Orientation.Vertical, Qt.ItemDataRole.DisplayRole)
        first, line_end, second = str(name or "").partition("\n")
        if line_end:
            room.setHeight(room.height() // 2 + 2)
            self._write(painter, room, first)
            font = painter.font()
            font.setPixelSize(SMALL)
            painter.setFont(font)
            painter.setPen(QColor(inks.muted))
            room.translate(0, rect.height() // 2 - 4)
            self._write(painter, room, second)
        else:
            self._write(painter, room, first)
        painter.setPen(QColor(inks.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

    def _write(self, painter: QPainter, room: QRect, text: str) -> None:
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), cut)
